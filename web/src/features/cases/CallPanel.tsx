import { useMutation } from '@tanstack/react-query';
import { Phone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallDialog } from '@/features/calls/CallDialog';
import { api, unwrap } from '@/lib/api';
import { queryClient, useMay } from '@/lib/session';
import { type Call, type Case, isUndecided } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, Form, SelectField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Card } from '@/ui/Page';
import { Badge, useWord } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';

const sources = ['register_entry', 'official_website', 'directory', 'third_party_database', 'applicant'] as const;

/** The calls of a step, and a new one on a number from an independent source. */
export function CallPanel({ vettingCase, step }: { vettingCase: Case; step: string }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  const work = useMay()('cases:work');
  const [open, setOpen] = useState<Call | null>(null);
  const calls = vettingCase.calls.filter((call) => call.step === step);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['case', vettingCase.id] });
  return (
    <>
      <Card title={word('step', step)}>
        {calls.length === 0 ? <p className="soft">{t('call_step.none')}</p> : null}
        <ul className="tasks">
          {calls.map((call) => (
            <li key={call.id}>
              <Badge tone={call.status === 'done' ? (call.outcome === 'reached' ? 'ok' : 'warn') : 'info'}>
                {call.outcome ? word('call_outcome', call.outcome) : word('call_status', call.status)}
              </Badge>
              <div>
                <strong className="num">{call.number}</strong> <span className="small soft">{word('number_source', call.numberSource)}</span>
                <div className="small soft">
                  {call.contact?.name}
                  {call.scheduledAt ? (
                    <>
                      {' · '}
                      <DateText value={call.scheduledAt} style="instant" />
                    </>
                  ) : null}
                </div>
              </div>
              <div className="task-act">
                <Button
                  small
                  kind={call.status === 'done' ? 'secondary' : 'primary'}
                  icon={<Phone size={15} aria-hidden="true" />}
                  onClick={() => setOpen(call)}
                >
                  {t('call_step.sheet')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      </Card>
      {work && isUndecided(vettingCase) ? (
        <NewCall
          vettingCase={vettingCase}
          step={step}
          onMade={(call) => {
            void refresh();
            setOpen(call);
          }}
        />
      ) : null}
      {open ? (
        <CallDialog
          call={open}
          onClose={() => {
            setOpen(null);
            void refresh();
          }}
        />
      ) : null}
    </>
  );
}

function NewCall({ vettingCase, step, onMade }: { vettingCase: Case; step: string; onMade: (call: Call) => void }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  const [booked, setBooked] = useState(false);
  const fields = useFields(
    { number: '', source: '', language: vettingCase.language === 'en' ? 'en' : 'ja', date: '', time: '' },
    {
      number: [checks.required, checks.phone],
      source: [checks.required],
      ...(booked ? { date: [checks.required, checks.date], time: [checks.required, checks.time] } : {}),
    },
  );
  const create = useMutation({
    mutationFn: () => {
      const { number, source, language, date, time } = fields.values;
      const scheduledAt = booked ? { scheduledAt: new Date(`${date}T${time.padStart(5, '0')}:00+09:00`).toISOString().replace(/\.\d{3}Z$/, 'Z') } : {};
      return unwrap(
        api.POST('/cases/{id}/calls', {
          params: { path: { id: vettingCase.id } },
          body: { step, number, numberSource: source, language, ...scheduledAt } as never,
        }),
      );
    },
    onSuccess: (call) => {
      fields.fill({ number: '', source: '', date: '', time: '' });
      onMade(call);
    },
    onError: (error) => fields.refuse(error),
  });
  return (
    <Card title={t('call_step.new')}>
      <Form onSubmit={() => fields.checkAll() && create.mutate()}>
        <div className="fields">
          {create.error ? <ErrorPanel error={create.error} /> : null}
          <TextField fields={fields} name="number" label={t('call_step.number')} required kind="phone" size="s" hint={t('call_step.number_hint')} />
          <SelectField
            fields={fields}
            name="source"
            label={t('call_step.source')}
            required
            size="m"
            empty={t('call_step.choose')}
            choices={sources.map((value) => ({ value, label: word('number_source', value) }))}
          />
          <SelectField
            fields={fields}
            name="language"
            label={t('call_step.language')}
            size="s"
            choices={[
              { value: 'ja', label: t('case.language_ja') },
              { value: 'en', label: t('case.language_en') },
            ]}
          />
          <ChoiceGroup
            legend={t('call_step.when')}
            name="when"
            columns
            value={booked ? 'book' : 'now'}
            onChange={(value) => setBooked(value === 'book')}
            choices={[
              { value: 'now', label: t('call_step.when_now') },
              { value: 'book', label: t('call_step.when_book') },
            ]}
          />
          {booked ? (
            <div className="fields-pair">
              <TextField fields={fields} name="date" label={t('call_step.date')} required kind="date" example="2026/11/25" />
              <TextField fields={fields} name="time" label={t('call_step.time')} required kind="code" example="10:30" />
            </div>
          ) : null}
          <div>
            <Button type="submit" kind="primary" busy={create.isPending}>
              {t('call_step.create')}
            </Button>
          </div>
        </div>
      </Form>
    </Card>
  );
}
