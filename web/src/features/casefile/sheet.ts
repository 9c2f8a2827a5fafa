import { useTranslation } from 'react-i18next';
import type { CorrelationLine } from '@/lib/types';
import { useWord } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import './words';

/** One column of the sheet for each kind of source; a number's own source stands under 「電話」. */
export const columns = ['application', 'register', 'contact', 'call', 'file'] as const;
export type SheetColumn = (typeof columns)[number];
type Value = CorrelationLine['values'][number];

const columnOf: Record<string, SheetColumn> = {
  application: 'application',
  register: 'register',
  contact: 'contact',
  consent: 'contact',
  file: 'file',
  file_date: 'file',
};

export const inColumn = (line: CorrelationLine, column: SheetColumn): Value[] => line.values.filter((value) => (columnOf[value.source] ?? 'call') === column);

/** Words of a row, of a column, and of a value with where it was found as far as its column does not say it. */
export function useNames() {
  const { t } = useTranslation('casefile');
  const word = useWord();
  const dates = useDates();
  const item = (key: string) => {
    const [group = '', rest = ''] = key.split(/\.(.*)/s);
    if (group === 'register') return t('correlation.register_item', { field: word('compare_field', rest) });
    if (group === 'employer') return t('correlation.employer_item', { role: word('role', rest) });
    if (group === 'phone') return t('correlation.phone_item', { step: word('step', rest) });
    if (group === 'certificate') return t('correlation.certificate_item', { field: word('compare_field', rest) });
    if (key === 'person.hr_call') return t('correlation.hr_person_item', { step: word('step', rest) });
    if (group === 'person') return t('correlation.person_item', { role: word('role', rest) });
    if (group === 'title') return t('correlation.title_item', { role: word('role', rest) });
    if (group === 'fileName') return t('correlation.file_name_item');
    if (group === 'fileAddress') return t('correlation.file_address_item');
    return t('correlation.file_item');
  };
  const source = ({ source: name }: Value) => {
    if (name === 'consent') return t('source.consent');
    return name in columnOf || name === 'call' ? '' : word('number_source', name);
  };
  const text = (value: Value) => (value.source === 'file_date' ? t('correlation.file_date', { date: dates.date(value.text) }) : value.text || '―');
  const column = (name: SheetColumn) => t(`column.${name}`);
  const from = (value: Value) => source(value) || column(columnOf[value.source] ?? 'call');
  return { item, source, text, column, from };
}
