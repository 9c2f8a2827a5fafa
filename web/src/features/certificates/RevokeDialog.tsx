import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient } from '@/lib/session';
import type { CertificateDetail } from '@/lib/types';
import { ConfirmDialog } from '@/ui/Dialog';
import { SelectField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { useWord } from '@/ui/StatusBadge';

const reasons = ['keyCompromise', 'superseded', 'cessationOfOperation', 'affiliationChanged', 'privilegeWithdrawn', 'unspecified'] as const;

interface RevokeDialogProps {
  certificate: CertificateDetail;
  open: boolean;
  onClose: () => void;
  onDone: () => void;
}

/** Revocation cannot be undone: consequences, a reason in words, and the name typed once. */
export function RevokeDialog({ certificate, open, onClose, onDone }: RevokeDialogProps) {
  const { t } = useTranslation('certificates');
  const word = useWord();
  const fields = useFields({ reason: '', comment: '', typed: '' }, { reason: [checks.required], comment: [checks.required], typed: [checks.required] });
  const { reason, comment, typed } = fields.values;
  const revoke = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/certificates/{id}/revocations', { params: { path: { id: certificate.id } }, body: { reason: reason as (typeof reasons)[number], comment } }),
      ),
    onSuccess: (changed) => {
      queryClient.setQueryData(['certificate', certificate.id], changed);
      void queryClient.invalidateQueries({ queryKey: ['certificates'] });
      onDone();
    },
    onError: (error) => fields.refuse(error),
  });
  return (
    <ConfirmDialog
      open={open}
      title={t('revoke.title')}
      verb={t('revoke.verb')}
      danger
      busy={revoke.isPending}
      blocked={typed.trim() !== certificate.commonName}
      error={revoke.error}
      onConfirm={() => fields.checkAll() && revoke.mutate()}
      onClose={onClose}
    >
      <Notice tone="warn" title={certificate.commonName}>
        {t('revoke.consequence')}
      </Notice>
      <SelectField
        fields={fields}
        name="reason"
        label={t('revoke.reason')}
        required
        empty={t('revoke.choose')}
        choices={reasons.map((value) => ({ value, label: word('revocation_reason', value) }))}
      />
      {reason === 'keyCompromise' ? <p className="small soft">{t('revoke.key')}</p> : null}
      <TextField fields={fields} name="comment" label={t('revoke.comment')} required lines={3} />
      <TextField fields={fields} name="typed" label={t('revoke.typed')} required kind="host" />
    </ConfirmDialog>
  );
}
