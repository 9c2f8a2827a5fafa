import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { tokyo } from '@/lib/format';
import { useNow } from '@/lib/session';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { useDates } from '@/ui/Text';
import type { CallsViewProps } from './CallList';
import { Mine } from './CallsPage';
import { type CalendarDay, WeekGrid } from './WeekGrid';
import { addDays, isPlainDate, weekOf } from './week';

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
      {days.data ? <WeekGrid days={days.data.days} calls={shown} today={today} onOpen={onOpen} /> : error ? null : <Loading lines={8} />}
      {days.data ? <Origin days={days.data.days} /> : null}
    </>
  );
}

/** Which years' holidays are from the official list, and which are computed. */
function Origin({ days }: { days: CalendarDay[] }) {
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
