import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient } from '@/lib/session';
import type { Call } from '@/lib/types';
import { Button, ButtonLink } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Facts } from '@/ui/Page';
import { Badge, useWord } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';
import '@/features/cases/cases.css';
import './words';

const outcomes = ['reached', 'no_answer', 'call_back', 'refused'] as const;

interface CallDialogProps {
  call: Call;
  showCase?: boolean;
  onClose: () => void;
}

/** A case lists its calls without the words to say; the list of calls has them. */
function useWholeCall(call: Call): { call: Call; loading: boolean; error: unknown } {
  const bare = call.script.length === 0;
  const { data, isLoading, error } = useQuery({ queryKey: ['calls', undefined], queryFn: () => unwrap(api.GET('/calls')), enabled: bare, staleTime: 0 });
  return { call: data?.items.find((entry) => entry.id === call.id) ?? call, loading: bare && isLoading, error };
}

/** What to say on the phone, what was answered, how it went. */
export function CallDialog({ call: known, showCase, onClose }: CallDialogProps) {
  const { t } = useTranslation('calls');
  const { call, loading, error } = useWholeCall(known);
  return (
    <Dialog open title={t('sheet.title')} size="xl" onClose={onClose}>
      <div className="stack">
        <Head call={call} />
        {error ? <ErrorPanel error={error} /> : null}
        {loading ? <Loading /> : call.status === 'done' ? <Recorded call={call} /> : <Report call={call} onDone={onClose} />}
        {showCase ? (
          <div>
            <ButtonLink small to={`/cases/${call.caseId}`}>
              {t('sheet.case')}
            </ButtonLink>
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}

function Head({ call }: { call: Call }) {
  const { t } = useTranslation(['calls', 'words']);
  const word = useWord();
  const { contact } = call;
  const to = contact
    ? `${t('words:honorific', { name: contact.name })} ${[word('role', contact.role), contact.department, contact.title].filter(Boolean).join(' · ')}`
    : t('words:none');
  return (
    <Facts
      items={[
        [t('sheet.to'), to],
        [t('sheet.organization'), call.organizationName],
        [
          t('sheet.number'),
          <span key="number" className="call-number">
            <CopyText value={call.number} plain what={t('sheet.number')} />
          </span>,
        ],
        [t('sheet.source'), word('number_source', call.numberSource)],
      ]}
    />
  );
}

function Recorded({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const word = useWord();
  const said = (answer: string) => (answer === 'yes' ? t('sheet.yes') : answer === 'no' ? t('sheet.no') : answer);
  const words = new Map(call.script.map((line) => [line.question, line.text]));
  return (
    <>
      <p className="row">
        <Badge tone={call.outcome === 'reached' ? 'ok' : 'warn'}>{word('call_outcome', call.outcome)}</Badge>
        {call.calledAt ? <DateText value={call.calledAt} style="instant" /> : null}
      </p>
      <ol className="script">
        {call.answers.map((entry) => (
          <li key={entry.question}>
            <p className="script-text">{words.get(entry.question) ?? entry.question}</p>
            <strong>{said(entry.answer)}</strong>
          </li>
        ))}
      </ol>
      {call.note ? <p className="pre-line">{call.note}</p> : null}
    </>
  );
}

function Report({ call, onDone }: { call: Call; onDone: () => void }) {
  const { t } = useTranslation('calls');
  const word = useWord();
  const [answers, setAnswers] = useState<Record<string, string>>({});
  const [outcome, setOutcome] = useState('');
  const [asked, setAsked] = useState(false);
  const again = outcome === 'call_back';
  const fields = useFields({ note: '', date: '', time: '' }, again ? { date: [checks.required, checks.date], time: [checks.required, checks.time] } : {});
  const complete = outcome !== 'reached' || call.script.every((line) => answers[line.question]);
  const record = useMutation({
    mutationFn: () => {
      const { note, date, time } = fields.values;
      const callBackAt = again ? { callBackAt: new Date(`${date}T${time.padStart(5, '0')}:00+09:00`).toISOString().replace(/\.\d{3}Z$/, 'Z') } : {};
      const given = Object.entries(answers).map(([question, answer]) => ({ question, answer }));
      return unwrap(api.POST('/calls/{id}/outcomes', { params: { path: { id: call.id } }, body: { outcome, answers: given, note, ...callBackAt } as never }));
    },
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['calls'] });
      void queryClient.invalidateQueries({ queryKey: ['case', call.caseId] });
      onDone();
    },
    onError: (error) => fields.refuse(error),
  });
  const submit = () => {
    setAsked(true);
    if (outcome && complete && fields.checkAll()) record.mutate();
  };
  return (
    <Form onSubmit={submit}>
      <div className="stack">
        <h3>{t('sheet.script')}</h3>
        <ol className="script">
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
      </div>
    </Form>
  );
}
