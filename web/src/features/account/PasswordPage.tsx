import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { keepSession, useSession } from '@/lib/session';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, PasswordField } from '@/ui/Field';
import { checks, type Fields, useFields } from '@/ui/fields';
import { Card, Page } from '@/ui/Page';
import { useGoOn } from './LoginPage';
import './words';

type Name = 'current' | 'next' | 'again';

/** A new password, asked for at the first sign-in. */
export function PasswordPage() {
  const { t } = useTranslation('account');
  const goOn = useGoOn();
  const first = useSession()?.mustChangePassword;
  const fields: Fields<Name> = useFields<Name>(
    { current: '', next: '', again: '' },
    {
      current: [checks.required],
      next: [checks.required, checks.atLeast(12)],
      again: [checks.required, (value) => (value === fields.values.next ? null : { code: 'same' })],
    },
  );
  const change = useMutation({
    mutationFn: () => unwrap(api.POST('/session/passwords', { body: { current: fields.values.current, next: fields.values.next } })),
    onSuccess: async (session) => {
      keepSession(session);
      await goOn(session);
    },
    onError: (error) => fields.refuse(error),
  });
  return (
    <div className="login">
      <Page title={t('password.title')} lead={first ? t('password.lead_first') : t('password.lead')} width="narrow">
        <Card>
          <Form onSubmit={() => fields.checkAll() && change.mutate()}>
            <div className="fields">
              {change.error ? <ErrorPanel error={change.error} /> : null}
              <PasswordField fields={fields} name="current" label={t('password.current')} required autoComplete="current-password" />
              <PasswordField fields={fields} name="next" label={t('password.next')} required hint={t('password.next_hint')} autoComplete="new-password" />
              <PasswordField fields={fields} name="again" label={t('password.again')} required autoComplete="new-password" />
              <div>
                <Button kind="primary" type="submit" busy={change.isPending}>
                  {t('password.submit')}
                </Button>
              </div>
            </div>
          </Form>
        </Card>
      </Page>
    </div>
  );
}
