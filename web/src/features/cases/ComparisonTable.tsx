import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { Case, Comparison } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import { keepCase } from './CasePage';
import { EntryState } from './EntryState';
import { RegistrationResult } from './RegistrationResult';
import { SideBySide } from './SideBySide';

interface Decision {
  choice: 'accept' | 'refuse' | '';
  reason: string;
}

const undecided: Decision = { choice: '', reason: '' };

/** Both sides field by field; every difference needs a decision and its reason. */
export function ComparisonTable({ vettingCase, comparison, onRecorded }: { vettingCase: Case; comparison: Comparison; onRecorded: () => void }) {
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
    onSuccess: (changed) => {
      keepCase(changed);
      onRecorded();
    },
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
        <SideBySide title={t('organization_step.comparison')} rows={comparison.fields} />
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
  return (
    <Notice tone={active ? 'ok' : 'bad'}>
      {text()} <EntryState entry={entry} />
    </Notice>
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
