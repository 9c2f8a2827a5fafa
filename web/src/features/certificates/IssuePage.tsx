import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CsrView } from '@/features/apply/CsrView';
import { api, unwrap } from '@/lib/api';
import { pem } from '@/lib/der';
import { queryClient } from '@/lib/session';
import { Button, ButtonLink } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { FileField } from '@/ui/FileField';
import { checks, focusFirstError, useFields } from '@/ui/fields';
import { checkNames, NameList } from '@/ui/NameList';
import { Notice } from '@/ui/Notice';
import { Card, Page } from '@/ui/Page';
import { CertificateFacts } from './CertificateFacts';
import './words';

/** A certificate under a licence, at once. */
export function IssuePage() {
  const { t } = useTranslation('certificates');
  const fields = useFields({ csr: '' }, { csr: [checks.required] });
  const [names, setNames] = useState(['']);
  const [errors, setErrors] = useState<ReturnType<typeof checkNames>>([]);
  const inspect = useMutation({
    mutationFn: (csr: string) => unwrap(api.POST('/csr-inspections', { body: { csr } })),
    onSuccess: (result) => {
      if (names.every((name) => name === '')) setNames(result.names.length ? result.names : [result.subject.commonName]);
    },
    onError: (error) => fields.refuse(error),
  });
  const issue = useMutation({
    mutationFn: () => unwrap(api.POST('/certificates', { body: { csr: fields.values.csr, names: names.filter(Boolean), product: 'advantage' } })),
    onSuccess: (made) => {
      queryClient.setQueryData(['certificate', made.id], made);
      void queryClient.invalidateQueries({ queryKey: ['certificates'] });
    },
    onError: (error) => fields.refuse(error),
  });
  const read = async (file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = bytes[0] === 0x30 ? pem('CERTIFICATE REQUEST', bytes) : new TextDecoder().decode(bytes);
    fields.set('csr', text);
    inspect.mutate(text);
  };
  const submit = () => {
    const found = checkNames(names);
    setErrors(found);
    if (!fields.checkAll()) return;
    if (found.some(Boolean)) focusFirstError();
    else issue.mutate();
  };
  if (issue.data) {
    return (
      <Page
        title={t('issue_page.done')}
        width="form"
        acts={
          <ButtonLink kind="primary" to={`/certificates/${issue.data.id}`}>
            {t('issue_page.open')}
          </ButtonLink>
        }
      >
        <Card>
          <CertificateFacts certificate={issue.data} />
        </Card>
      </Page>
    );
  }
  return (
    <Page title={t('issue_page.title')} lead={t('issue_page.lead')} width="form">
      <Form onSubmit={submit}>
        <div className="stack">
          <Card title={t('issue_page.csr')}>
            <div className="fields">
              <TextField fields={fields} name="csr" label={t('issue_page.csr')} required hint={t('issue_page.csr_hint')} lines={8} mono />
              <FileField label={t('issue_page.file')} accept=".csr,.pem,.req,.p10,.der" onFile={(file) => void read(file)} />
              <div>
                <Button busy={inspect.isPending} onClick={() => fields.checkAll() && inspect.mutate(fields.values.csr)}>
                  {t('issue_page.from_csr')}
                </Button>
              </div>
              {inspect.error ? <ErrorPanel error={inspect.error} /> : null}
            </div>
          </Card>
          {inspect.data ? <CsrView csr={inspect.data} /> : null}
          <Card title={t('issue_page.names')}>
            <NameList
              names={names}
              maxNames={2}
              errors={errors}
              onChange={(next) => {
                setNames(next);
                setErrors([]);
              }}
              onCheck={() => setErrors((known) => (known.length ? checkNames(names) : known))}
              words={{
                label: (at) => (at === 0 ? t('issue_page.first') : t('issue_page.more', { number: at })),
                add: t('issue_page.add'),
                remove: (name) => t('issue_page.remove', { name }),
              }}
            />
          </Card>
          {issue.error ? <ErrorPanel error={issue.error} /> : null}
          {inspect.data?.acceptable === false ? <Notice tone="bad" title={inspect.data.checks.find((check) => !check.passed)?.detail ?? ''} /> : null}
          <div>
            <Button kind="primary" type="submit" busy={issue.isPending} disabled={inspect.data?.acceptable === false}>
              {t('issue_page.submit')}
            </Button>
          </div>
        </div>
      </Form>
    </Page>
  );
}
