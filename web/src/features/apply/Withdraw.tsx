import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, etag, unwrap } from '@/lib/api';
import { application as applicationQuery } from '@/lib/queries';
import { queryClient } from '@/lib/session';
import { type Application, action } from '@/lib/types';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { useFields } from '@/ui/fields';
import './words';

/** Takes the application back, where the server allows it. */
export function Withdraw({ application }: { application: Application }) {
  const { t } = useTranslation('apply');
  const [asking, setAsking] = useState(false);
  if (!action(application, 'withdraw').allowed) return null;
  return (
    <p className="row small soft">
      {t('withdraw.note')}
      <Button small kind="quiet" onClick={() => setAsking(true)}>
        {t('withdraw.open')}
      </Button>
      {asking ? <WithdrawDialog application={application} onClose={() => setAsking(false)} /> : null}
    </p>
  );
}

function WithdrawDialog({ application, onClose }: { application: Application; onClose: () => void }) {
  const { t } = useTranslation(['apply', 'words']);
  const fields = useFields({ reason: '' });
  const withdraw = useMutation({
    mutationFn: async () => {
      // The page may be older than the last step of vetting; what counts is that it can still be withdrawn.
      const latest = await queryClient.fetchQuery({ ...applicationQuery(application.id), staleTime: 0 });
      return unwrap(
        api.POST('/applications/{id}/withdrawals', {
          params: { path: { id: application.id }, header: etag(latest) },
          body: fields.values.reason ? { reason: fields.values.reason } : {},
        }),
      );
    },
    onSuccess: (changed) => {
      queryClient.setQueryData(['application', application.id], changed);
      void queryClient.invalidateQueries({ queryKey: ['order'] });
      onClose();
    },
    onError: (error) => fields.refuse(error),
  });
  return (
    <Dialog open title={t('withdraw.title')} onClose={onClose}>
      <Form onSubmit={() => withdraw.mutate()}>
        <div className="fields">
          <p>{t('withdraw.text', { number: application.number })}</p>
          {withdraw.error ? <ErrorPanel error={withdraw.error} /> : null}
          <TextField fields={fields} name="reason" label={t('withdraw.reason')} optional lines={3} />
        </div>
        <div className="dialog-buttons">
          <Button onClick={onClose} autoFocus>
            {t('words:cancel')}
          </Button>
          <Button kind="danger-strong" type="submit" busy={withdraw.isPending}>
            {t('withdraw.verb')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
