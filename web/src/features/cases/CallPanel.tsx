import { useMutation } from '@tanstack/react-query';
import { Phone } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CallDialog } from '@/features/calls/CallDialog';
import { CallBadge } from '@/features/calls/CallList';
import { CallPerson } from '@/features/calls/CallPerson';
import { NumberPicker } from '@/features/calls/NumberPicker';
import { PhoneBook } from '@/features/calls/PhoneBook';
import { deskInstant } from '@/features/calls/when';
import { api, unwrap } from '@/lib/api';
import { queryClient, useMay } from '@/lib/session';
import { type Call, type Case, isUndecided } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, Form, SelectField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Card } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';

const settledAs = ['passed', 'not_needed'];
const roles: Record<string, string> = {
  hr_call: 'higher_authority',
  authorization_call: 'authorization',
  contract_signer_call: 'contract_signer',
  higher_authority_call: 'higher_authority',
};

/** Of whom a call of the step asks. */
function contactOf(vettingCase: Case, step: string) {
  const contact = vettingCase.contacts.find((entry) => entry.role === roles[step]);
  if (!contact) return undefined;
  const { role, familyName, givenName, familyKana, givenKana, department, title } = contact;
  return { role, name: `${familyName} ${givenName}`, kana: `${familyKana} ${givenKana}`.trim(), department, title };
}

const isOpen = (call: Call) => call.status === 'queued' || call.status === 'scheduled';

/** The calls of a step, the organization's numbers, and a new call on one of them. */
export function CallPanel({ vettingCase, step }: { vettingCase: Case; step: string }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  const work = useMay()('cases:work') && isUndecided(vettingCase);
  const [open, setOpen] = useState<Call | null>(null);
  const settled = vettingCase.steps.some((entry) => entry.step === step && settledAs.includes(entry.status));
  const calls = vettingCase.calls.filter((call) => call.step === step || call.alsoStep === step);
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['case', vettingCase.id] });
  return (
    <>
      <Card title={t('call_step.calls', { step: word('step', step) })}>
        <CallPerson contact={contactOf(vettingCase, step)} step={step} />
        {calls.length === 0 ? <p className="soft">{t('call_step.none')}</p> : null}
        <ul className="tasks">
          {calls.map((call) => (
            <CallLine key={call.id} call={call} onOpen={setOpen} />
          ))}
        </ul>
      </Card>
      <PhoneBook caseId={vettingCase.id} step={step} mayAdd={work} />
      {work && !settled && !calls.some(isOpen) ? (
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

function CallLine({ call, onOpen }: { call: Call; onOpen: (call: Call) => void }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  const at = call.calledAt ?? call.scheduledAt;
  return (
    <li>
      <CallBadge call={call} />
      <div>
        {call.number ? (
          <>
            <strong className="num nowrap">{call.numberShown}</strong>
            <div className="small soft">{word('number_source', call.numberSource)}</div>
          </>
        ) : (
          <span className="soft">{t('call_step.number_open')}</span>
        )}
        <div className="small soft">
          {call.reachedName}
          {at ? (
            <>
              {call.reachedName ? ' · ' : ''}
              <DateText value={at} style="instant" />
            </>
          ) : null}
        </div>
      </div>
      <div className="task-act">
        <Button small kind={isOpen(call) ? 'primary' : 'secondary'} icon={<Phone size={15} aria-hidden="true" />} onClick={() => onOpen(call)}>
          {t('call_step.sheet')}
        </Button>
      </div>
    </li>
  );
}

function NewCall({ vettingCase, step, onMade }: { vettingCase: Case; step: string; onMade: (call: Call) => void }) {
  const { t } = useTranslation('cases');
  const [booked, setBooked] = useState(false);
  const [number, setNumber] = useState('');
  const fields = useFields(
    { language: vettingCase.language === 'en' ? 'en' : 'ja', date: '', time: '' },
    booked ? { date: [checks.required, checks.date], time: [checks.required, checks.time] } : {},
  );
  const create = useMutation({
    mutationFn: () => {
      const { language, date, time } = fields.values;
      const scheduledAt = booked ? { scheduledAt: deskInstant(date, time) } : {};
      const chosen = number ? { numberId: number } : {};
      return unwrap(api.POST('/cases/{id}/calls', { params: { path: { id: vettingCase.id } }, body: { step, language, ...chosen, ...scheduledAt } as never }));
    },
    onSuccess: onMade,
    onError: (error) => fields.refuse(error),
  });
  return (
    <Card title={t('call_step.new')}>
      <Form onSubmit={() => fields.checkAll() && create.mutate()}>
        <div className="fields">
          {create.error ? <ErrorPanel error={create.error} /> : null}
          <NumberPicker caseId={vettingCase.id} value={number} current="" onChange={setNumber} />
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
