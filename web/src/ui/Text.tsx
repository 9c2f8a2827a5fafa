import { useTranslation } from 'react-i18next';
import { daysUntil, formatDate, formatInstant, formatLongDate, formatMoney } from '@/lib/format';
import { currentLanguage, type Language } from '@/lib/i18n';
import { useNow } from '@/lib/session';

/** The language in use; the component renders again when it changes. */
export function useLanguage(): Language {
  useTranslation('words');
  return currentLanguage();
}

interface DateTextProps {
  value: string;
  style?: 'date' | 'long' | 'instant';
}

/** A date or an instant in Tokyo, with the exact instant in UTC on hover. */
export function DateText({ value, style = 'date' }: DateTextProps) {
  const language = useLanguage();
  const print = style === 'instant' ? formatInstant : style === 'long' ? formatLongDate : formatDate;
  return (
    <time dateTime={value} title={value} className="num">
      {print(value, language)}
    </time>
  );
}

/** What is left until an instant, in days. */
export function DaysLeft({ value }: { value: string }) {
  const { t } = useTranslation('words');
  const days = daysUntil(value, useNow());
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
