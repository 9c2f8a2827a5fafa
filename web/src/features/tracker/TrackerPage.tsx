import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { CircleCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Ended } from '@/features/apply/Ended';
import { useDue } from '@/features/apply/useDue';
import { Withdraw } from '@/features/apply/Withdraw';
import { MyHistory } from '@/features/casefile/MyHistory';
import { BankTransfer, SavePapers } from '@/features/order/BankTransfer';
import { formatMoney } from '@/lib/format';
import { asProblem } from '@/lib/problem';
import { application as applicationQuery, order as orderQuery } from '@/lib/queries';
import { useIsTracker } from '@/lib/session';
import type { Application, Order } from '@/lib/types';
import { ButtonLink } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Card, Chips, Facts, Page } from '@/ui/Page';
import { StatusBadge, useWord } from '@/ui/StatusBadge';
import { DateText, Money, useDates, useLanguage } from '@/ui/Text';
import { History, Timeline } from '@/ui/Timeline';
import { CodeActions } from './CodeActions';
import { Ours, Tasks } from './Tasks';
import './words';

/** Where an order stands, what the customer is asked to do, what we do. */
export function TrackerPage() {
  const { t } = useTranslation(['tracker', 'words']);
  const word = useWord();
  const due = useDue();
  const { id = '' } = useParams({ strict: false });
  const { data: order, error, refetch } = useQuery({ ...orderQuery(id), refetchInterval: 30_000 });
  const application = useQuery({ ...applicationQuery(order?.applicationId ?? ''), enabled: Boolean(order?.applicationId), refetchInterval: 30_000 }).data;
  if (error || !order) {
    const signedOut = error && [401, 403, 404].includes(asProblem(error).status);
    return (
      <Page title={t('login_title')} width="form">
        <div className="stack">
          {error ? <ErrorPanel error={error} onRetry={signedOut ? undefined : () => void refetch()} /> : <Loading lines={6} />}
          {signedOut ? (
            <div>
              <ButtonLink kind="primary" to="/orders">
                {t('again')}
              </ButtonLink>
            </div>
          ) : null}
        </div>
      </Page>
    );
  }
  return (
    <Page
      title={t('title', { number: order.number })}
      over={t('over', { product: order.productName, years: order.termYears })}
      lead={due(application)}
      acts={<StatusBadge kind="order" status={order.status} />}
    >
      <div className="stack">
        <Card>
          <Timeline
            label={t('progress')}
            steps={order.timeline.map((entry) => ({ key: entry.step, name: word('timeline', entry.step), status: entry.status, at: entry.at }))}
          />
        </Card>
        <LookOnly order={order} issued={application?.status === 'issued'} />
        {application ? <Ended application={application} /> : null}
        <Waiting application={application} />
        <div className="with-side">
          <div className="stack">
            <Card title={t('tasks_title')}>
              <Tasks order={order} application={application} />
            </Card>
            <Card title={t('ours_title')}>
              <Ours order={order} application={application} />
            </Card>
            <Messages application={application} />
            <MyHistory application={application} />
            <Payment order={order} />
            {application ? <Withdraw application={application} /> : null}
          </div>
          <aside>
            <Card title={t('order_title')}>
              <OrderFacts order={order} />
            </Card>
          </aside>
        </div>
      </div>
    </Page>
  );
}

/** Who came by number and mail address sees how things stand; to act, people come by what was mailed. */
function LookOnly({ order, issued }: { order: Order; issued: boolean }) {
  const { t } = useTranslation('tracker');
  if (!useIsTracker()) return null;
  return (
    <Notice tone="info" title={t('look_only')}>
      <div className="stack stack-s">
        <p>{t(issued ? 'look_only_issued' : order.accessCode ? 'look_only_text' : 'look_only_unpaid')}</p>
        {order.accessCode && !issued ? (
          <div>
            <ButtonLink small to="/apply">
              {t('go_apply')}
            </ButtonLink>
          </div>
        ) : null}
      </div>
    </Notice>
  );
}

/** Whose turn it is, where vetting stands still for the customer. */
function Waiting({ application }: { application?: Application }) {
  const { t } = useTranslation(['tracker', 'apply']);
  if (application?.status !== 'waiting_for_applicant') return null;
  return (
    <Notice tone="warn" title={t('apply:duties.title')}>
      {application.waitingDays > 0 ? `${t('apply:duties.waited', { count: application.waitingDays })} ` : ''}
      {t('waiting_text')}
    </Notice>
  );
}

function Messages({ application }: { application?: Application }) {
  const { t } = useTranslation('tracker');
  if (!application?.messages.length) return null;
  return (
    <Card title={t('messages_title')}>
      <History entries={application.messages.map((message, at) => ({ key: `${message.at}-${at}`, at: message.at, text: message.text })).reverse()} />
    </Card>
  );
}

function Payment({ order }: { order: Order }) {
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

function OrderFacts({ order }: { order: Order }) {
  const { t } = useTranslation(['tracker', 'words']);
  const dates = useDates();
  const { accessCode: code } = order;
  const codeFact: ReactNode = code ? (
    <>
      <StatusBadge kind="code" status={code.status} />
      <div className="small soft">{t('code_line', { email: code.recipientEmail })}</div>
      {code.status === 'issued' ? <div className="small soft">{t('code_expires', { date: dates.date(code.expiresAt) })}</div> : null}
    </>
  ) : (
    t('code_waiting')
  );
  return (
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
  );
}
