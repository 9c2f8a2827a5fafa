import { useTranslation } from 'react-i18next';
import { daysUntil, formatDate, formatInstant, formatLongDate, formatMoney } from '@/lib/format';
import { currentLanguage, type Language } from '@/lib/i18n';
import { useNow } from '@/lib/session';
import { useZone } from '@/lib/zone';

/** The language in use; the component renders again when it changes. */
export function useLanguage(): Language {
  useTranslation('words');
  return currentLanguage();
}

/** Dates for sentences, in the language and the time zone of the page. */
export function useDates() {
  const language = useLanguage();
  const zone = useZone();
  return {
    date: (value: string) => formatDate(value, language, zone),
    long: (value: string) => formatLongDate(value, language, zone),
    instant: (value: string) => formatInstant(value, language, zone),
  };
}

interface DateTextProps {
  value: string;
  style?: 'date' | 'long' | 'instant';
}

/** A date or an instant in the page's zone, with the exact instant in UTC on hover. */
export function DateText({ value, style = 'date' }: DateTextProps) {
  const dates = useDates();
  return (
    <time dateTime={value} title={value} className="num">
      {dates[style](value)}
    </time>
  );
}

/** What is left until an instant, in days. */
export function DaysLeft({ value }: { value: string }) {
  const { t } = useTranslation('words');
  const days = daysUntil(value, useNow(), useZone());
  if (days === 0) return <span className="small">{t('ends_today')}</span>;
  return <span className="small soft num">{days > 0 ? t('days_left', { count: days }) : t('days_past', { count: -days })}</span>;
}

export function Money({ yen, tax }: { yen: number; tax?: 'included' | 'excluded' }) {
  const { t } = useTranslation('words');
  const language = useLanguage();
  const note = tax === 'included' ? t('tax_included') : tax === 'excluded' ? t('tax_excluded') : '';
  const [open, close] = language === 'ja' ? ['（', '）'] : [' (', ')'];
  return (
    <span className="num nowrap">
      {formatMoney(yen, language)}
      {note ? <span className="small">{`${open}${note}${close}`}</span> : null}
    </span>
  );
}
