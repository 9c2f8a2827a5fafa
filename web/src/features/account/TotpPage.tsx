import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { keepSession, useSession } from '@/lib/session';
import { Button } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Loading } from '@/ui/Loading';
import { Card, Page } from '@/ui/Page';
import { QrCode } from '@/ui/QrCode';
import { useGoOn } from './LoginPage';
import './words';

/** Enrols an authenticator app: QR code and key, then a first code. */
export function TotpPage() {
  const { t } = useTranslation('account');
  const goOn = useGoOn();
  const session = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['totp'],
    queryFn: () => unwrap(api.POST('/session/totp')),
    enabled: session !== undefined, // which brings the token that the request needs
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
    meta: { once: true },
  });
  const fields = useFields({ code: '' }, { code: [checks.required] });
  const confirm = useMutation({
    mutationFn: () => unwrap(api.POST('/session/totp/confirmations', { body: { code: fields.values.code.replace(/\s/g, '') } })),
    onSuccess: async (session) => {
      keepSession(session);
      await goOn(session);
    },
    onError: (problem) => fields.refuse(problem),
  });
  return (
    <div className="login">
      <Page title={t('totp.title')} lead={session?.mustEnrolTotp ? t('totp.lead_must') : undefined} width="narrow">
        {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Loading /> : null}
        {data ? (
          <div className="stack">
            <Card title={t('totp.step1')}>
              <div className="stack">
                <p>{t('totp.step1_text')}</p>
                <QrCode text={data.uri} label={t('totp.qr')} />
                <p className="small soft">{t('totp.manual')}</p>
                <CopyText value={data.secret} shown={data.secret.match(/.{1,4}/g)?.join(' ')} what={t('totp.secret')} />
              </div>
            </Card>
            <Card title={t('totp.step2')}>
              <Form onSubmit={() => fields.checkAll() && confirm.mutate()}>
                <div className="fields">
                  {confirm.error ? <ErrorPanel error={confirm.error} /> : null}
                  <TextField fields={fields} name="code" label={t('totp.code')} required kind="digits" size="s" autoComplete="one-time-code" mono />
                  <div>
                    <Button kind="primary" type="submit" busy={confirm.isPending}>
                      {t('totp.submit')}
                    </Button>
                  </div>
                </div>
              </Form>
            </Card>
          </div>
        ) : null}
      </Page>
    </div>
  );
}
