import { useTranslation } from 'react-i18next';
import type { Order } from '@/lib/types';
import { ButtonLink } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { Card, Page } from '@/ui/Page';
import { BankTransfer, SavePapers } from './BankTransfer';

/** The confirmation: number, what to do next, where to pay. */
export function Placed({ order }: { order: Order }) {
  const { t } = useTranslation('order');
  return (
    <Page title={t('placed_title')} lead={t('placed_lead', { number: order.number, email: order.customer.email })} width="form">
      <div className="with-side">
        <div className="stack">
          <Card title={t('bank_title')} acts={<SavePapers order={order} />}>
            <BankTransfer order={order} />
          </Card>
        </div>
        <aside className="stack">
          <Card title={t('order_number')}>
            <CopyText value={order.number} what={t('order_number')} plain />
          </Card>
          <Card title={t('next_title')}>
            <ol className="plain-steps">
              <li>{t('next_1')}</li>
              <li>{t('next_2', { email: order.recipient.email })}</li>
              <li>{t('next_3')}</li>
            </ol>
          </Card>
          <ButtonLink kind="primary" to={`/orders/${order.id}`}>
            {t('track')}
          </ButtonLink>
        </aside>
      </div>
    </Page>
  );
}
