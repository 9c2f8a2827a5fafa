import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient, useMay } from '@/lib/session';
import type { Case, CorrelationLine } from '@/lib/types';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { Badge, useWord } from '@/ui/StatusBadge';
import './casefile.css';
import './words';

const tones = { same: 'ok', equivalent: 'ok', different: 'bad' } as const;
const sources = ['application', 'register', 'contact', 'call', 'file'] as const;

/** Words of a row and of where its values were found. */
function useNames() {
  const { t } = useTranslation('casefile');
  const word = useWord();
  const item = (key: string) => {
    const [group = '', rest = ''] = key.split(/\.(.*)/s);
    if (group === 'register') return t('correlation.register_item', { field: word('compare_field', rest) });
    if (group === 'employer') return t('correlation.employer_item', { role: word('role', rest) });
    if (group === 'phone') return t('correlation.phone_item', { step: word('step', rest) });
    if (group === 'certificate') return t('correlation.certificate_item', { field: word('compare_field', rest) });
    if (group === 'title') return t('correlation.title_item', { role: word('role', rest) });
    if (key === 'person.hr_call') return t('correlation.hr_person_item', { step: word('step', rest) });
    if (group === 'person') return t('correlation.person_item', { role: word('role', rest) });
    return t('correlation.file_item');
  };
  const source = (name: string) => {
    const known = sources.find((entry) => entry === name);
    return known ? t(`source.${known}`) : word('number_source', name);
  };
  return { item, source };
}

/** Names, addresses, numbers and persons of application, register, calls and documents side by side. */
export function CorrelationSheet({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('casefile');
  const may = useMay()('cases:work') && ['open', 'waiting_for_applicant'].includes(vettingCase.status);
  const [deciding, setDeciding] = useState<CorrelationLine | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['correlation', vettingCase.id, vettingCase.version],
    queryFn: () => unwrap(api.GET('/cases/{id}/correlation', { params: { path: { id: vettingCase.id } } })),
    placeholderData: (before) => before,
  });
  return (
    <Card title={t('correlation.title')}>
      <div className="stack">
        <p className="soft">{t('correlation.text')}</p>
        {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
        {data ? <Notice tone={data.complete ? 'ok' : 'warn'}>{data.complete ? t('correlation.complete') : t('correlation.incomplete')}</Notice> : null}
        {data ? <Table rows={data.rows} onDecide={may ? setDeciding : undefined} /> : <Loading lines={4} />}
        {deciding ? <Decide vettingCase={vettingCase} line={deciding} onClose={() => setDeciding(null)} /> : null}
      </div>
    </Card>
  );
}

function Table({ rows, onDecide }: { rows: CorrelationLine[]; onDecide?: (line: CorrelationLine) => void }) {
  const { t } = useTranslation('casefile');
  const names = useNames();
  return (
    <div className="table-scroll">
      <table className="table table-plain compare correlation">
        <caption className="visually-hidden">{t('correlation.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('correlation.item')}</th>
            <th scope="col">{t('correlation.values')}</th>
            <th scope="col">{t('correlation.result')}</th>
            <th scope="col">{t('correlation.decision')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((line) => (
            <tr key={line.key}>
              <th scope="row">{names.item(line.key)}</th>
              <td>
                {line.values.map((value) => (
                  <div key={value.source}>
                    <span className="small soft">{names.source(value.source)} </span>
                    {value.text || '―'}
                  </div>
                ))}
              </td>
              <td>
                {line.match ? (
                  <Badge tone={tones[line.match as keyof typeof tones]}>{t(`correlation.${line.match as keyof typeof tones}`)}</Badge>
                ) : (
                  <span className="small soft">{t('correlation.single')}</span>
                )}
              </td>
              <td>
                <Verdict line={line} onDecide={onDecide} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Verdict({ line, onDecide }: { line: CorrelationLine; onDecide?: (line: CorrelationLine) => void }) {
  const { t } = useTranslation('casefile');
  const names = useNames();
  if (line.match !== 'different') return null;
  const decided = typeof line.accepted === 'boolean';
  const word = line.accepted ? t('correlation.accepted') : t('correlation.refused');
  return (
    <div className="stack stack-s">
      <div>
        <Badge tone={decided ? (line.accepted ? 'ok' : 'bad') : 'warn'}>{decided ? word : t('correlation.undecided')}</Badge>
      </div>
      {decided ? (
        <div className="small">
          {line.reason}
          {line.decidedByName ? <span className="soft"> · {line.decidedByName}</span> : null}
        </div>
      ) : null}
      {line.decidable && onDecide ? (
        <div>
          <Button small onClick={() => onDecide(line)}>
            {t('correlation.decide')}
            <span className="visually-hidden"> {names.item(line.key)}</span>
          </Button>
        </div>
      ) : null}
      {!line.decidable && !decided ? <span className="small soft">{t('correlation.at_register')}</span> : null}
    </div>
  );
}

function Decide({ vettingCase, line, onClose }: { vettingCase: Case; line: CorrelationLine; onClose: () => void }) {
  const { t } = useTranslation('casefile');
  const names = useNames();
  const [choice, setChoice] = useState('');
  const [asked, setAsked] = useState(false);
  const fields = useFields({ reason: '' }, { reason: [checks.required] });
  const decide = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/cases/{id}/difference-decisions', {
          params: { path: { id: vettingCase.id } },
          body: { field: line.key, accepted: choice === 'accept', reason: fields.values.reason },
        }),
      ),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['correlation', vettingCase.id] });
      void queryClient.invalidateQueries({ queryKey: ['case', vettingCase.id] });
      onClose();
    },
    onError: (error) => fields.refuse(error),
  });
  const submit = () => {
    setAsked(true);
    if (fields.checkAll() && choice) decide.mutate();
  };
  const title = t('correlation.decide_title', { item: names.item(line.key) });
  return (
    <Dialog open title={title} onClose={onClose}>
      <Form onSubmit={submit}>
        <div className="stack">
          <ul className="plain-list">
            {line.values.map((value) => (
              <li key={value.source}>
                {names.source(value.source)}: {value.text || '―'}
              </li>
            ))}
          </ul>
          <ChoiceGroup
            legend={title}
            hideLegend
            name="difference"
            required
            columns
            value={choice}
            error={asked && !choice ? t('files.reason_missing') : undefined}
            onChange={setChoice}
            choices={[
              { value: 'accept', label: t('correlation.accepted') },
              { value: 'refuse', label: t('correlation.refused') },
            ]}
          />
          <TextField fields={fields} name="reason" label={t('correlation.reason')} lines={3} required />
          {decide.error ? <ErrorPanel error={decide.error} /> : null}
          <div className="dialog-buttons">
            <Button kind="primary" type="submit" busy={decide.isPending}>
              {t('correlation.record')}
            </Button>
          </div>
        </div>
      </Form>
    </Dialog>
  );
}
