import { useTranslation } from 'react-i18next';
import type { Comparison } from '@/lib/types';
import { Notice } from '@/ui/Notice';
import { Facts } from '@/ui/Page';

/** EV: what the register's entry will put into the certificate, or how it contradicts the application. */
export function RegistrationResult({ registration }: { registration: Comparison['registration'] }) {
  const { t } = useTranslation('cases');
  if (!registration) return null;
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
          [t('registration.jurisdiction'), registration.jurisdiction],
          [t('registration.number'), registration.serialNumber],
          [t('registration.category'), registration.businessCategory],
        ]}
      />
    </Notice>
  );
}
