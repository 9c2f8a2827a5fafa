import { useMutation } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { currentLanguage } from '@/lib/i18n';
import { prefectureChoices } from '@/lib/prefectures';
import { useMay } from '@/lib/session';
import { toHalfWidth } from '@/lib/text';
import { type Case, isUndecided, type RegisterEntry } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, SelectField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { ComparisonTable } from './ComparisonTable';
import { EntryState } from './EntryState';
import { RegisterRecord } from './RegisterRecord';

const nta = { source: 'nta_corporate_numbers' } as const;
const lei = { source: 'gleif_lei' } as const;

/** A corporate number and an LEI tell which register is meant; a name is looked for in both, in a prefecture where one is named. */
function questions(text: string, prefecture: string) {
  const number = toHalfWidth(text).replace(/[\s-]/g, '');
  if (/^\d{13}$/.test(number)) return [{ ...nta, number }];
  if (/^[0-9A-Za-z]{18}\d{2}$/.test(number)) return [{ ...lei, number }];
  const name = text.trim();
  return [
    { ...nta, name, prefecture },
    { ...lei, name, prefecture },
  ];
}

/** As the address is written in its country. */
function placeOf({ country, prefecture, city, street }: RegisterEntry): string {
  return country === 'JP' ? `${prefecture}${city}${street}` : [street, city, prefecture, country].filter(Boolean).join(', ');
}

/** What the register check found; or the search for the organization, and its entry beside the application. */
export function OrganizationPanel({ vettingCase }: { vettingCase: Case }) {
  const work = useMay()('cases:work') && isUndecided(vettingCase);
  const recorded = vettingCase.records.findLast((record) => record.kind === 'register');
  const [again, setAgain] = useState(false);
  const [fresh, setFresh] = useState(false);
  const onRecorded = () => {
    setFresh(true);
    setAgain(false);
  };
  return (
    <>
      {recorded ? <RegisterRecord record={recorded} fresh={fresh} onAgain={work && !again ? () => setAgain(true) : undefined} /> : null}
      {work && (again || !recorded) ? <RegisterSearch vettingCase={vettingCase} onRecorded={onRecorded} /> : null}
    </>
  );
}

function RegisterSearch({ vettingCase, onRecorded }: { vettingCase: Case; onRecorded: () => void }) {
  const { t } = useTranslation('cases');
  const { organization } = vettingCase;
  const fields = useFields({ q: organization.corporateNumber || organization.name, prefecture: '' }, { q: [checks.required] });
  const find = useMutation({
    mutationFn: async ({ q, prefecture }: typeof fields.values) => {
      const pages = await Promise.all(
        questions(q, prefecture).map((query) => unwrap(api.GET('/register-entries', { params: { query: { ...query, limit: 20 } } }))),
      );
      return pages.flatMap(({ items }) => items);
    },
    onSuccess: (items) => {
      if (items.length === 1 && items[0]) compare.mutate(items[0].number);
    },
  });
  const compare = useMutation({
    mutationFn: (number: string) => unwrap(api.GET('/cases/{id}/comparison', { params: { path: { id: vettingCase.id }, query: { number } } })),
  });
  return (
    <>
      <Card title={t('organization_step.find')}>
        <Form onSubmit={() => fields.checkAll() && find.mutate(fields.values)}>
          <div className="name-row">
            <TextField fields={fields} name="q" label={t('organization_step.by')} hint={t('organization_step.by_hint')} />
            <SelectField
              fields={fields}
              name="prefecture"
              label={t('organization_step.prefecture')}
              hint={t('organization_step.prefecture_hint')}
              empty={t('organization_step.prefecture_any')}
              choices={prefectureChoices(currentLanguage())}
            />
            <Button type="submit" icon={<Search size={16} aria-hidden="true" />} busy={find.isPending}>
              {t('organization_step.search')}
            </Button>
          </div>
        </Form>
        {find.error ? <ErrorPanel error={find.error} /> : null}
        {find.data ? <Found entries={find.data} onCompare={(number) => compare.mutate(number)} /> : null}
      </Card>
      {compare.error ? <ErrorPanel error={compare.error} /> : null}
      {compare.data ? <ComparisonTable key={compare.data.entry.number} vettingCase={vettingCase} comparison={compare.data} onRecorded={onRecorded} /> : null}
    </>
  );
}

function Found({ entries, onCompare }: { entries: RegisterEntry[]; onCompare: (number: string) => void }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  if (entries.length === 0) return <Notice tone="warn">{t('organization_step.none')}</Notice>;
  return (
    <ul className="tasks" aria-label={t('organization_step.results')}>
      {entries.map((entry) => (
        <li key={entry.number}>
          <span className="num small soft">{entry.number}</span>
          <div>
            <strong>{entry.name}</strong> <EntryState entry={entry} />
            <div className="small soft">{placeOf(entry)}</div>
            <div className="small soft">{word('number_source', entry.source)}</div>
          </div>
          <div className="task-act">
            <Button small onClick={() => onCompare(entry.number)}>
              {t('organization_step.compare')}
            </Button>
          </div>
        </li>
      ))}
    </ul>
  );
}
