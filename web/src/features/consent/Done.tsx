import { useTranslation } from 'react-i18next';
import type { ConsentPage } from '@/lib/types';
import { Notice } from '@/ui/Notice';
import { useWord } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';

/** What was answered when, and what happens next. */
export function Done({ page }: { page: ConsentPage }) {
  const { t } = useTranslation('consent');
  const word = useWord();
  const dates = useDates();
  const declined = page.consents.every((consent) => consent.status === 'declined');
  return (
    <Notice tone={declined ? 'warn' : 'ok'} title={t('thanks')} live>
      <ul className="plain-list">
        {page.consents.map((consent) => (
          <li key={consent.id}>
            {t(consent.status === 'consented' ? 'answer_given' : 'answer_refused', {
              role: word('role', consent.role),
              at: consent.decidedAt ? dates.instant(consent.decidedAt) : '',
            })}
          </li>
        ))}
      </ul>
      <p>
        {t(declined ? 'next_declined' : 'next')} {declined && page.deskPhone ? t('questions', { phone: page.deskPhone }) : null}
      </p>
    </Notice>
  );
}
