import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unwrap } from '@/lib/api';
import type { ConsentAsked, ConsentPage } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import { linkApi } from './client';

interface QuestionProps {
  page: ConsentPage;
  consent: ConsentAsked;
  number?: number;
  onAnswer: (page: ConsentPage) => void;
}

interface Answer {
  decision: 'consent' | 'decline';
  reason?: string;
  title?: string;
  signature?: string;
  agreementSha256?: string;
}

/** One role's question: the words that are consented to, and the two answers. */
export function Question({ page, consent, number, onAnswer }: QuestionProps) {
  const { t } = useTranslation('consent');
  const word = useWord();
  const [declining, setDeclining] = useState(false);
  const answer = useMutation({
    mutationFn: (body: Answer) => unwrap(linkApi.POST('/consents/{id}/decisions', { params: { path: { id: consent.id } }, body })),
    onSuccess: (answered) => {
      onAnswer(answered);
      if (answered.done) window.scrollTo({ top: 0 });
    },
  });
  const role = word('role', consent.role);
  const title = t(`ask.${consent.role as 'authorization'}`);
  return (
    <Card title={number ? t('numbered', { number, title }) : title} acts={<span className="small soft">{role}</span>}>
      {consent.status !== 'pending' ? (
        <Given consent={consent} />
      ) : declining ? (
        <Decline
          busy={answer.isPending}
          error={answer.error}
          onBack={() => setDeclining(false)}
          onDecline={(reason) => answer.mutate({ decision: 'decline', reason })}
        />
      ) : (
        <Approve page={page} consent={consent} busy={answer.isPending} error={answer.error} onApprove={answer.mutate} onDecline={() => setDeclining(true)} />
      )}
    </Card>
  );
}

function Given({ consent }: { consent: ConsentAsked }) {
  const { t } = useTranslation('consent');
  const dates = useDates();
  const at = consent.decidedAt ? dates.instant(consent.decidedAt) : '';
  return (
    <Notice tone={consent.status === 'consented' ? 'ok' : 'warn'} title={t(consent.status === 'consented' ? 'given' : 'refused', { at })}>
      {consent.status === 'consented' ? consent.statement : consent.reason}
    </Notice>
  );
}

interface ApproveProps {
  page: ConsentPage;
  consent: ConsentAsked;
  busy: boolean;
  error: unknown;
  onApprove: (answer: Answer) => void;
  onDecline: () => void;
}

function Approve({ page, consent, busy, error, onApprove, onDecline }: ApproveProps) {
  const { t } = useTranslation('consent');
  const states = consent.role === 'higher_authority';
  const signs = consent.role === 'contract_signer';
  const fields = useFields(
    { title: page.person.title, signature: '' },
    { ...(states ? { title: [checks.required] } : {}), ...(signs ? { signature: [checks.required] } : {}) },
  );
  const approve = () => {
    if (!fields.checkAll()) return;
    onApprove({
      decision: 'consent',
      ...(states ? { title: fields.values.title } : {}),
      ...(signs ? { signature: fields.values.signature, agreementSha256: page.agreementSha256 } : {}),
    });
  };
  return (
    <Form onSubmit={approve}>
      <div className="fields">
        {signs && page.agreement ? (
          <div className="stack stack-s">
            <p className="small soft">{t('agreement_version', { version: page.agreement.version })}</p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard */}
            <section className="agreement" tabIndex={0} aria-label={t('agreement')}>
              {page.agreement.text}
            </section>
          </div>
        ) : null}
        <blockquote className="consent-statement">{consent.statement}</blockquote>
        {states ? <TextField fields={fields} name="title" label={t('own_title')} required size="s" hint={t('own_title_hint')} /> : null}
        {signs ? (
          <TextField
            fields={fields}
            name="signature"
            label={t('signature')}
            required
            size="m"
            autoComplete="name"
            hint={t('signature_hint', { name: page.person.name })}
          />
        ) : null}
        {error ? <ErrorPanel error={error} /> : null}
        <div className="consent-acts">
          <Button kind="primary" type="submit" busy={busy}>
            {t(`act.${consent.role as 'authorization'}`)}
          </Button>
          <Button kind="quiet" onClick={onDecline} disabled={busy}>
            {t('decline')}
          </Button>
        </div>
      </div>
    </Form>
  );
}

interface DeclineProps {
  busy: boolean;
  error: unknown;
  onBack: () => void;
  onDecline: (reason: string) => void;
}

function Decline({ busy, error, onBack, onDecline }: DeclineProps) {
  const { t } = useTranslation(['consent', 'words']);
  const fields = useFields({ reason: '' }, { reason: [checks.required] });
  return (
    <Form onSubmit={() => fields.checkAll() && onDecline(fields.values.reason)}>
      <div className="fields">
        <p>{t('decline_text')}</p>
        <TextField fields={fields} name="reason" label={t('reason')} required lines={4} hint={t('reason_hint')} />
        {error ? <ErrorPanel error={error} /> : null}
        <div className="consent-acts">
          <Button kind="danger-strong" type="submit" busy={busy}>
            {t('decline_act')}
          </Button>
          <Button kind="quiet" onClick={onBack} disabled={busy}>
            {t('words:back')}
          </Button>
        </div>
      </div>
    </Form>
  );
}
