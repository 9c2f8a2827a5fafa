import { useTranslation } from 'react-i18next';
import type { Comparison } from '@/lib/types';
import { Notice } from '@/ui/Notice';
import { Facts } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { useLanguage } from '@/ui/Text';
import { countryName } from './jurisdiction';

/** EV: what the register's entry will put into the certificate, or how it contradicts the application. */
export function RegistrationResult({ registration }: { registration: Comparison['registration'] }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  const language = useLanguage();
  if (!registration) return null;
  const jurisdiction = registration.jurisdiction.replace(/[A-Z]{2}$/, (code) => countryName(code, language));
  if (registration.problem)
    return (
      <Notice tone="bad" title={t('registration.contradicts')}>
        {registration.problem}
      </Notice>
    );
  return (
    <Notice tone="ok" title={t('registration.agrees')}>
      <Facts
        items={[
          [t('registration.agency'), registration.agency],
          [t('registration.jurisdiction'), jurisdiction],
          [t('registration.number'), registration.serialNumber],
          [t('registration.category'), word('business_category', registration.businessCategory)],
        ]}
      />
    </Notice>
  );
}
