import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { formatMoney } from '@/lib/format';
import { useNow } from '@/lib/session';
import type { Order } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ConfirmDialog, Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { useLanguage } from '@/ui/Text';

interface OrderDialogProps {
  order: Order;
  onClose: () => void;
  onDone: (changed: Order) => void;
}

/** Today's date in Tokyo by the server's clock. */
function today(now: string): string {
  return new Date(Date.parse(now) + 9 * 3_600_000).toISOString().slice(0, 10);
}

/** A deposit as the bank statement shows it. */
export function PaymentDialog({ order, onClose, onDone }: OrderDialogProps) {
  const { t } = useTranslation(['sales', 'words']);
  const language = useLanguage();
  const open = Math.max(order.total - order.paid, 0);
  const fields = useFields(
    { amount: String(open), receivedOn: today(useNow()), payerName: order.customer.organizationKana, reference: '' },
    { amount: [checks.required, checks.amount], receivedOn: [checks.required, checks.date], payerName: [checks.required], reference: [checks.required] },
  );
  const record = useMutation({
    mutationFn: () => {
      const { amount, receivedOn, payerName, reference } = fields.values;
      return unwrap(
        api.POST('/orders/{id}/payments', { params: { path: { id: order.id } }, body: { amount: Number(amount), receivedOn, payerName, reference } }),
      );
    },
    onSuccess: onDone,
    onError: (error) => fields.refuse(error),
  });
  const differs = /^\d+$/.test(fields.values.amount) && Number(fields.values.amount) !== open;
  return (
    <Dialog open title={t('payment.title')} onClose={onClose}>
      <Form onSubmit={() => fields.checkAll() && record.mutate()}>
        <div className="fields">
          {record.error ? <ErrorPanel error={record.error} /> : null}
          <TextField fields={fields} name="amount" label={t('payment.amount')} required kind="digits" size="s" />
          {differs ? <Notice tone="warn">{t('payment.differs', { amount: formatMoney(open, language) })}</Notice> : null}
          <TextField fields={fields} name="receivedOn" label={t('payment.received')} required kind="date" size="s" />
          <TextField fields={fields} name="payerName" label={t('payment.payer')} required size="m" hint={t('payment.payer_hint')} />
          <TextField fields={fields} name="reference" label={t('payment.reference')} required kind="code" size="m" hint={t('payment.reference_hint')} />
        </div>
        <div className="dialog-buttons">
          <Button onClick={onClose}>{t('words:cancel')}</Button>
          <Button kind="primary" type="submit" busy={record.isPending}>
            {t('payment.save')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/** A new code to the same or another person. */
export function ResendDialog({ order, onClose, onDone }: OrderDialogProps) {
  const { t } = useTranslation(['sales', 'words']);
  const fields = useFields(
    { recipientName: order.recipient.name, recipientEmail: order.recipient.email },
    { recipientName: [checks.required], recipientEmail: [checks.required, checks.email] },
  );
  const send = useMutation({
    mutationFn: () => unwrap(api.POST('/orders/{id}/access-codes', { params: { path: { id: order.id } }, body: fields.values })),
    onSuccess: onDone,
    onError: (error) => fields.refuse(error),
  });
  return (
    <Dialog open title={t('resend.title')} onClose={onClose}>
      <Form onSubmit={() => fields.checkAll() && send.mutate()}>
        <div className="fields">
          <p>{t('resend.text')}</p>
          {send.error ? <ErrorPanel error={send.error} /> : null}
          <TextField fields={fields} name="recipientName" label={t('resend.name')} required />
          <TextField fields={fields} name="recipientEmail" label={t('resend.email')} required kind="email" />
        </div>
        <div className="dialog-buttons">
          <Button onClick={onClose}>{t('words:cancel')}</Button>
          <Button kind="primary" type="submit" busy={send.isPending}>
            {t('resend.send')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

export function RevokeCodeDialog({ order, onClose, onDone }: { order: Order; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('sales');
  const revoke = useMutation({
    mutationFn: () => unwrap(api.DELETE('/orders/{id}/access-codes', { params: { path: { id: order.id } } })),
    onSuccess: onDone,
  });
  return (
    <ConfirmDialog
      open
      title={t('revoke.title')}
      verb={t('revoke.verb')}
      danger
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <p>{t('revoke.text', { email: order.accessCode?.recipientEmail ?? '' })}</p>
    </ConfirmDialog>
  );
}
