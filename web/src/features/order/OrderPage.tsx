import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dropDraft } from '@/lib/drafts';
import type { Order } from '@/lib/types';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Page } from '@/ui/Page';
import { Ordered } from './Ordered';
import { OrderWizard } from './OrderWizard';
import { Placed } from './Placed';
import { draftOf, emptyOrder, type OrderDraft } from './state';
import { useMailedQuote } from './useMailedQuote';
import { useOrderDraft } from './useOrderDraft';
import './words';

const kept = 'order';

/** A product chosen on another page replaces the one typed before; what was typed stays. */
function startOf(draft: OrderDraft, wished: string | undefined): OrderDraft {
  return !wished || wished === draft.product ? draft : { ...draft, product: wished, step: 'product', quoteId: null };
}

/** From the choice of a product to a placed order. */
export function OrderPage() {
  const { t } = useTranslation('order');
  const { product: wished } = useSearch({ strict: false });
  const [draft, change] = useOrderDraft(kept, (known) => startOf(known ?? emptyOrder, wished));
  const [placed, setPlaced] = useState<Order | null>(null);
  const mailed = useMailedQuote((quote) => (quote.orderId ? undefined : change(draftOf(quote))));
  if (placed) return <Placed order={placed} />;
  return (
    <Page title={t('title')} lead={t('lead')} width="form">
      {mailed.error ? <ErrorPanel error={mailed.error} /> : null}
      {mailed.quote?.orderId ? <Ordered number={mailed.quote.number} to="/orders" /> : null}
      {mailed.opening ? <Loading lines={6} /> : null}
      {mailed.opening ? null : (
        <OrderWizard
          draft={draft}
          onChange={change}
          onPlaced={(order) => {
            dropDraft(kept);
            setPlaced(order);
          }}
        />
      )}
    </Page>
  );
}
