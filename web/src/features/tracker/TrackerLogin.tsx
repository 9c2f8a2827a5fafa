import { useMutation } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, keepCsrfToken, unwrap } from '@/lib/api';
import { queryClient, sessionKey } from '@/lib/session';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Card, Page } from '@/ui/Page';
import './words';

/** Number and mail address open the tracker, without an account. */
export function TrackerLogin() {
  const { t } = useTranslation(['tracker', 'words']);
  const navigate = useNavigate();
  const { number } = useSearch({ strict: false }) as { number?: string };
  const fields = useFields({ orderNumber: number ?? '', email: '' }, { orderNumber: [checks.required], email: [checks.required, checks.email] });
  const open = useMutation({
    mutationFn: () => unwrap(api.POST('/order-sessions', { body: fields.values })),
    onSuccess: async ({ orderId, csrfToken }) => {
      keepCsrfToken(csrfToken);
      void queryClient.invalidateQueries({ queryKey: sessionKey });
      await navigate({ to: `/orders/${orderId}` });
    },
    onError: (error) => fields.refuse(error),
  });
  return (
    <Page title={t('login_title')} lead={t('login_lead')} width="narrow">
      <Card>
        <Form onSubmit={() => fields.checkAll() && open.mutate()}>
          <div className="fields">
            {open.error ? <ErrorPanel error={open.error} /> : null}
            <TextField fields={fields} name="orderNumber" label={t('number')} required kind="code" size="s" hint={t('number_hint')} />
            <TextField fields={fields} name="email" label={t('words:field.email')} required kind="email" size="m" autoComplete="email" hint={t('email_hint')} />
            <div>
              <Button kind="primary" type="submit" busy={open.isPending}>
                {t('open')}
              </Button>
            </div>
          </div>
        </Form>
      </Card>
    </Page>
  );
}
