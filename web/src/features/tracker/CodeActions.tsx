import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient } from '@/lib/session';
import { action, type Order } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ConfirmDialog, Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { type ActProps, ResendCode } from './ResendCode';
import './words';

type Act = 'resend' | 'revoke' | 'change';

/** What the orderer can do about the access code: have it sent again, stop it, name another recipient. */
export function CodeActions({ order }: { order: Order }) {
  const { t } = useTranslation('tracker');
  const [asking, setAsking] = useState<Act | null>(null);
  const [done, setDone] = useState<Act | null>(null);
  const offered = (
    [
      ['resend', 'resendAccessCode'],
      ['change', 'changeRecipient'],
      ['revoke', 'revokeAccessCode'],
    ] as const
  ).filter(([, name]) => action(order, name).allowed);
  if (offered.length === 0) return null;
  const dialog: ActProps = {
    order,
    onClose: () => setAsking(null),
    onDone: () => {
      setDone(asking);
      setAsking(null);
      void queryClient.invalidateQueries({ queryKey: ['order', order.id] });
    },
  };
  return (
    <div className="stack stack-s">
      {done ? <Notice tone="ok" title={t(`code_act.${done}_done`)} live /> : null}
      <div className="row">
        {offered.map(([act]) => (
          <Button key={act} small kind={act === 'revoke' ? 'danger' : 'secondary'} onClick={() => setAsking(act)}>
            {t(`code_act.${act}`)}
          </Button>
        ))}
      </div>
      {asking === 'resend' ? <ResendCode {...dialog} /> : null}
      {asking === 'revoke' ? <Revoke {...dialog} /> : null}
      {asking === 'change' ? <Change {...dialog} /> : null}
    </div>
  );
}

function Revoke({ order, onDone, onClose }: ActProps) {
  const { t } = useTranslation('tracker');
  const revoke = useMutation({
    mutationFn: () => unwrap(api.DELETE('/orders/{id}/access-codes', { params: { path: { id: order.id } } })),
    onSuccess: onDone,
  });
  return (
    <ConfirmDialog
      open
      title={t('code_act.revoke_title')}
      verb={t('code_act.revoke_verb')}
      danger
      busy={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate()}
      onClose={onClose}
    >
      <p>{t('code_act.revoke_text')}</p>
    </ConfirmDialog>
  );
}

/** First the person, then the code that was mailed to the orderer. */
function Change({ order, onDone, onClose }: ActProps) {
  const { t } = useTranslation(['tracker', 'words']);
  const person = useFields({ name: '', email: '' }, { name: [checks.required], email: [checks.required, checks.email] });
  const confirmation = useFields({ code: '' }, { code: [checks.required] });
  const params = { path: { id: order.id } };
  const ask = useMutation({
    mutationFn: () => unwrap(api.POST('/orders/{id}/recipient-changes', { params, body: { recipient: person.values } })),
    onError: (error) => person.refuse(error, 'recipient'),
  });
  const confirm = useMutation({
    mutationFn: () => unwrap(api.POST('/orders/{id}/recipient-confirmations', { params, body: confirmation.values })),
    onSuccess: onDone,
    onError: (error) => confirmation.refuse(error),
  });
  const asked = ask.data;
  return (
    <Dialog open title={t('code_act.change_title')} onClose={onClose}>
      <Form onSubmit={() => (asked ? confirmation.checkAll() && confirm.mutate() : person.checkAll() && ask.mutate())}>
        <div className="fields">
          {ask.error || confirm.error ? <ErrorPanel error={confirm.error ?? ask.error} /> : null}
          {asked ? (
            <>
              <p>{t('code_act.confirm_text', { email: asked.confirmAt })}</p>
              <TextField fields={confirmation} name="code" label={t('code_act.confirm_code')} required kind="code" size="m" mono />
            </>
          ) : (
            <>
              <p>{t('code_act.change_text')}</p>
              <TextField fields={person} name="name" label={t('code_act.name')} required />
              <TextField fields={person} name="email" label={t('code_act.email')} required kind="email" />
            </>
          )}
        </div>
        <div className="dialog-buttons">
          <Button onClick={onClose}>{t('words:cancel')}</Button>
          <Button kind="primary" type="submit" busy={ask.isPending || confirm.isPending}>
            {asked ? t('code_act.confirm') : t('code_act.change_next')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
