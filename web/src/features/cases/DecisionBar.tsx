import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, etag, unwrap } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import { queryClient } from '@/lib/session';
import { action, type Case, isUndecided } from '@/lib/types';
import { ActionButton, ButtonLink } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/Dialog';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { keepCase } from './CasePage';
import { RejectDialog, WithdrawCaseDialog } from './RejectDialog';

type Verb = 'recommend' | 'approve' | 'reject' | 'withdraw';
const permissions = { recommend: 'cases:work', approve: 'cases:approve', reject: 'cases:work', withdraw: 'cases:work' } as const;
const paths = { recommend: '/cases/{id}/recommendations', approve: '/cases/{id}/approvals' } as const;

/** Recommend, approve, decline: each asked once more, each with the version that was read. */
export function DecisionBar({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const [asking, setAsking] = useState<Verb | null>(null);
  const [stale, setStale] = useState(false);
  const act = useMutation({
    mutationFn: (verb: 'recommend' | 'approve') => unwrap(api.POST(paths[verb], { params: { path: { id: vettingCase.id }, header: etag(vettingCase) } })),
    onSuccess: (changed) => done(changed),
    onError: (error) => void onStale(error),
  });
  const done = (changed: Case) => {
    setAsking(null);
    setStale(false);
    keepCase(changed);
  };
  const onStale = (error: unknown) => {
    if (asProblem(error).status !== 412) return false;
    setAsking(null);
    setStale(true);
    void queryClient.invalidateQueries({ queryKey: ['case', vettingCase.id] });
    return true;
  };
  const open = (verb: Verb) => {
    act.reset();
    setAsking(verb);
  };
  const undecided = isUndecided(vettingCase);
  const offered = (verb: Verb) => vettingCase.actions.some((entry) => entry.name === verb && (undecided || (verb === 'withdraw' && entry.allowed)));
  const buttons = (['recommend', 'approve', 'reject', 'withdraw'] as const).filter(offered);
  const ending = { vettingCase, onDone: done, onStale, onClose: () => setAsking(null) };
  const words = { names: vettingCase.names.join(', '), name: vettingCase.organizationName };
  return (
    <Card title={t('decision.title')}>
      <div className="decision">
        {stale ? <Notice tone="warn" title={t('decision.stale')} live /> : null}
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
            {t(`decision.${verb}`)}
          </ActionButton>
        ))}
      </div>
      {asking === 'reject' ? <RejectDialog {...ending} /> : null}
      {asking === 'withdraw' ? <WithdrawCaseDialog {...ending} /> : null}
      {asking === 'recommend' || asking === 'approve' ? (
        <ConfirmDialog
          open
          title={t(`decision.${asking}_title`)}
          verb={t(`decision.${asking}`)}
          busy={act.isPending}
          error={act.error}
          onConfirm={() => act.mutate(asking)}
          onClose={() => setAsking(null)}
        >
          <p>{t(`decision.${asking}_text`, words)}</p>
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}
