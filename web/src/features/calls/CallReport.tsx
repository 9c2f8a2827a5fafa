import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { Call } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, Form, TextField } from '@/ui/Field';
import { checks, type Fields, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { useWord } from '@/ui/StatusBadge';
import { CallScript } from './CallScript';
import { NumberPicker } from './NumberPicker';
import { deskInstant } from './when';

const outcomes = ['reached', 'no_answer', 'call_back', 'refused'] as const;
type Name = 'reachedName' | 'reachedDepartment' | 'statedTitle' | 'note' | 'date' | 'time';

interface CallReportProps {
  call: Call;
  spoken: 'ja' | 'en';
  onDone: () => void;
}

/** The sheet while the call is made: the number, words to say in their order, answers, outcome. */
export function CallReport({ call, spoken, onDone }: CallReportProps) {
  const { t } = useTranslation('calls');
  const word = useWord();
  const [number, setNumber] = useState('');
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [outcome, setOutcome] = useState('');
  const [asked, setAsked] = useState(false);
  const asksTitle = call.script.some((line) => /(^|\.)title$/.test(line.question));
  const fields = useOutcomeFields(outcome, asksTitle);
  const complete = outcome !== 'reached' || call.script.every((line) => answers[line.question]);
  const dialable = call.number !== '' || number !== '';
  const record = useMutation({
    mutationFn: () => {
      const { note, date, time, reachedName, reachedDepartment } = fields.values;
      const statedTitle = asksTitle && outcome === 'reached' ? fields.values.statedTitle : '';
      const callBackAt = outcome === 'call_back' ? { callBackAt: deskInstant(date, time) } : {};
      const given = Object.entries(answers).map(([question, answer]) => ({ question, answer }));
      const dialled = number ? { numberId: number } : {};
      return unwrap(
        api.POST('/calls/{id}/outcomes', {
          params: { path: { id: call.id } },
          body: { outcome, language: spoken, reachedName, reachedDepartment, statedTitle, answers: given, note, ...dialled, ...callBackAt } as never,
        }),
      );
    },
    onSuccess: onDone,
    onError: (error) => fields.refuse(error),
  });
  const submit = () => {
    setAsked(true);
    if (outcome && complete && dialable && fields.checkAll()) record.mutate();
  };
  return (
    <Form onSubmit={submit}>
      <div className="stack">
        <NumberPicker caseId={call.caseId} value={number} current={call.number} onChange={setNumber} missing={asked && !dialable} />
        <CallScript call={call} spoken={spoken} answers={answers} onAnswer={(question, answer) => setAnswers((known) => ({ ...known, [question]: answer }))} />
        <ChoiceGroup
          legend={t('sheet.outcome')}
          name="outcome"
          required
          columns
          value={outcome}
          onChange={setOutcome}
          choices={outcomes.map((value) => ({ value, label: word('call_outcome', value) }))}
          error={asked && !outcome ? t('sheet.outcome_missing') : undefined}
        />
        <OutcomeFields fields={fields} outcome={outcome} title={asksTitle ? (call.contact?.title ?? '') : undefined} />
        {asked && !complete ? <Notice tone="warn" title={t('sheet.answer_missing')} live /> : null}
        {record.error ? <ErrorPanel error={record.error} /> : null}
        <div className="dialog-buttons">
          <Button kind="primary" type="submit" busy={record.isPending}>
            {t('sheet.record')}
          </Button>
        </div>
      </div>
    </Form>
  );
}

function useOutcomeFields(outcome: string, asksTitle: boolean): Fields<Name> {
  const when = outcome === 'call_back' ? { date: [checks.required, checks.date], time: [checks.required, checks.time] } : {};
  const who = outcome === 'reached' ? { reachedName: [checks.required], ...(asksTitle ? { statedTitle: [checks.required] } : {}) } : {};
  return useFields<Name>({ reachedName: '', reachedDepartment: '', statedTitle: '', note: '', date: '', time: '' }, { ...when, ...who });
}

/** Whom the call reached, the title that was heard where it was asked for, when to call back, and a note. */
function OutcomeFields({ fields, outcome, title }: { fields: Fields<Name>; outcome: string; title?: string }) {
  const { t } = useTranslation('calls');
  const reached = outcome === 'reached';
  const answered = outcome !== '' && outcome !== 'no_answer';
  return (
    <>
      {answered ? (
        <div className="fields-pair">
          <TextField fields={fields} name="reachedName" label={t('sheet.reached_name')} required={reached} optional={!reached} />
          <TextField fields={fields} name="reachedDepartment" label={t('sheet.reached_department')} optional />
        </div>
      ) : null}
      {reached && title !== undefined ? (
        <TextField
          fields={fields}
          name="statedTitle"
          label={t('sheet.stated_title')}
          hint={title ? t('sheet.stated_title_hint', { title }) : t('sheet.stated_title_open')}
          required
        />
      ) : null}
      {outcome === 'call_back' ? (
        <fieldset className="fieldset">
          <legend>{t('sheet.call_back')}</legend>
          <div className="fields-pair">
            <TextField fields={fields} name="date" label={t('sheet.date')} required kind="date" example="2026/11/25" />
            <TextField fields={fields} name="time" label={t('sheet.time')} required kind="code" example="10:30" />
          </div>
        </fieldset>
      ) : null}
      <TextField fields={fields} name="note" label={t('sheet.note')} hint={t('sheet.note_hint')} lines={3} />
    </>
  );
}
