import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { unwrap } from '@/lib/api';
import type { ConsentPage } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { linkApi } from './client';

/** Details on record that are wrong: told to the staff, who settle them. */
export function Correction({ page }: { page: ConsentPage }) {
  const { t } = useTranslation(['consent', 'words']);
  const fields = useFields({ phone: '', title: '', message: '' }, { phone: [checks.phone] });
  const tell = useMutation({
    mutationFn: () => {
      const told = Object.entries(fields.values).filter(([, value]) => value.trim() !== '');
      return unwrap(linkApi.POST('/consent-page/corrections', { body: Object.fromEntries(told) }));
    },
    onError: (error) => fields.refuse(error),
  });
  return (
    <details className="card consent-more">
      <summary>{t('correct.title')}</summary>
      {tell.isSuccess ? (
        <Notice tone="ok" live>
          {t('correct.thanks')}
        </Notice>
      ) : (
        <Form onSubmit={() => fields.checkAll() && tell.mutate()} label={t('correct.title')}>
          <div className="fields">
            <p className="soft">{t('correct.text', { name: page.person.name })}</p>
            <TextField fields={fields} name="phone" label={t('words:field.phone')} optional kind="phone" size="s" />
            <TextField fields={fields} name="title" label={t('words:field.title')} optional size="s" />
            <TextField fields={fields} name="message" label={t('correct.message')} optional lines={3} />
            {tell.error ? <ErrorPanel error={tell.error} /> : null}
            <div>
              <Button type="submit" busy={tell.isPending}>
                {t('correct.act')}
              </Button>
            </div>
          </div>
        </Form>
      )}
    </details>
  );
}
