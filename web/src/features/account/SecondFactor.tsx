import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { keepSession } from '@/lib/session';
import { askWith } from '@/lib/stepup';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { TotpField, totpCode } from './TotpField';
import './words';

type End = (shown: boolean) => void;

/** Asks for the second factor whenever a request from the page needs it anew; that request waits meanwhile. */
export function SecondFactor() {
  const { t } = useTranslation('account');
  const [waiting, setWaiting] = useState<End | null>(null);
  useEffect(() => {
    let leave: End = () => undefined;
    const stop = askWith(
      () =>
        new Promise((resolve) => {
          leave = resolve;
          setWaiting(() => resolve);
        }),
    );
    return () => {
      stop();
      leave(false);
    };
  }, []);
  const end: End = (shown) => {
    waiting?.(shown);
    setWaiting(null);
  };
  return (
    <Dialog open={waiting !== null} title={t('second_factor.title')} size="md" onClose={() => end(false)}>
      <CodeForm onEnd={end} />
    </Dialog>
  );
}

function CodeForm({ onEnd }: { onEnd: End }) {
  const { t } = useTranslation(['account', 'words']);
  const fields = useFields({ code: '' }, { code: [checks.required] });
  const verify = useMutation({
    mutationFn: () => unwrap(api.POST('/session/verifications', { body: { code: totpCode(fields.values.code) } })),
    onSuccess: (session) => {
      keepSession(session);
      onEnd(true);
    },
    onError: (error) => fields.refuse(error),
  });
  return (
    <Form onSubmit={() => fields.checkAll() && verify.mutate()}>
      <div className="fields">
        <p>{t('second_factor.text')}</p>
        {verify.error ? <ErrorPanel error={verify.error} /> : null}
        <TotpField fields={fields} name="code" hint={t('second_factor.hint')} />
      </div>
      <div className="dialog-buttons">
        <Button onClick={() => onEnd(false)}>{t('words:cancel')}</Button>
        <Button kind="primary" type="submit" busy={verify.isPending}>
          {t('second_factor.submit')}
        </Button>
      </div>
    </Form>
  );
}
