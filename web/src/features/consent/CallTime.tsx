import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unwrap } from '@/lib/api';
import { formatLongDate, formatTime } from '@/lib/format';
import { queryClient } from '@/lib/session';
import type { ConsentCalls } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, SelectField } from '@/ui/Field';
import { useFields } from '@/ui/fields';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { useLanguage } from '@/ui/Text';
import { linkApi } from './client';

const key = ['consent-calls'];

/** When the confirming call is made: a day and a free half hour of it. */
export function CallTime() {
  const { t } = useTranslation('consent');
  const language = useLanguage();
  const [moving, setMoving] = useState(false);
  const { data, error } = useQuery({ queryKey: key, queryFn: () => unwrap(linkApi.GET('/consent-page/calls')), retry: false });
  const book = useMutation({
    mutationFn: (at: string) => unwrap(linkApi.POST('/consent-page/calls', { body: { at } })),
    onSuccess: (calls) => {
      queryClient.setQueryData(key, calls);
      setMoving(false);
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: key }),
  });
  if (error) return null; // the call comes without an appointment
  if (!data) return <Loading lines={3} />;
  const booked = data.bookedAt;
  return (
    <Card title={t('call.title')}>
      <div className="stack stack-s">
        {booked && !moving ? (
          <>
            <Notice tone="ok" title={t('call.booked', { at: `${formatLongDate(booked, language, data.timeZone)} ${formatTime(booked, data.timeZone)}` })} live>
              {t('call.booked_text')}
            </Notice>
            <div>
              <Button kind="quiet" onClick={() => setMoving(true)}>
                {t('call.move')}
              </Button>
            </div>
          </>
        ) : (
          <>
            <p>{t('call.text')}</p>
            {book.error ? <ErrorPanel error={book.error} /> : null}
            {data.free.length > 0 ? <Slots calls={data} busy={book.isPending} onBook={book.mutate} /> : <p className="soft">{t('call.none')}</p>}
          </>
        )}
      </div>
    </Card>
  );
}

/** Free half hours by their day. */
export function byDay(calls: ConsentCalls, language: 'ja' | 'en'): Map<string, string[]> {
  const days = new Map<string, string[]>();
  for (const at of calls.free) {
    const day = formatLongDate(at, language, calls.timeZone);
    days.set(day, [...(days.get(day) ?? []), at]);
  }
  return days;
}

function Slots({ calls, busy, onBook }: { calls: ConsentCalls; busy: boolean; onBook: (at: string) => void }) {
  const { t } = useTranslation('consent');
  const language = useLanguage();
  const days = byDay(calls, language);
  const [earliest = []] = days.values();
  const fields = useFields({ day: earliest[0] ?? '' }); // a day goes by its first time, whatever the language
  const times = [...days.values()].find(([first]) => first === fields.values.day) ?? earliest;
  const [chosen, setChosen] = useState('');
  const valid = times.includes(chosen);
  return (
    <Form onSubmit={() => valid && onBook(chosen)}>
      <div className="fields">
        <SelectField
          fields={fields}
          name="day"
          label={t('call.day')}
          required
          size="m"
          choices={[...days].map(([label, [first = '']]) => ({ value: first, label }))}
        />
        <fieldset className="fieldset">
          <legend>{t('call.time')}</legend>
          <div className="consent-times">
            {times.map((at) => (
              <label key={at} className="consent-time">
                <input type="radio" name="call-time" value={at} checked={at === chosen} onChange={() => setChosen(at)} />
                <span className="num">{formatTime(at, calls.timeZone)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className="consent-acts">
          <Button kind="primary" type="submit" busy={busy} disabled={!valid}>
            {t('call.act')}
          </Button>
        </div>
      </div>
    </Form>
  );
}
