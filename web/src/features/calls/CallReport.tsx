import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { Call } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { useWord } from '@/ui/StatusBadge';
import { NumberPicker } from './NumberPicker';
import { deskInstant } from './when';

const outcomes = ['reached', 'no_answer', 'call_back', 'refused'] as const;

interface CallReportProps {
  call: Call;
  spoken: 'ja' | 'en';
  readOnly: boolean;
  onDone: () => void;
}

/** The sheet: words to say in their order, answers, outcome. */
export function CallReport({ call, spoken, readOnly, onDone }: CallReportProps) {
  const { t } = useTranslation('calls');
  const word = useWord();
  const [number, setNumber] = useState('');
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [outcome, setOutcome] = useState('');
  const [asked, setAsked] = useState(false);
  const again = outcome === 'call_back';
  const reached = outcome === 'reached';
  const fields = useFields(
    { reachedName: '', reachedDepartment: '', note: '', date: '', time: '' },
    {
      ...(again ? { date: [checks.required, checks.date], time: [checks.required, checks.time] } : {}),
      ...(reached ? { reachedName: [checks.required] } : {}),
    },
  );
  const complete = !reached || call.script.every((line) => answers[line.question]);
  const dialable = call.number !== '' || number !== '';
  const record = useMutation({
    mutationFn: () => {
      const { note, date, time, reachedName, reachedDepartment } = fields.values;
      const callBackAt = again ? { callBackAt: deskInstant(date, time) } : {};
      const given = Object.entries(answers).map(([question, answer]) => ({ question, answer }));
      const dialled = number ? { numberId: number } : {};
      return unwrap(
        api.POST('/calls/{id}/outcomes', {
          params: { path: { id: call.id } },
          body: { outcome, language: spoken, reachedName, reachedDepartment, answers: given, note, ...dialled, ...callBackAt } as never,
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
        {readOnly ? null : <NumberPicker caseId={call.caseId} value={number} current={call.number} onChange={setNumber} missing={asked && !dialable} />}
        <h3>{t('sheet.script')}</h3>
        <Spoken title={t('sheet.reception')} text={call.reception} language={spoken} />
        <Spoken title={t('sheet.greeting')} text={call.greeting} language={spoken} />
        <ol className="script" lang={spoken}>
          {call.script.map((line) => (
            <li key={line.question}>
              <ChoiceGroup
                legend={line.text}
                name={`answer-${line.question}`}
                columns
                value={answers[line.question] ?? ''}
                onChange={(answer) => setAnswers((known) => ({ ...known, [line.question]: answer }))}
                choices={[
                  { value: 'yes', label: t('sheet.yes') },
                  { value: 'no', label: t('sheet.no') },
                ]}
              />
            </li>
          ))}
        </ol>
        <Spoken title={t('sheet.closing')} text={call.closing} language={spoken} />
        {readOnly ? null : (
          <>
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
            {outcome && outcome !== 'no_answer' ? (
              <div className="fields-pair">
                <TextField fields={fields} name="reachedName" label={t('sheet.reached_name')} required={reached} optional={!reached} />
                <TextField fields={fields} name="reachedDepartment" label={t('sheet.reached_department')} optional />
              </div>
            ) : null}
            {again ? (
              <fieldset className="fieldset">
                <legend>{t('sheet.call_back')}</legend>
                <div className="fields-pair">
                  <TextField fields={fields} name="date" label={t('sheet.date')} required kind="date" example="2026/11/25" />
                  <TextField fields={fields} name="time" label={t('sheet.time')} required kind="code" example="10:30" />
                </div>
              </fieldset>
            ) : null}
            <TextField fields={fields} name="note" label={t('sheet.note')} hint={t('sheet.note_hint')} lines={3} />
            {asked && !complete ? <Notice tone="warn" title={t('sheet.answer_missing')} live /> : null}
            {record.error ? <ErrorPanel error={record.error} /> : null}
            <div className="dialog-buttons">
              <Button kind="primary" type="submit" busy={record.isPending}>
                {t('sheet.record')}
              </Button>
            </div>
          </>
        )}
      </div>
    </Form>
  );
}

function Spoken({ title, text, language }: { title: string; text: string; language: string }) {
  return (
    <section className="spoken">
      <h4 className="small soft">{title}</h4>
      <p lang={language}>{text}</p>
    </section>
  );
}
