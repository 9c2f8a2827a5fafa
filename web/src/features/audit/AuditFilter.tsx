import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { Button } from '@/ui/Button';
import { Form, SelectField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Card } from '@/ui/Page';
import { useLanguage } from '@/ui/Text';
import './words';

/** What is looked for, as it stands in the address. */
export interface Wanted {
  who?: string;
  what?: string;
  object?: string;
  from?: string;
  to?: string;
  after?: string;
}

/** Who, what, which number, and when. */
export function AuditFilter({ wanted, onSearch }: { wanted: Wanted; onSearch: (wanted: Wanted) => void }) {
  const { t } = useTranslation(['audit', 'words']);
  const language = useLanguage();
  const { data: actions } = useQuery({
    queryKey: ['audit-actions', language],
    queryFn: () => unwrap(api.GET('/audit-actions')),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const fields = useFields(
    { who: wanted.who ?? '', what: wanted.what ?? '', object: wanted.object ?? '', from: wanted.from ?? '', to: wanted.to ?? '' },
    { from: [checks.date], to: [checks.date] },
  );
  const choices = (actions?.items ?? []).map(({ action, words }) => ({ value: action, label: words })).sort((a, b) => a.label.localeCompare(b.label, language));
  const search = () => {
    if (!fields.checkAll()) return;
    const some = Object.entries(fields.values).map(([key, value]) => [key, value.trim() || undefined]);
    onSearch(Object.fromEntries(some) as Wanted);
  };
  return (
    <Card>
      <Form onSubmit={search}>
        <div className="fields">
          <TextField fields={fields} name="who" label={t('who')} size="m" hint={t('who_hint')} />
          <SelectField fields={fields} name="what" label={t('what')} size="m" empty={t('what_all')} choices={choices} />
          <TextField fields={fields} name="object" label={t('number')} size="m" hint={t('number_hint')} />
          <TextField fields={fields} name="from" label={t('from')} kind="date" size="s" />
          <TextField fields={fields} name="to" label={t('to')} kind="date" size="s" />
          <div>
            <Button kind="primary" type="submit">
              {t('words:search')}
            </Button>
          </div>
        </div>
      </Form>
    </Card>
  );
}
