import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { action, type Case } from '@/lib/types';
import { ActionButton } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { useWord } from '@/ui/StatusBadge';
import { keepCase } from './CasePage';
import './words';

const finished = ['passed', 'failed', 'not_needed'];

/** A step with a result is done again, for a reason that stays in the case. */
export function RedoStep({ vettingCase, step }: { vettingCase: Case; step: string }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  const [asking, setAsking] = useState(false);
  const fields = useFields({ reason: '' }, { reason: [checks.required] });
  const redo = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/cases/{id}/reopenings', {
          params: { path: { id: vettingCase.id } },
          body: { step, reason: fields.values.reason } as never,
        }),
      ),
    onSuccess: (changed) => {
      setAsking(false);
      fields.fill({ reason: '' });
      keepCase(changed);
    },
    onError: (error) => void fields.refuse(error),
  });
  const status = vettingCase.steps.find((entry) => entry.step === step)?.status ?? '';
  if (step === 'application' || !finished.includes(status) || !action(vettingCase, 'reopenStep')?.allowed) return null;
  return (
    <div>
      <ActionButton kind="quiet" permission="cases:work" action={action(vettingCase, 'reopenStep')} onClick={() => setAsking(true)}>
        {t('redo.verb')}
      </ActionButton>
      <ConfirmDialog
        open={asking}
        title={t('redo.title', { step: word('step', step) })}
        verb={t('redo.verb')}
        busy={redo.isPending}
        error={redo.error}
        onConfirm={() => fields.checkAll() && redo.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{t('redo.text')}</p>
        <TextField fields={fields} name="reason" label={t('redo.reason')} required lines={3} />
      </ConfirmDialog>
    </div>
  );
}

/** An approved case whose certificate could not be issued yet: the job tries again by itself, and the specialist at once. */
export function IssueAgain({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const issue = useMutation({
    mutationFn: () => unwrap(api.POST('/cases/{id}/issuances', { params: { path: { id: vettingCase.id } } })),
    onSuccess: keepCase,
  });
  if (!action(vettingCase, 'issue')?.allowed) return null;
  return (
    <div className="stack">
      <p>{t('redo.waiting')}</p>
      {issue.error ? <ErrorPanel error={issue.error} /> : null}
      <ActionButton kind="primary" permission="cases:work" action={action(vettingCase, 'issue')} busy={issue.isPending} onClick={() => issue.mutate()}>
        {t('redo.issue')}
      </ActionButton>
    </div>
  );
}
