import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SavePapers } from '@/features/order/BankTransfer';
import { order as orderQuery } from '@/lib/queries';
import { queryClient } from '@/lib/session';
import { type Action, action, type Order } from '@/lib/types';
import { ActionButton } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Card, Chips, Facts, Page } from '@/ui/Page';
import { StatusBadge, useWord } from '@/ui/StatusBadge';
import { DateText, Money, useDates } from '@/ui/Text';
import { Timeline } from '@/ui/Timeline';
import { PaymentDialog, ResendDialog, RevokeCodeDialog } from './dialogs';
import './words';

type Opened = 'payment' | 'resend' | 'revoke' | null;
type Done = Exclude<Opened, null>;

/** What the server allows; an act it does not list is left to the server to refuse. */
function known(order: Order, name: string): Action {
  return order.actions.some((entry) => entry.name === name) ? action(order, name) : { name, allowed: true };
}

/** One order for staff: money in, access code out. */
export function OrderDeskPage() {
  const { t } = useTranslation(['sales', 'words']);
  const word = useWord();
  const { id = '' } = useParams({ strict: false });
  const { data: order, error, refetch } = useQuery(orderQuery(id));
  const [opened, setOpened] = useState<Opened>(null);
  const [done, setDone] = useState<Done | null>(null);
  if (error || !order) return <Page title={t('title')}>{error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />}</Page>;
  const finish = (what: Done, changed?: Order) => {
    setOpened(null);
    setDone(what);
    if (changed) queryClient.setQueryData(['order', order.id], changed);
    else void refetch();
    void queryClient.invalidateQueries({ queryKey: ['orders'] });
  };
  const dialog = { order, onClose: () => setOpened(null) };
  return (
    <Page
      title={t('order.title', { number: order.number })}
      over={order.productName}
      acts={
        <>
          <StatusBadge kind="order" status={order.status} />
          <ActionButton kind="primary" permission="payments:record" action={known(order, 'recordPayment')} onClick={() => setOpened('payment')}>
            {t('order.pay')}
          </ActionButton>
        </>
      }
    >
      <div className="stack">
        {done ? <Notice tone="ok" title={t(`${done}.done`)} live /> : null}
        <Card>
          <Timeline
            label={t('order.progress')}
            steps={order.timeline.map((entry) => ({ key: entry.step, name: word('timeline', entry.step), status: entry.status, at: entry.at }))}
          />
        </Card>
        <div className="grid-2">
          <div className="stack">
            <Amounts order={order} />
            <Code order={order} onOpen={setOpened} />
          </div>
          <CustomerCard order={order} />
        </div>
      </div>
      {opened === 'payment' ? <PaymentDialog {...dialog} onDone={(changed) => finish('payment', changed)} /> : null}
      {opened === 'resend' ? <ResendDialog {...dialog} onDone={(changed) => finish('resend', changed)} /> : null}
      {opened === 'revoke' ? <RevokeCodeDialog {...dialog} onDone={() => finish('revoke')} /> : null}
    </Page>
  );
}

function Amounts({ order }: { order: Order }) {
  const { t } = useTranslation('sales');
  return (
    <Card title={t('order.amounts')} acts={<SavePapers order={order} />}>
      <Facts
        items={[
          [t('total'), <Money key="total" yen={order.total} tax="included" />],
          [t('paid'), <Money key="paid" yen={order.paid} />],
          [
            t('order.open'),
            <strong key="open">
              <Money yen={Math.max(order.total - order.paid, 0)} />
            </strong>,
          ],
          ...(order.invoice
            ? ([
                [
                  t('order.invoice'),
                  <span key="invoice" className="num">
                    {order.invoice.number}
                  </span>,
                ],
                [t('order.due'), <DateText key="due" value={order.invoice.dueOn} style="long" />],
              ] as [string, React.ReactNode][])
            : []),
          ...(order.receipt
            ? ([
                [
                  t('order.receipt'),
                  <span key="receipt" className="num">
                    {order.receipt.number}
                  </span>,
                ],
                [t('order.supplied'), <DateText key="supplied" value={order.receipt.issuedOn} style="long" />],
              ] as [string, React.ReactNode][])
            : []),
        ]}
      />
    </Card>
  );
}

function Code({ order, onOpen }: { order: Order; onOpen: (what: Opened) => void }) {
  const { t } = useTranslation('sales');
  const dates = useDates();
  const { accessCode: code } = order;
  return (
    <Card title={t('order.code')}>
      <div className="stack">
        {code ? (
          <div>
            <StatusBadge kind="code" status={code.status} />
            <p>{code.recipientEmail}</p>
            <p className="small soft">{t('order.code_expires', { date: dates.date(code.expiresAt) })}</p>
          </div>
        ) : (
          <p className="soft">{t('order.code_none')}</p>
        )}
        <div className="row">
          <ActionButton small permission="access-codes:resend" action={known(order, 'resendAccessCode')} onClick={() => onOpen('resend')}>
            {t('order.resend')}
          </ActionButton>
          {code?.status === 'issued' ? (
            <ActionButton small kind="danger" permission="access-codes:revoke" action={known(order, 'revokeAccessCode')} onClick={() => onOpen('revoke')}>
              {t('order.revoke_code')}
            </ActionButton>
          ) : null}
        </div>
      </div>
    </Card>
  );
}

function CustomerCard({ order }: { order: Order }) {
  const { t } = useTranslation(['sales', 'words']);
  const { customer } = order;
  return (
    <Card title={t('order.customer')}>
      <Facts
        items={[
          [t('words:field.organizationName'), customer.organizationName],
          [
            t('words:field.corporateNumber'),
            <span key="number" className="num">
              {customer.corporateNumber || t('words:none')}
            </span>,
          ],
          [t('words:field.address'), `〒${customer.postalCode} ${customer.state}${customer.locality}${customer.street}`],
          [t('words:field.contactName'), [customer.department, customer.contactName].filter(Boolean).join(' ')],
          [t('words:field.email'), customer.email],
          [t('words:field.phone'), customer.phone],
          [t('order.recipient'), `${order.recipient.name} ${order.recipient.email}`],
          [t('names'), <Chips key="names" values={order.names} />],
        ]}
      />
    </Card>
  );
}
