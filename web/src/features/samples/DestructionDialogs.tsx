import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { RetainedCase } from '@/lib/types';
import { ConfirmDialog } from '@/ui/Dialog';
import { TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';

interface DialogProps {
  retained: RetainedCase;
  onClose: () => void;
  onDone: () => void;
}

/** One officer asks, with a reason. */
export function AskDialog({ retained, onClose, onDone }: DialogProps) {
  const { t } = useTranslation('samples');
  const fields = useFields({ reason: '' }, { reason: [checks.required] });
  const ask = useMutation({
    mutationFn: () => unwrap(api.POST('/cases/{id}/destructions', { params: { path: { id: retained.caseId } }, body: { reason: fields.values.reason } })),
    onSuccess: onDone,
    onError: (error) => fields.refuse(error),
  });
  return (
    <ConfirmDialog
      open
      title={t('ask_title')}
      verb={t('ask')}
      busy={ask.isPending}
      error={ask.error}
      onConfirm={() => fields.checkAll() && ask.mutate()}
      onClose={onClose}
    >
      <p>{t('ask_text', { number: retained.applicationNumber, name: retained.organizationName })}</p>
      <TextField fields={fields} name="reason" label={t('ask_reason')} required lines={3} />
    </ConfirmDialog>
  );
}

/** Another officer approves; this cannot be undone. */
export function ApproveDialog({ retained, onClose, onDone }: DialogProps) {
  const { t } = useTranslation('samples');
  const approve = useMutation({
    mutationFn: () => unwrap(api.POST('/destructions/{id}/approvals', { params: { path: { id: retained.destructionId ?? '' } } })),
    onSuccess: onDone,
  });
  return (
    <ConfirmDialog
      open
      title={t('approve_title')}
      verb={t('approve')}
      danger
      busy={approve.isPending}
      error={approve.error}
      onConfirm={() => approve.mutate()}
      onClose={onClose}
    >
      <p>{t('approve_text', { number: retained.applicationNumber, name: retained.organizationName })}</p>
    </ConfirmDialog>
  );
}
