import { useTranslation } from 'react-i18next';
import type { DraftOrganization, DraftRegistration } from '@/lib/types';
import { Facts } from '@/ui/Page';
import { useLanguage } from '@/ui/Text';
import { subjectParts, subjectText } from './draft';
import { countryName } from './registration';
import './words';

interface SubjectProps {
  organization: Pick<DraftOrganization, 'certificateOrganization' | 'certificateState' | 'certificateLocality' | 'corporateNumber' | 'postalCode'>;
  commonName: string;
  registration?: DraftRegistration | null;
}

/** As people read it: who, then where and under which number, then the name of the server. */
const order = [
  'O',
  'businessCategory',
  'jurisdictionC',
  'jurisdictionST',
  'jurisdictionL',
  'serialNumber',
  'C',
  'postalCode',
  'ST',
  'L',
  'STREET',
  'CN',
] as const;
const countries: readonly string[] = ['C', 'jurisdictionC'];

/** To whom the certificate will be issued, in words; the technical form can be opened. */
export function Subject({ organization, commonName, registration }: SubjectProps) {
  const { t } = useTranslation('apply');
  const say = t as unknown as (key: string, options: { defaultValue: string }) => string;
  const language = useLanguage();
  const parts = new Map(subjectParts(organization, commonName, registration));
  const shown = (name: string, value: string) => {
    if (countries.includes(name)) return t('subject.country', { name: countryName(value, language), code: value });
    return name === 'businessCategory' ? say(`registration.category.${value}`, { defaultValue: value }) : value;
  };
  return (
    <div className="stack stack-s">
      <Facts items={order.filter((name) => parts.has(name)).map((name) => [t(`subject.${name}`), shown(name, parts.get(name) ?? '')])} />
      <details className="small">
        <summary>{t('subject.technical')}</summary>
        <p className="mono">{subjectText(organization, commonName, registration)}</p>
      </details>
    </div>
  );
}
