import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { BankTransfer, SavePapers } from '@/features/order/BankTransfer';
import { formatMoney } from '@/lib/format';
import { useIsTracker, useNow } from '@/lib/session';
import { type Application, isLapsed, type Order } from '@/lib/types';
import { Notice } from '@/ui/Notice';
import { Card, Chips, Facts } from '@/ui/Page';
import { StatusBadge, useWord } from '@/ui/StatusBadge';
import { DateText, Money, useDates, useLanguage } from '@/ui/Text';
import { Timeline } from '@/ui/Timeline';
import { CodeActions } from './CodeActions';
import './words';

/** The way of an order to its certificate. */
export function Progress({ order }: { order: Order }) {
  const { t } = useTranslation('tracker');
  const word = useWord();
  return (
    <Card>
      <Timeline
        label={t('progress')}
        steps={order.timeline.map((entry) => ({ key: entry.step, name: word('timeline', entry.step), status: entry.status, at: entry.at }))}
      />
    </Card>
  );
}

/** What was paid, what is to be paid and where, with the papers. */
export function Payment({ order }: { order: Order }) {
  const { t } = useTranslation('tracker');
  const language = useLanguage();
  const looksOnly = useIsTracker();
  const open = order.paid < order.total && order.status !== 'cancelled';
  return (
    <Card title={t('payment_title')} acts={looksOnly ? null : <SavePapers order={order} />}>
      <div className="stack">
        {order.paid > 0 ? (
          <p className="row">
            <CircleCheck size={20} aria-hidden="true" />
            {t('paid', { amount: formatMoney(order.paid, language) })}
          </p>
        ) : null}
        {open ? <BankTransfer order={order} /> : null}
      </div>
    </Card>
  );
}

/** What was ordered, and the access code with what can be done about it. */
export function OrderCard({ order }: { order: Order }) {
  const { t } = useTranslation(['tracker', 'words']);
  const dates = useDates();
  const lapsed = isLapsed(order, useNow());
  const { accessCode: code } = order;
  const codeFact: ReactNode = code ? (
    <>
      <StatusBadge kind="code" status={code.status} />
      <div className="small soft">{t('code_line', { email: code.recipientEmail })}</div>
      {code.status === 'issued' ? <div className="small soft">{t('code_expires', { date: dates.date(code.expiresAt) })}</div> : null}
    </>
  ) : (
    t(lapsed ? 'words:none' : 'code_waiting')
  );
  return (
    <Card title={t('order_title')}>
      <div className="stack">
        <Facts
          items={[
            [t('ordered_on'), <DateText key="on" value={order.createdAt} />],
            [t('words:field.names'), <Chips key="names" values={order.names} />],
            [t('total'), <Money key="total" yen={order.total} tax="included" />],
            [t('code'), codeFact],
          ]}
        />
        <CodeActions order={order} />
      </div>
    </Card>
  );
}

/** Whose turn it is, where vetting stands still for the customer. */
export function Waiting({ application }: { application?: Application }) {
  const { t } = useTranslation(['tracker', 'apply']);
  if (application?.status !== 'waiting_for_applicant') return null;
  return (
    <Notice tone="warn" title={t('apply:duties.title')}>
      {application.waitingDays > 0 ? `${t('apply:duties.waited', { count: application.waitingDays })} ` : ''}
      {t('waiting_text')}
    </Notice>
  );
}
