import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { formatTime, tokyo } from '@/lib/format';
import { useNow } from '@/lib/session';
import type { Call } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { useWord } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import type { CallsViewProps } from './CallList';
import { Mine } from './CallsPage';
import './calls.css';
import { useHolidayName } from './holidays';
import { addDays, isPlainDate, rowOf, rowsOfWeek, weekOf } from './week';

interface Day {
  date: string;
  open: boolean;
  holiday?: string | null;
  official: boolean;
}

function kindOf(day: Day): string | undefined {
  const at = new Date(`${day.date}T00:00:00Z`).getUTCDay();
  if (day.holiday) return 'holiday';
  if (at === 0) return 'sun';
  if (at === 6) return 'sat';
  return day.open ? undefined : 'closed';
}

/** The date in Tokyo, where the desk is. */
function todayOf(now: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: tokyo }).format(new Date(now));
}

/** A week of the desk, Sunday first: its holidays, and its calls by time. */
export function CallWeek({ search, go, onOpen }: CallsViewProps) {
  const { t } = useTranslation('calls');
  const dates = useDates();
  const today = todayOf(useNow());
  const first = weekOf(isPlainDate(search.from) ? search.from : today);
  const mine = search.mine === '1';
  const days = useQuery({
    queryKey: ['calendar', first],
    queryFn: () => unwrap(api.GET('/calendar/slots', { params: { query: { from: first, days: 7 } } })),
  });
  const calls = useQuery({
    queryKey: ['calls', 'week', first, mine],
    queryFn: () => unwrap(api.GET('/calls', { params: { query: { from: first, days: 7, mine, limit: 200 } } })),
    refetchInterval: 30_000,
  });
  const error = days.error ?? calls.error;
  const shown = (calls.data?.items ?? []).filter((call) => call.scheduledAt && call.status !== 'cancelled');
  return (
    <>
      <div className="toolbar">
        <span className="row">
          <Button small icon={<ChevronLeft size={16} aria-hidden="true" />} onClick={() => go({ from: addDays(first, -7) })}>
            {t('week_before')}
          </Button>
          <Button small onClick={() => go({ from: undefined })}>
            {t('week_this')}
          </Button>
          <Button small icon={<ChevronRight size={16} aria-hidden="true" />} onClick={() => go({ from: addDays(first, 7) })}>
            {t('week_after')}
          </Button>
          <strong className="num" aria-live="polite">
            {t('week_range', { first: dates.long(first), last: dates.long(addDays(first, 6)) })}
          </strong>
        </span>
        <Mine mine={mine} onChange={(on) => go({ from: search.from, mine: on ? '1' : undefined })} />
      </div>
      {error ? <ErrorPanel error={error} onRetry={() => void Promise.all([days.refetch(), calls.refetch()])} /> : null}
      {days.data ? <Grid days={days.data.days} calls={shown} today={today} onOpen={onOpen} /> : error ? null : <Loading lines={8} />}
      {days.data ? <Origin days={days.data.days} /> : null}
    </>
  );
}

interface GridProps {
  days: Day[];
  calls: Call[];
  today: string;
  onOpen: (call: Call) => void;
}

function Grid({ days, calls, today, onOpen }: GridProps) {
  const { t } = useTranslation('calls');
  const placed = calls.map((call) => {
    const at = call.scheduledAt as string;
    return { call, date: new Intl.DateTimeFormat('sv-SE', { timeZone: tokyo }).format(new Date(at)), time: formatTime(at, tokyo) };
  });
  return (
    <div className="week-frame">
      <table className="week">
        <caption className="visually-hidden">{t('view_week')}</caption>
        <thead>
          <tr>
            <th scope="col" className="small soft">
              JST
            </th>
            {days.map((day) => (
              <Head key={day.date} day={day} today={day.date === today} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOfWeek(placed.map(({ time }) => time)).map((row) => (
            <tr key={row}>
              <th scope="row" className="num">
                {row}
              </th>
              {days.map((day) => (
                <td key={day.date} data-day={kindOf(day)}>
                  {placed
                    .filter((entry) => entry.date === day.date && rowOf(entry.time) === row)
                    .map(({ call, time }) => (
                      <Booked key={call.id} call={call} time={time} onOpen={onOpen} />
                    ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Head({ day, today }: { day: Day; today: boolean }) {
  const { t } = useTranslation('calls');
  const holiday = useHolidayName();
  const [, month, date] = day.date.split('-').map(Number);
  const weekday = t(`weekday.${new Date(`${day.date}T00:00:00Z`).getUTCDay()}`);
  const closed = kindOf(day) === 'closed';
  return (
    <th scope="col" data-day={kindOf(day)} data-today={today ? '' : undefined}>
      <span className="week-date num">{t('day', { month, date, weekday, monthName: t(`month.${month}`) })}</span>
      {day.holiday ? <span className="week-note">{holiday(day.holiday)}</span> : closed ? <span className="week-note">{t('closed')}</span> : null}
    </th>
  );
}

function Booked({ call, time, onOpen }: { call: Call; time: string; onOpen: (call: Call) => void }) {
  const { t } = useTranslation(['calls', 'words']);
  const word = useWord();
  return (
    <button type="button" className="week-call" data-state={call.overdue ? 'overdue' : call.status} onClick={() => onOpen(call)}>
      <strong className="num">{time}</strong> {call.organizationName}
      <br />
      {call.contact ? t('words:honorific', { name: call.contact.name }) : word('step', call.step)}
      {call.overdue ? ` · ${t('overdue')}` : call.outcome ? ` · ${word('call_outcome', call.outcome)}` : ''}
    </button>
  );
}

/** Which years' holidays are from the official list, and which are computed. */
function Origin({ days }: { days: Day[] }) {
  const { t } = useTranslation('calls');
  const years = [...new Map(days.map((day) => [day.date.slice(0, 4), day.official])).entries()];
  return (
    <p className="small soft">
      {years.map(([year, official]) => (
        <span key={year}>{t(official ? 'holidays_official' : 'holidays_computed', { year })} </span>
      ))}
    </p>
  );
}
