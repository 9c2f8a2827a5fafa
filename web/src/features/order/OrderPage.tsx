import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dropDraft, keepDraft, readDraft } from '@/lib/drafts';
import type { Order } from '@/lib/types';
import { ButtonLink } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Page } from '@/ui/Page';
import { Wizard } from '@/ui/Wizard';
import { ConfirmStep } from './ConfirmStep';
import { CustomerStep } from './CustomerStep';
import { Placed } from './Placed';
import { ProductStep } from './ProductStep';
import { draftOf, emptyOrder, type OrderDraft } from './state';
import { useMailedQuote } from './useMailedQuote';
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
  const [draft, setDraft] = useState<OrderDraft>(() => startOf(readDraft<OrderDraft>(kept) ?? emptyOrder, wished));
  const [placed, setPlaced] = useState<Order | null>(null);
  const change = (some: Partial<OrderDraft>) => {
    const next = { ...draft, ...some };
    keepDraft(kept, next);
    setDraft(next);
  };
  const mailed = useMailedQuote((quote) => (quote.orderId ? undefined : change(draftOf(quote))));
  if (placed) return <Placed order={placed} />;
  const steps = (['product', 'customer', 'confirm'] as const).map((key) => ({ key, name: t(`step.${key}`) }));
  return (
    <Page title={t('title')} lead={t('lead')} width="form">
      {mailed.error ? <ErrorPanel error={mailed.error} /> : null}
      {mailed.quote?.orderId ? <Ordered number={mailed.quote.number} /> : null}
      {mailed.opening ? <Loading lines={6} /> : null}
      {mailed.opening ? null : (
        <Wizard label={t('steps_label')} steps={steps} current={draft.step} reached={draft.step} onGo={(step) => change({ step: step as OrderDraft['step'] })}>
          {draft.step === 'product' ? <ProductStep draft={draft} onDone={(some) => change({ ...some, step: 'customer' })} /> : null}
          {draft.step === 'customer' ? (
            <CustomerStep draft={draft} onBack={(some) => change({ ...some, step: 'product' })} onDone={(some) => change({ ...some, step: 'confirm' })} />
          ) : null}
          {draft.step === 'confirm' && draft.quoteId ? (
            <ConfirmStep
              quoteId={draft.quoteId}
              onBack={() => change({ step: 'customer' })}
              onPlaced={(order) => {
                dropDraft(kept);
                setPlaced(order);
              }}
            />
          ) : null}
        </Wizard>
      )}
    </Page>
  );
}

/** A quote that was ordered by is not ordered by again. */
function Ordered({ number }: { number: string }) {
  const { t } = useTranslation('order');
  return (
    <Notice tone="ok" title={t('ordered_title', { number })} live>
      <div className="stack stack-s">
        <p>{t('ordered_text')}</p>
        <div>
          <ButtonLink small kind="primary" to="/orders">
            {t('ordered_go')}
          </ButtonLink>
        </div>
      </div>
    </Notice>
  );
}
