import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Decisions } from '@/features/casefile/Decisions';
import { api, etag, unwrap } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import { queryClient, useMay } from '@/lib/session';
import { action, type Case, isUndecided } from '@/lib/types';
import { ActionButton, ButtonLink } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { keepCase } from './CasePage';
import { type Decision, DecisionDialog, useVerb, type Verb } from './DecisionDialog';
import { RejectDialog, WithdrawCaseDialog } from './RejectDialog';

const permissions = { recommend: 'cases:work', approve: 'cases:approve', return: 'cases:approve', reject: 'cases:work', withdraw: 'cases:work' } as const;
/** What an approved case may still come to, until issuing begins. */
const ends: Verb[] = ['reject', 'withdraw'];
/** What only the second specialist does. */
const reviews: Verb[] = ['approve', 'return'];

/** Recommend, approve, decline: each asked once more, each with the version that was read. */
export function DecisionBar({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const say = useVerb();
  const [asking, setAsking] = useState<Verb | null>(null);
  const [stale, setStale] = useState(false);
  const [reviewed, setReviewed] = useState(false);
  const fields = useFields({ reason: '' }, { reason: [checks.required] });
  const act = useMutation({
    mutationFn: (verb: Decision) => {
      const params = { path: { id: vettingCase.id }, header: etag(vettingCase) };
      const { reason } = fields.values;
      if (verb === 'recommend') return unwrap(api.POST('/cases/{id}/recommendations', { params }));
      if (verb === 'approve') return unwrap(api.POST('/cases/{id}/approvals', { params, body: { reviewed, note: reason } }));
      return unwrap(api.POST('/cases/{id}/returns', { params, body: { reason } }));
    },
    onSuccess: (changed) => done(changed),
    onError: (error) => void (onStale(error) || fields.refuse(error)),
  });
  const done = (changed: Case) => {
    setAsking(null);
    setStale(false);
    keepCase(changed);
  };
  const onStale = (error: unknown) => {
    const { status, code } = asProblem(error);
    if (status !== 412 && code !== 'case_decided') return false;
    setAsking(null);
    setStale(status === 412);
    void queryClient.invalidateQueries({ queryKey: ['case', vettingCase.id] });
    return true;
  };
  const open = (verb: Verb) => {
    act.reset();
    fields.fill({ reason: '' });
    setReviewed(false);
    setAsking(verb);
  };
  const close = () => {
    act.reset(); // a refusal belongs to the dialog in which it was read
    setAsking(null);
  };
  const { reset } = act;
  const decidedElsewhere = asProblem(act.error).code === 'case_decided';
  // What was refused for the case as it was says nothing about the case as it is now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is the cause
  useEffect(() => {
    if (!decidedElsewhere) reset();
  }, [vettingCase.version, reset]);
  const undecided = isUndecided(vettingCase);
  const works = useMay()('cases:work'); // an auditor reads what was decided
  const offered = (verb: Verb) =>
    works &&
    (vettingCase.status === 'in_review' ? verb !== 'recommend' : !reviews.includes(verb)) &&
    vettingCase.actions.some((entry) => entry.name === verb && (undecided || (ends.includes(verb) && entry.allowed)));
  const buttons = (['recommend', 'approve', 'return', 'reject', 'withdraw'] as const).filter(offered);
  const ending = { vettingCase, onDone: done, onStale, onClose: close };
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
            kind={verb === 'reject' ? 'danger' : verb === 'withdraw' ? 'quiet' : verb === 'approve' || vettingCase.status === 'open' ? 'primary' : 'secondary'}
            permission={permissions[verb]}
            action={action(vettingCase, verb)}
            onClick={() => open(verb)}
          >
            {say(verb)}
          </ActionButton>
        ))}
      </div>
      {asking === 'reject' ? <RejectDialog {...ending} /> : null}
      {asking === 'withdraw' ? <WithdrawCaseDialog {...ending} /> : null}
      {asking && asking !== 'reject' && asking !== 'withdraw' ? (
        <DecisionDialog
          verb={asking}
          vettingCase={vettingCase}
          fields={fields}
          review={{ reviewed, onChange: setReviewed }}
          busy={act.isPending}
          error={act.error}
          onConfirm={() => (asking === 'recommend' || fields.checkAll()) && act.mutate(asking)}
          onClose={close}
        />
      ) : null}
      <Decisions vettingCase={vettingCase} />
    </Card>
  );
}
