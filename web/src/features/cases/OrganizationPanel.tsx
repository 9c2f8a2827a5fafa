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

/** Finds the organization in the register and sets it beside the application. */
export function OrganizationPanel({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const { organization } = vettingCase;
  const fields = useFields({ q: organization.corporateNumber || organization.name }, { q: [checks.required] });
  const find = useMutation({
    mutationFn: (text: string) => {
      const digits = toHalfWidth(text).replace(/[\s-]/g, '');
      const query = /^\d{13}$/.test(digits) ? { number: digits } : { name: text.trim() };
      return unwrap(api.GET('/register-entries', { params: { query: { ...query, limit: 20 } } }));
    },
    onSuccess: ({ items }) => {
      if (items.length === 1 && items[0]) compare.mutate(items[0].corporateNumber);
    },
  });
  const compare = useMutation({
    mutationFn: (corporateNumber: string) =>
      unwrap(api.GET('/cases/{id}/comparison', { params: { path: { id: vettingCase.id }, query: { corporateNumber } } })),
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
        {find.data ? <Found entries={find.data.items} onCompare={(number) => compare.mutate(number)} /> : null}
      </Card>
      {compare.error ? <ErrorPanel error={compare.error} /> : null}
      {compare.data ? <ComparisonTable key={compare.data.entry.corporateNumber} vettingCase={vettingCase} comparison={compare.data} /> : null}
    </>
  );
}

function Found({ entries, onCompare }: { entries: RegisterEntry[]; onCompare: (corporateNumber: string) => void }) {
  const { t } = useTranslation('cases');
  if (entries.length === 0) return <Notice tone="warn">{t('organization_step.none')}</Notice>;
  return (
    <ul className="tasks" aria-label={t('organization_step.results')}>
      {entries.map((entry) => (
        <li key={entry.corporateNumber}>
          <span className="num small soft">{entry.corporateNumber}</span>
          <div>
            <strong>{entry.name}</strong>
            <div className="small soft">{`${entry.prefecture}${entry.city}${entry.street}`}</div>
          </div>
          <div className="task-act">
            <Button small onClick={() => onCompare(entry.corporateNumber)}>
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
            corporateNumber: comparison.entry.corporateNumber,
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
  return (
    <Notice tone={active ? 'ok' : 'bad'}>
      {active
        ? t('organization_step.active', { date: dates.date(entry.updatedOn) })
        : t('organization_step.closed', { date: entry.closedOn ? dates.date(entry.closedOn) : '' })}
    </Notice>
  );
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
