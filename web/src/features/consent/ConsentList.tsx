import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonFields } from '@/features/apply/RoleCard';
import { personRules } from '@/features/apply/roles';
import { api, unwrap } from '@/lib/api';
import { consents as consentsQuery } from '@/lib/queries';
import { queryClient } from '@/lib/session';
import type { ConsentState, Person, VettingRecord } from '@/lib/types';
import { Button } from '@/ui/Button';
import { Checks } from '@/ui/Checks';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form } from '@/ui/Field';
import { useFields } from '@/ui/fields';
import { Card } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import { Evidence, recordOf } from './Evidence';
import '@/features/apply/words';
import './words';

const states = { pending: 'wait', consented: 'ok', declined: 'bad', closed: 'none' } as const;
type Status = keyof typeof states;

interface ConsentListProps {
  applicationId: string;
  /** Whether this reader may ask again. */
  resend?: boolean;
  /** The organization, where this reader may name somebody else. */
  employer?: string;
  /** The evidence of the case, for the staff. */
  records?: VettingRecord[];
}

/** Who was asked for consent, what came back, and what can be done about it. */
export function ConsentList({ applicationId, resend, employer, records }: ConsentListProps) {
  const { t } = useTranslation(['consent', 'words']);
  const word = useWord();
  const { data } = useQuery({ ...consentsQuery(applicationId), refetchInterval: 20_000 });
  if (!data || data.consents.length === 0) return null;
  const complete = data.consents.every((consent) => consent.status === 'consented');
  const mayName = employer !== undefined && data.consents.some((consent) => consent.status === 'declined');
  const closed = data.consents.some((consent) => consent.status === 'closed');
  return (
    <Card title={t('list.title')}>
      <div className="stack stack-s">
        <p className="soft">
          {complete ? t('list.complete') : closed ? t('list.closed_text') : mayName ? t('list.turn') : t('list.text')} {data.required && !complete && !closed ? t('list.required') : null}
        </p>
        <Checks
          lines={data.consents.map((consent) => ({
            key: consent.role,
            state: states[consent.status as Status] ?? 'wait',
            word: t(`list.${consent.status as Status}`),
            text: (
              <>
                <strong>{word('role', consent.role)}</strong> {t('words:honorific', { name: consent.person })}
                <Facts consent={consent} />
                {records ? <Evidence record={recordOf(records, consent)} /> : null}
                <Acts applicationId={applicationId} consent={consent} resend={resend} employer={employer} />
              </>
            ),
          }))}
        />
      </div>
    </Card>
  );
}

function Facts({ consent }: { consent: ConsentState }) {
  const { t } = useTranslation(['consent', 'words']);
  const dates = useDates();
  const facts = [
    t(`list.${consent.status as Status}`),
    consent.decidedAt ? t('list.decided', { date: dates.instant(consent.decidedAt) }) : null,
    consent.expiresAt ? t('list.asked', { date: dates.date(consent.askedAt), until: dates.date(consent.expiresAt) }) : null,
    consent.status === 'pending' && consent.openedAt ? t('list.opened') : null,
    consent.status === 'pending' && consent.remindedAt ? t('list.reminded', { date: dates.date(consent.remindedAt) }) : null,
  ];
  return (
    <>
      <div className="small soft">{facts.filter(Boolean).join(' · ')}</div>
      <div className="small soft">{consent.email}</div>
      {consent.reason ? <p>{t('list.reason', { reason: consent.reason })}</p> : null}
    </>
  );
}

function Acts({ applicationId, consent, resend, employer }: ConsentListProps & { consent: ConsentState }) {
  const { t } = useTranslation(['consent', 'words']);
  const [replacing, setReplacing] = useState(false);
  const again = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/applications/{id}/consent-links', { params: { path: { id: applicationId } }, body: { role: consent.role as 'authorization' } })),
    onSuccess: (list) => queryClient.setQueryData(['consents', applicationId], list),
  });
  const mayReplace = consent.mayReplace && employer !== undefined;
  if (replacing && mayReplace) return <Replacement applicationId={applicationId} consent={consent} employer={employer} onEnd={() => setReplacing(false)} />;
  if (!(resend && consent.mayResend) && !mayReplace) return null;
  return (
    <div className="stack stack-s">
      {again.error ? <ErrorPanel error={again.error} /> : null}
      <div className="row">
        {resend && consent.mayResend ? (
          <Button small kind="quiet" busy={again.isPending} disabled={again.isSuccess} onClick={() => again.mutate()}>
            {again.isSuccess ? t('list.resent') : t('list.resend')}
          </Button>
        ) : null}
        {mayReplace ? (
          <Button small kind={consent.status === 'declined' ? 'primary' : 'quiet'} onClick={() => setReplacing(true)}>
            {t('list.replace')}
          </Button>
        ) : null}
      </div>
    </div>
  );
}

interface ReplacementProps {
  applicationId: string;
  consent: ConsentState;
  employer: string;
  onEnd: () => void;
}

/** Another person for a role; the rules are the server's. */
function Replacement({ applicationId, consent, employer, onEnd }: ReplacementProps) {
  const { t } = useTranslation(['consent', 'words']);
  const word = useWord();
  const fields = useFields<keyof Person>(
    { familyName: '', givenName: '', familyKana: '', givenKana: '', employer, department: '', title: '', email: '', phone: '' },
    personRules(consent.role),
  );
  const replace = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/applications/{id}/contact-replacements', {
          params: { path: { id: applicationId } },
          body: { role: consent.role as 'authorization', person: fields.values },
        }),
      ),
    onSuccess: (list) => {
      queryClient.setQueryData(['consents', applicationId], list);
      void queryClient.invalidateQueries({ queryKey: ['application', applicationId] });
      onEnd();
    },
    onError: (error) => fields.refuse(error, 'person'),
  });
  return (
    <Form onSubmit={() => fields.checkAll() && replace.mutate()} label={t('list.replace')}>
      <div className="fields">
        <p>{t('list.replace_text', { role: word('role', consent.role) })}</p>
        <PersonFields role={{ fields, name: consent.role }} />
        {replace.error ? <ErrorPanel error={replace.error} /> : null}
        <div className="row">
          <Button kind="primary" type="submit" busy={replace.isPending}>
            {t('list.replace_act')}
          </Button>
          <Button kind="quiet" onClick={onEnd}>
            {t('list.cancel')}
          </Button>
        </div>
      </div>
    </Form>
  );
}
