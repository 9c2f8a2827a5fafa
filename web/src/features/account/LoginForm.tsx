import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import { keepSession } from '@/lib/session';
import type { Session } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, PasswordField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { TotpField, totpCode } from './TotpField';
import './words';

interface LoginFormProps {
  /** Whose log-in it is, where nobody else's would do. */
  email?: string;
  needsCode: boolean;
  onNeedsCode: (needed: boolean) => void;
  onLogin: (session: Session) => void | Promise<void>;
  /** How somebody else signs in, where `email` is given. */
  other?: ReactNode;
}

const wantsCode = (error: unknown) => Boolean(error) && asProblem(error).code === 'totp_required';

/** Mail address and password first, the code of the authenticator app when it is asked for. */
export function LoginForm({ email, needsCode, onNeedsCode, onLogin, other }: LoginFormProps) {
  const { t } = useTranslation('account');
  const fields = useFields(
    { email: email ?? '', password: '', totp: '' },
    { email: [checks.required], password: [checks.required], ...(needsCode ? { totp: [checks.required] } : {}) },
  );
  const login = useMutation({
    mutationFn: () => {
      const { totp, ...who } = fields.values;
      return unwrap(api.POST('/session', { body: { ...who, ...(needsCode ? { totp: totpCode(totp) } : {}) } }));
    },
    onSuccess: (session) => {
      keepSession(session);
      return onLogin(session);
    },
    onError: (error) => (wantsCode(error) ? onNeedsCode(true) : fields.refuse(error)),
  });
  const restart = () => {
    onNeedsCode(false);
    login.reset();
    fields.fill({ password: '', totp: '' });
  };
  return (
    <Form onSubmit={() => fields.checkAll() && login.mutate()}>
      <div className="fields">
        {login.error && !wantsCode(login.error) ? <ErrorPanel error={login.error} /> : null}
        {needsCode ? (
          <TotpField key="totp" fields={fields} name="totp" hint={t('login.totp_hint')} />
        ) : (
          <>
            {email ? null : <TextField fields={fields} name="email" label={t('login.email')} required kind="email" autoComplete="username" />}
            <PasswordField fields={fields} name="password" label={t('login.password')} required autoComplete="current-password" />
          </>
        )}
        <div className="row">
          <Button kind="primary" type="submit" busy={login.isPending}>
            {t(needsCode ? 'login.totp_submit' : 'login.submit')}
          </Button>
          {needsCode && !email ? (
            <Button kind="quiet" onClick={restart}>
              {t('login.restart')}
            </Button>
          ) : (
            other
          )}
        </div>
      </div>
    </Form>
  );
}
