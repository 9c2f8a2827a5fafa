import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { Order } from '@/lib/types';
import { ConfirmDialog } from '@/ui/Dialog';
import './words';

export interface ActProps {
  order: Order;
  onDone: () => void;
  onClose: () => void;
}

/** Asks before a new access code is mailed. */
export function ResendCode({ order, onDone, onClose }: ActProps) {
  const { t } = useTranslation('tracker');
  const send = useMutation({
    mutationFn: () => unwrap(api.POST('/orders/{id}/access-codes', { params: { path: { id: order.id } }, body: {} })),
    onSuccess: onDone,
  });
  return (
    <ConfirmDialog
      open
      title={t('code_act.resend_title')}
      verb={t('code_act.resend_verb')}
      busy={send.isPending}
      error={send.error}
      onConfirm={() => send.mutate()}
      onClose={onClose}
    >
      <p>{t('code_act.resend_text', { email: order.recipient.email })}</p>
    </ConfirmDialog>
  );
}
