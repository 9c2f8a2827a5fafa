import { useTranslation } from 'react-i18next';
import './words';

/** A public holiday's name in the language of the page; the official list has the Japanese one. */
export function useHolidayName(): (name: string) => string {
  const { t } = useTranslation('calls');
  const say = t as unknown as (key: string, options: { defaultValue: string }) => string;
  return (name) => say(`holiday.${name}`, { defaultValue: name });
}
