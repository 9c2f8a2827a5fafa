import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, etag, unwrap } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import { queryClient } from '@/lib/session';
import { action, type Case, isUndecided } from '@/lib/types';
import { ActionButton, ButtonLink } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { keepCase } from './CasePage';

type Verb = 'recommend' | 'approve' | 'reject';
const permissions = { recommend: 'cases:work', approve: 'cases:approve', reject: 'cases:work' } as const;
const paths = { recommend: '/cases/{id}/recommendations', approve: '/cases/{id}/approvals', reject: '/cases/{id}/rejections' } as const;

/** Recommend, approve, decline: each asked once more, each with the version that was read. */
export function DecisionBar({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const [asking, setAsking] = useState<Verb | null>(null);
  const [stale, setStale] = useState(false);
  const fields = useFields({ reason: '' }, { reason: [checks.required] });
  const act = useMutation({
    mutationFn: (verb: Verb) => {
      const params = { path: { id: vettingCase.id }, header: etag(vettingCase) };
      if (verb === 'reject') return unwrap(api.POST(paths.reject, { params, body: { reason: fields.values.reason } }));
      return unwrap(api.POST(paths[verb], { params }));
    },
    onSuccess: (changed) => {
      setAsking(null);
      setStale(false);
      keepCase(changed);
    },
    onError: async (error) => {
      if (asProblem(error).status !== 412) return void fields.refuse(error);
      setAsking(null);
      setStale(true);
      await queryClient.invalidateQueries({ queryKey: ['case', vettingCase.id] });
    },
  });
  const open = (verb: Verb) => {
    act.reset();
    setAsking(verb);
  };
  const undecided = isUndecided(vettingCase);
  const buttons = (['recommend', 'approve', 'reject'] as const).filter((verb) => undecided && vettingCase.actions.some((entry) => entry.name === verb));
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
            kind={verb === 'reject' ? 'danger' : verb === 'approve' || vettingCase.status === 'open' ? 'primary' : 'secondary'}
            permission={permissions[verb]}
            action={action(vettingCase, verb)}
            onClick={() => open(verb)}
          >
            {t(`decision.${verb}`)}
          </ActionButton>
        ))}
      </div>
      {asking ? (
        <ConfirmDialog
          open
          title={t(`decision.${asking}_title`)}
          verb={t(`decision.${asking}`)}
          danger={asking === 'reject'}
          busy={act.isPending}
          error={act.error}
          onConfirm={() => (asking !== 'reject' || fields.checkAll()) && act.mutate(asking)}
          onClose={() => setAsking(null)}
        >
          <p>{t(`decision.${asking}_text`, words)}</p>
          {asking === 'reject' ? <TextField fields={fields} name="reason" label={t('decision.reason')} required lines={4} /> : null}
        </ConfirmDialog>
      ) : null}
    </Card>
  );
}
