import { useTranslation } from 'react-i18next';
import type { CaseSummary } from '@/lib/types';
import { Badge } from '@/ui/StatusBadge';
import './words';

/** What is vetted for: 「EV」, the product, its term and the order; with the names on the page of the case. */
export function CaseProduct({ row, names }: { row: CaseSummary; names?: boolean }) {
  const { t } = useTranslation('cases');
  return (
    <span className="case-product">
      <Badge tone={row.level === 'EV' ? 'ok' : 'info'}>{row.level}</Badge>
      <span>{t('product.line', { name: row.productName, years: t('product.years', { count: row.termYears }) })}</span>
      {names ? (
        <>
          <span className="num">{t('product.order', { number: row.orderNumber })}</span>
          <span className="wrap">{row.names.join(', ')}</span>
        </>
      ) : null}
    </span>
  );
}
