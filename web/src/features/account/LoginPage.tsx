import { useMutation } from '@tanstack/react-query';
import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { detour } from '@/layouts/gate';
import { api, unwrap } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import { keepSession } from '@/lib/session';
import type { Session } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, PasswordField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Card, Page } from '@/ui/Page';
import './words';

interface LoginPageProps {
  kind: 'customer' | 'staff';
  home: string;
}

/** Goes on to what is still to be done, or to the page that was asked for. */
export function useGoOn(): (session: Session) => Promise<void> {
  const navigate = useNavigate();
  const router = useRouter();
  const { next } = useSearch({ strict: false }) as { next?: string };
  return async (session) => {
    const kind = session.kind === 'staff' ? 'staff' : 'customer';
    const to = detour(session, kind);
    if (to) return navigate({ to, search: { next } });
    const safe = next?.startsWith('/') && !next.startsWith('//') ? next : '/';
    const base = router.basepath;
    return navigate({ to: safe.startsWith(`${base}/`) ? safe.slice(base.length) : safe });
  };
}

/** Mail address and password first, the code of the authenticator app when it is asked for. */
export function LoginPage({ kind }: LoginPageProps) {
  const { t } = useTranslation('account');
  const goOn = useGoOn();
  const [needsCode, setNeedsCode] = useState(false);
  const fields = useFields(
    { email: '', password: '', totp: '' },
    { email: [checks.required], password: [checks.required], ...(needsCode ? { totp: [checks.required] } : {}) },
  );
  const login = useMutation({
    mutationFn: () => {
      const { email, password, totp } = fields.values;
      return unwrap(api.POST('/session', { body: { email, password, ...(needsCode ? { totp: totp.replace(/\s/g, '') } : {}) } }));
    },
    onSuccess: async (session) => {
      keepSession(session);
      await goOn(session);
    },
    onError: (error) => {
      if (asProblem(error).code === 'totp_required') setNeedsCode(true);
      else fields.refuse(error);
    },
  });
  const asked = login.error && asProblem(login.error).code === 'totp_required';
  return (
    <div className="login">
      <Page
        title={needsCode ? t('login.totp_title') : t('login.title')}
        lead={needsCode ? t('login.totp_lead') : kind === 'staff' ? t('login.lead_staff') : t('login.lead_customer')}
        width="narrow"
      >
        <Card>
          <Form onSubmit={() => fields.checkAll() && login.mutate()}>
            <div className="fields">
              {login.error && !asked ? <ErrorPanel error={login.error} /> : null}
              {needsCode ? (
                <TextField
                  key="totp"
                  fields={fields}
                  name="totp"
                  label={t('login.totp')}
                  required
                  kind="digits"
                  size="s"
                  hint={t('login.totp_hint')}
                  autoComplete="one-time-code"
                  mono
                  autoFocus
                />
              ) : (
                <>
                  <TextField fields={fields} name="email" label={t('login.email')} required kind="email" autoComplete="username" />
                  <PasswordField fields={fields} name="password" label={t('login.password')} required autoComplete="current-password" />
                </>
              )}
              <div className="row">
                <Button kind="primary" type="submit" busy={login.isPending}>
                  {needsCode ? t('login.totp_submit') : t('login.submit')}
                </Button>
                {needsCode ? (
                  <Button
                    kind="quiet"
                    onClick={() => {
                      setNeedsCode(false);
                      login.reset();
                      fields.fill({ password: '', totp: '' });
                    }}
                  >
                    {t('login.restart')}
                  </Button>
                ) : null}
              </div>
            </div>
          </Form>
        </Card>
      </Page>
    </div>
  );
}
