import { useTranslation } from 'react-i18next';
import type { RegisterEntry } from '@/lib/types';
import { Badge } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import './words';

/** What a register's entry tells of its entity besides name and place: that it was closed, or renamed, and when. */
export function EntryState({ entry }: { entry: RegisterEntry }) {
  const { t } = useTranslation('cases');
  const dates = useDates();
  if (!entry.active)
    return (
      <Badge tone="bad">
        {entry.closedOn ? t('organization_step.closed_badge', { date: dates.date(entry.closedOn) }) : t('organization_step.inactive_badge')}
      </Badge>
    );
  if (!entry.renamed) return null;
  return <Badge tone="warn">{t('organization_step.renamed_badge', { date: dates.date(entry.changedOn || entry.updatedOn) })}</Badge>;
}
