import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Ordered } from '@/features/order/Ordered';
import { OrderWizard } from '@/features/order/OrderWizard';
import { Placed } from '@/features/order/Placed';
import { draftAgain, draftOf, isKnown } from '@/features/order/state';
import { useOrderDraft } from '@/features/order/useOrderDraft';
import { dropDraft } from '@/lib/drafts';
import { orderDefaults, quote as quoteQuery } from '@/lib/queries';
import { useSession } from '@/lib/session';
import type { Customer, Order, OrderDefaults, Quote } from '@/lib/types';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Card, Facts, Page } from '@/ui/Page';
import './words';

/** An account that was vetted orders again, for the same organization; a mailed link opens its quote. */
export function OrderAgainPage() {
  const { t } = useTranslation('orders');
  const { quote: quoteId = '' } = useSearch({ strict: false }) as { quote?: string };
  const defaults = useQuery(orderDefaults);
  const mailed = useQuery({ ...quoteQuery(quoteId), enabled: quoteId !== '' });
  const user = useSession()?.user;
  const [placed, setPlaced] = useState<Order | null>(null);
  if (placed) return <Placed order={placed} />;
  const { orderId, number = '' } = mailed.data ?? {};
  const ready = defaults.data && user && !mailed.isLoading;
  return (
    <Page title={t('again.title')} lead={t('again.lead')} width="form">
      {defaults.error ? <ErrorPanel error={defaults.error} onRetry={() => void defaults.refetch()} /> : null}
      {mailed.error ? <ErrorPanel error={mailed.error} /> : null}
      {orderId ? <Ordered number={number} to={`/orders/${orderId}`} /> : null}
      {ready ? <Again defaults={defaults.data} quote={orderId ? undefined : mailed.data} kept={`order.${user.id}`} onPlaced={setPlaced} /> : null}
      {ready || defaults.error ? null : <Loading lines={6} />}
    </Page>
  );
}

interface AgainProps {
  defaults: OrderDefaults;
  quote?: Quote;
  kept: string;
  onPlaced: (order: Order) => void;
}

function Again({ defaults, quote, kept, onPlaced }: AgainProps) {
  const [draft, change] = useOrderDraft(kept, (known) => draftAgain(defaults, quote ? draftOf(quote) : known));
  const done = (order: Order) => {
    dropDraft(kept);
    onPlaced(order);
  };
  const organization = isKnown(defaults.customer) ? <Organization customer={defaults.customer} /> : undefined;
  return <OrderWizard draft={draft} onChange={change} onPlaced={done} organization={organization} />;
}

/** Whom the account's vetting is about; somebody else orders on the public site. */
function Organization({ customer }: { customer: Customer }) {
  const { t } = useTranslation(['orders', 'words']);
  return (
    <Card title={t('again.organization')}>
      <div className="stack">
        <p className="soft">{t('again.organization_note')}</p>
        <Facts
          items={[
            [t('words:field.organizationName'), customer.organizationName],
            [t('words:field.organizationKana'), customer.organizationKana],
            [
              t('words:field.corporateNumber'),
              <span key="number" className="num">
                {customer.corporateNumber || t('words:none')}
              </span>,
            ],
            [t('words:field.address'), `〒${customer.postalCode} ${customer.state}${customer.locality}${customer.street}`],
          ]}
        />
        <p className="small soft">
          {t('again.other_organization')} <a href="/order">{t('again.other_go')}</a>
        </p>
      </div>
    </Card>
  );
}
