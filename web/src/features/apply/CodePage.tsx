import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, keepCsrfToken, unwrap } from '@/lib/api';
import { queryClient, sessionKey, useSession } from '@/lib/session';
import { Button, ButtonLink } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Card, Page } from '@/ui/Page';
import { isReplaceable, RenewCode } from './RenewCode';
import './words';

/** The code of a mail link rides in the fragment, which is never sent; it leaves the address bar at once. */
function codeOfLink(): string {
  try {
    return decodeURIComponent(window.location.hash.slice(1));
  } catch {
    return '';
  }
}

/** The access code opens the application. */
export function CodePage() {
  const { t } = useTranslation('apply');
  const navigate = useNavigate();
  const [linked] = useState(codeOfLink);
  const session = useSession();
  const fields = useFields({ code: linked }, { code: [checks.required] });
  useEffect(() => {
    if (linked) window.history.replaceState(window.history.state, '', window.location.pathname);
  }, [linked]);
  const redeem = useMutation({
    mutationFn: (code: string) => unwrap(api.POST('/access-code-redemptions', { body: { code } })),
    onSuccess: async ({ applicationId, csrfToken }) => {
      keepCsrfToken(csrfToken);
      void queryClient.invalidateQueries({ queryKey: sessionKey });
      await navigate({ to: `/applications/${applicationId}` });
    },
    onError: (error) => fields.refuse(error),
  });
  const tried = redeem.variables;
  return (
    <Page title={t('code_title')} lead={t('code_lead')} width="narrow">
      <div className="stack">
        {session?.applicationId ? (
          <Card
            title={t('code_continue_title')}
            acts={
              <ButtonLink small to={`/applications/${session.applicationId}`}>
                {t('code_continue_go')}
              </ButtonLink>
            }
          >
            <p>{t('code_continue')}</p>
          </Card>
        ) : null}
        <Card>
          <Form onSubmit={() => fields.checkAll() && redeem.mutate(fields.values.code)}>
            <div className="fields">
              {redeem.error && tried && isReplaceable(redeem.error) ? (
                <RenewCode key={tried} code={tried} refused={redeem.error} />
              ) : redeem.error ? (
                <ErrorPanel error={redeem.error} />
              ) : null}
              <TextField fields={fields} name="code" label={t('code')} required kind="code" size="m" mono hint={t('code_hint')} />
              <div>
                <Button kind="primary" type="submit" busy={redeem.isPending}>
                  {t('code_go')}
                </Button>
              </div>
            </div>
          </Form>
        </Card>
        <p className="small soft">
          {t('code_help')}{' '}
          <Link to="/orders" search={{ number: undefined }}>
            {t('code_help_link')}
          </Link>
        </p>
      </div>
    </Page>
  );
}
