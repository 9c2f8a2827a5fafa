import { useTranslation } from 'react-i18next';
import type { CaseSummary } from '@/lib/types';
import { Badge } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import './words';

const tones = { due_soon: 'warn', overdue: 'bad', waiting: 'warn', waiting_long: 'bad', unassigned_long: 'warn' } as const;
export type Flag = keyof typeof tones;
const isFlag = (flag: string): flag is Flag => flag in tones;

/** Desk hours as days of the desk and hours: 「1営業日と4時間」; under an hour in minutes. */
export function useDeskTime(): (seconds: number, daySeconds: number) => string {
  const { t } = useTranslation('cases');
  return (seconds, daySeconds) => {
    const days = Math.floor(seconds / daySeconds);
    const hours = Math.floor((seconds % daySeconds) / 3600);
    const whole = days === 1 ? t('clock.day') : t('clock.days', { days });
    if (days > 0) return hours > 0 ? t('clock.days_hours', { days: whole, hours }) : whole;
    return hours > 0 ? t('clock.hours', { hours }) : t('clock.minutes', { minutes: Math.floor(seconds / 60) });
  };
}

/** What draws attention to a case, in words. */
export function Flags({ flags }: { flags: string[] }) {
  const { t } = useTranslation('cases');
  return (
    <>
      {flags.filter(isFlag).map((flag) => (
        <Badge key={flag} tone={tones[flag]}>
          {t(`flag.${flag}`)}
        </Badge>
      ))}
    </>
  );
}

/** The last day to decide and what is left of it; while the applicant is awaited the clock stands still. */
export function DueCell({ row }: { row: CaseSummary }) {
  const { t } = useTranslation('cases');
  const dates = useDates();
  const deskTime = useDeskTime();
  const { clock } = row;
  const undecided = ['open', 'waiting_for_applicant', 'in_review'].includes(row.status);
  if (!clock || !row.dueOn || !row.dueOnLatest) return null;
  return (
    <div>
      <div className="row">
        <span className="num nowrap">{dates.date(row.dueOnLatest)}</span>
        <Flags flags={clock.flags} />
      </div>
      {undecided ? (
        <div className="small soft">
          {row.status === 'waiting_for_applicant'
            ? t('clock.waiting', { count: clock.waitingDays })
            : clock.leftSeconds > 0
              ? t('clock.left', { time: deskTime(clock.leftSeconds, clock.daySeconds) })
              : t('clock.none_left')}
          {' · '}
          {t('clock.standard', { date: dates.date(row.dueOn) })}
        </div>
      ) : null}
    </div>
  );
}
