import { useMutation } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { toHalfWidth } from '@/lib/text';
import type { Case, Comparison, RegisterEntry } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { Badge, useWord } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import { keepCase } from './CasePage';
import { RegistrationResult } from './RegistrationResult';

const nta = { source: 'nta_corporate_numbers' } as const;
const lei = { source: 'gleif_lei' } as const;

/** A corporate number and an LEI tell which register is meant; a name is looked for in both. */
function questions(text: string) {
  const number = toHalfWidth(text).replace(/[\s-]/g, '');
  if (/^\d{13}$/.test(number)) return [{ ...nta, number }];
  if (/^[0-9A-Za-z]{18}\d{2}$/.test(number)) return [{ ...lei, number }];
  const name = text.trim();
  return [
    { ...nta, name },
    { ...lei, name },
  ];
}

/** As the address is written in its country. */
function placeOf({ country, prefecture, city, street }: RegisterEntry): string {
  return country === 'JP' ? `${prefecture}${city}${street}` : [street, city, prefecture, country].filter(Boolean).join(', ');
}

/** Finds the organization in a register and sets it beside the application. */
export function OrganizationPanel({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const { organization } = vettingCase;
  const fields = useFields({ q: organization.corporateNumber || organization.name }, { q: [checks.required] });
  const find = useMutation({
    mutationFn: async (text: string) => {
      const pages = await Promise.all(questions(text).map((query) => unwrap(api.GET('/register-entries', { params: { query: { ...query, limit: 20 } } }))));
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
        <Form onSubmit={() => fields.checkAll() && find.mutate(fields.values.q)}>
          <div className="name-row">
            <TextField fields={fields} name="q" label={t('organization_step.by')} hint={t('organization_step.by_hint')} />
            <Button type="submit" icon={<Search size={16} aria-hidden="true" />} busy={find.isPending}>
              {t('organization_step.search')}
            </Button>
          </div>
        </Form>
        {find.error ? <ErrorPanel error={find.error} /> : null}
        {find.data ? <Found entries={find.data} onCompare={(number) => compare.mutate(number)} /> : null}
      </Card>
      {compare.error ? <ErrorPanel error={compare.error} /> : null}
      {compare.data ? <ComparisonTable key={compare.data.entry.number} vettingCase={vettingCase} comparison={compare.data} /> : null}
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
            <strong>{entry.name}</strong>
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

const tones: Record<string, 'ok' | 'warn' | 'bad'> = { same: 'ok', equivalent: 'warn', different: 'bad' };

interface Decision {
  choice: 'accept' | 'refuse' | '';
  reason: string;
}

const undecided: Decision = { choice: '', reason: '' };

/** Both sides field by field; every difference needs a decision and its reason. */
function ComparisonTable({ vettingCase, comparison }: { vettingCase: Case; comparison: Comparison }) {
  const { t } = useTranslation('cases');
  const [decisions, setDecisions] = useState<Record<string, Decision>>({});
  const [asked, setAsked] = useState(false);
  const different = comparison.fields.filter((field) => field.match === 'different').map((field) => field.field);
  const of = (field: string) => decisions[field] ?? undecided;
  const record = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/cases/{id}/register-records', {
          params: { path: { id: vettingCase.id } },
          body: {
            number: comparison.entry.number,
            decisions: different.map((field) => ({ field, accepted: of(field).choice === 'accept', reason: of(field).reason })),
          },
        }),
      ),
    onSuccess: keepCase,
  });
  const complete = different.every((field) => of(field).choice && of(field).reason.trim());
  const submit = () => {
    setAsked(true);
    if (complete) record.mutate();
  };
  return (
    <Card title={t('organization_step.comparison')}>
      <div className="stack">
        <Activity comparison={comparison} />
        <RegistrationResult registration={comparison.registration} />
        <SideBySide comparison={comparison} />
        {different.map((field) => (
          <Difference
            key={field}
            field={field}
            decision={of(field)}
            asked={asked}
            onChange={(some) => setDecisions((known) => ({ ...known, [field]: { ...undecided, ...known[field], ...some } }))}
          />
        ))}
        {asked && !complete ? <Notice tone="warn" title={t('organization_step.decide_missing')} live /> : null}
        {record.error ? <ErrorPanel error={record.error} /> : null}
        {record.isSuccess ? <Notice tone="ok" title={t('organization_step.recorded')} live /> : null}
        <div>
          <Button kind="primary" busy={record.isPending} onClick={submit}>
            {t('organization_step.record')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Activity({ comparison: { active, entry } }: { comparison: Comparison }) {
  const { t } = useTranslation('cases');
  const dates = useDates();
  const text = () => {
    if (active) return t('organization_step.active', { date: dates.date(entry.updatedOn) });
    if (entry.closedOn) return t('organization_step.closed', { date: dates.date(entry.closedOn) });
    return t('organization_step.inactive', { status: entry.status });
  };
  return <Notice tone={active ? 'ok' : 'bad'}>{text()}</Notice>;
}

function SideBySide({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  return (
    <div className="table-scroll">
      <table className="table table-plain compare">
        <caption className="visually-hidden">{t('organization_step.comparison')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('organization_step.field')}</th>
            <th scope="col">{t('organization_step.applied')}</th>
            <th scope="col">{t('organization_step.registered')}</th>
            <th scope="col">{t('organization_step.result')}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.fields.map((field) => (
            <tr key={field.field}>
              <th scope="row">{word('compare_field', field.field)}</th>
              <td>{field.applied || t('organization_step.missing')}</td>
              <td>{field.registered || t('organization_step.missing')}</td>
              <td>
                <Badge tone={tones[field.match] ?? 'bad'}>{word('match', field.match)}</Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface DifferenceProps {
  field: string;
  decision: Decision;
  asked: boolean;
  onChange: (some: Partial<Decision>) => void;
}

function Difference({ field, decision, asked, onChange }: DifferenceProps) {
  const { t } = useTranslation('cases');
  const word = useWord();
  const name = word('compare_field', field);
  const fields = useFields({ reason: decision.reason }, { reason: [checks.required] });
  return (
    <div className="stack stack-s">
      <ChoiceGroup
        legend={t('organization_step.decide', { field: name })}
        name={`decision-${field}`}
        required
        columns
        value={decision.choice}
        onChange={(choice) => onChange({ choice: choice as Decision['choice'] })}
        choices={[
          { value: 'accept', label: t('organization_step.accept') },
          { value: 'refuse', label: t('organization_step.refuse') },
        ]}
      />
      <TextField
        fields={{
          ...fields,
          errors: asked && !decision.reason.trim() ? { reason: t('organization_step.reason_missing') } : {},
          set: (input, text) => {
            fields.set(input, text);
            onChange({ reason: text });
          },
        }}
        name="reason"
        label={t('organization_step.reason_for', { field: name })}
        required
      />
    </div>
  );
}
