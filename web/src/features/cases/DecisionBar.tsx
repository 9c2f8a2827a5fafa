import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, etag, unwrap } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import { queryClient } from '@/lib/session';
import { action, type Case, isUndecided } from '@/lib/types';
import { ActionButton, ButtonLink } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { CheckField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { History } from '@/ui/Timeline';
import '@/features/casefile/words';
import { keepCase } from './CasePage';

type Verb = 'recommend' | 'approve' | 'return' | 'reject';
const permissions = { recommend: 'cases:work', approve: 'cases:approve', return: 'cases:approve', reject: 'cases:work' } as const;

/** Recommend, approve, decline: each asked once more, each with the version that was read. */
export function DecisionBar({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const { t: file } = useTranslation('casefile');
  const say = (verb: Verb) => (verb === 'return' ? file('decision.return') : t(`decision.${verb}`));
  const [asking, setAsking] = useState<Verb | null>(null);
  const [stale, setStale] = useState(false);
  const [reviewed, setReviewed] = useState(false);
  const fields = useFields({ reason: '' }, { reason: [checks.required] });
  const act = useMutation({
    mutationFn: (verb: Verb) => {
      const params = { path: { id: vettingCase.id }, header: etag(vettingCase) };
      const { reason } = fields.values;
      if (verb === 'recommend') return unwrap(api.POST('/cases/{id}/recommendations', { params }));
      if (verb === 'approve') return unwrap(api.POST('/cases/{id}/approvals', { params, body: { reviewed, note: reason } }));
      return unwrap(api.POST(verb === 'return' ? '/cases/{id}/returns' : '/cases/{id}/rejections', { params, body: { reason } }));
    },
    onSuccess: (changed) => {
      setAsking(null);
      setStale(false);
      keepCase(changed);
    },
    onError: async (error) => {
      const { status, code } = asProblem(error);
      if (status !== 412 && code !== 'case_decided') return void fields.refuse(error);
      setAsking(null);
      setStale(status === 412);
      await queryClient.invalidateQueries({ queryKey: ['case', vettingCase.id] });
    },
  });
  const open = (verb: Verb) => {
    act.reset();
    fields.fill({ reason: '' });
    setReviewed(false);
    setAsking(verb);
  };
  const undecided = isUndecided(vettingCase);
  const buttons = (['recommend', 'approve', 'return', 'reject'] as const).filter(
    (verb) => undecided && (verb !== 'return' || vettingCase.status === 'in_review') && vettingCase.actions.some((entry) => entry.name === verb),
  );
  const words = { names: vettingCase.names.join(', '), name: vettingCase.organizationName };
  return (
    <Card title={t('decision.title')}>
      <div className="decision">
        {stale ? <Notice tone="warn" title={t('decision.stale')} live /> : null}
        {act.error && !asking && !stale ? <ErrorPanel error={act.error} /> : null}
        {vettingCase.recommendedName ? <p>{t('decision.recommended_by', { name: vettingCase.recommendedName })}</p> : null}
        {vettingCase.approvedName ? <p>{t('decision.approved_by', { name: vettingCase.approvedName })}</p> : null}
        {vettingCase.certificateId ? <ButtonLink to={`/certificates/${vettingCase.certificateId}`}>{t('decision.certificate')}</ButtonLink> : null}
        {buttons.map((verb) => (
          <ActionButton
            key={verb}
            kind={verb === 'reject' ? 'danger' : verb === 'approve' || vettingCase.status === 'open' ? 'primary' : 'secondary'}
            permission={permissions[verb]}
            action={action(vettingCase, verb)}
            onClick={() => open(verb)}
          >
            {say(verb)}
          </ActionButton>
        ))}
      </div>
      {asking ? (
        <ConfirmDialog
          open
          title={asking === 'return' ? file('decision.return_title') : t(`decision.${asking}_title`)}
          verb={say(asking)}
          danger={asking === 'reject'}
          busy={act.isPending}
          blocked={asking === 'approve' && !reviewed}
          error={act.error}
          onConfirm={() => (asking === 'recommend' || fields.checkAll()) && act.mutate(asking)}
          onClose={() => setAsking(null)}
        >
          <p>{asking === 'return' ? file('decision.return_text') : t(`decision.${asking}_text`, words)}</p>
          {asking === 'approve' ? <CheckField label={file('correlation.reviewed')} checked={reviewed} onChange={setReviewed} /> : null}
          {asking === 'approve' ? (
            <TextField fields={fields} name="reason" label={file('correlation.note')} hint={file('correlation.note_hint')} required lines={3} />
          ) : null}
          {asking === 'reject' ? <TextField fields={fields} name="reason" label={t('decision.reason')} required lines={4} /> : null}
          {asking === 'return' ? <TextField fields={fields} name="reason" label={file('decision.return_reason')} required lines={4} /> : null}
        </ConfirmDialog>
      ) : null}
      <Decisions vettingCase={vettingCase} />
    </Card>
  );
}

/** What was decided so far, and why. */
function Decisions({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('casefile');
  const kinds = ['recommended', 'approved', 'returned', 'rejected', 'reopened'] as const;
  if (vettingCase.decisions.length === 0) return null;
  const entries = vettingCase.decisions.map((decision) => ({
    key: decision.id,
    at: decision.decidedAt,
    who: decision.decidedByName || t('decision.program'),
    text: (
      <>
        <strong>{t(`decision.${kinds.find((kind) => kind === decision.kind) ?? 'recommended'}`)}</strong>
        {decision.note ? <div className="pre-line small">{decision.note}</div> : null}
      </>
    ),
  }));
  return (
    <div className="decisions" aria-label={t('decision.title')} role="group">
      <History entries={entries.reverse()} />
    </div>
  );
}
