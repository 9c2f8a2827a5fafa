import { useTranslation } from 'react-i18next';
import { formatTime, tokyo } from '@/lib/format';
import type { Call } from '@/lib/types';
import { useWord } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import './calls.css';
import { useHolidayName } from './holidays';
import { rowOf, rowsOfWeek } from './week';

export interface CalendarDay {
  date: string;
  open: boolean;
  holiday?: string | null;
  official: boolean;
}

function kindOf(day: CalendarDay): string | undefined {
  const at = new Date(`${day.date}T00:00:00Z`).getUTCDay();
  if (day.holiday) return 'holiday';
  if (at === 0) return 'sun';
  if (at === 6) return 'sat';
  return day.open ? undefined : 'closed';
}

interface GridProps {
  days: CalendarDay[];
  calls: Call[];
  today: string;
  onOpen: (call: Call) => void;
}

/** The grid of a week: a column for each day, a row for each half hour. */
export function WeekGrid({ days, calls, today, onOpen }: GridProps) {
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

function Head({ day, today }: { day: CalendarDay; today: boolean }) {
  const { t } = useTranslation('calls');
  const holiday = useHolidayName();
  const dates = useDates();
  const closed = kindOf(day) === 'closed';
  return (
    <th scope="col" data-day={kindOf(day)} data-today={today ? '' : undefined}>
      <span className="week-date num">{dates.long(day.date).replace(/^\d{4}年| \d{4}$/, '')}</span>
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
