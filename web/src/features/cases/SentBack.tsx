import { useTranslation } from 'react-i18next';
import type { Case, CaseSummary } from '@/lib/types';
import { Notice } from '@/ui/Notice';
import { Badge } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import './words';

/** Who sent the case back, when, and why, until it is recommended again. */
export function SentBack({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const dates = useDates();
  const last = vettingCase.decisions.at(-1);
  if (!vettingCase.sentBack || !last) return null;
  return (
    <div className="case-banner">
      <Notice tone="warn" title={t('sent_back.title', { name: last.decidedByName, at: dates.instant(last.decidedAt) })}>
        <p className="pre-line">{t('sent_back.reason', { reason: last.note })}</p>
        <p className="small soft">{t('sent_back.next')}</p>
      </Notice>
    </div>
  );
}

export function SentBackBadge({ row }: { row: CaseSummary }) {
  const { t } = useTranslation('cases');
  return row.sentBack ? <Badge tone="warn">{t('sent_back.badge')}</Badge> : null;
}
