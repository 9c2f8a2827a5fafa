import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { Button, ButtonLink } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import './words';

/** For whoever came by a mail about the application, on a device without a session: has a code mailed that leads to it. */
export function EnterByMail({ applicationId }: { applicationId: string }) {
  const { t } = useTranslation('apply');
  const fields = useFields({ email: '' }, { email: [checks.required, checks.email] });
  const send = useMutation({
    mutationFn: () => unwrap(api.POST('/applications/{id}/entry-codes', { params: { path: { id: applicationId } }, body: fields.values })),
    onError: (error) => fields.refuse(error),
  });
  if (send.isSuccess) {
    return (
      <Notice tone="ok" title={t('enter.sent')} live>
        <p>{t('enter.sent_text', { email: fields.values.email })}</p>
        <ButtonLink kind="primary" to="/apply">
          {t('enter.go')}
        </ButtonLink>
      </Notice>
    );
  }
  return (
    <Card title={t('enter.title')}>
      <Form onSubmit={() => fields.checkAll() && send.mutate()}>
        <div className="fields">
          <p>{t('enter.text')}</p>
          {send.error ? <ErrorPanel error={send.error} /> : null}
          <TextField fields={fields} name="email" label={t('enter.email')} kind="email" autoComplete="email" required />
          <div className="row">
            <Button kind="primary" type="submit" busy={send.isPending}>
              {t('enter.send')}
            </Button>
            <ButtonLink kind="quiet" to="/apply">
              {t('enter.have_code')}
            </ButtonLink>
          </div>
        </div>
      </Form>
    </Card>
  );
}
