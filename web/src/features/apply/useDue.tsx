import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { daysUntil } from '@/lib/format';
import { useNow } from '@/lib/session';
import type { Application } from '@/lib/types';
import { useZone } from '@/lib/zone';
import { useDates } from '@/ui/Text';
import { isInVetting } from './useDuties';
import './words';

/** By when the certificate is expected: around the usual day, at the latest by the last one, and what there is to say once both are past. */
export function useDue(): (application?: Application) => ReactNode {
  const { t } = useTranslation('apply');
  const dates = useDates();
  const now = useNow();
  const zone = useZone();
  return (application) => {
    if (!isInVetting(application)) return undefined;
    const { dueOn, dueOnLatest } = application;
    if (!dueOn || !dueOnLatest) return undefined;
    if (daysUntil(dueOn, now, zone) >= 0) return t('status.due', { date: dates.long(dueOn) });
    if (daysUntil(dueOnLatest, now, zone) >= 0) return t('status.due_latest', { date: dates.long(dueOnLatest) });
    return (
      <>
        {t('status.due_past')} <a href="/contact">{t('status.due_contact')}</a>
      </>
    );
  };
}
