import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Ended } from '@/features/apply/Ended';
import { useDue } from '@/features/apply/useDue';
import { Withdraw } from '@/features/apply/Withdraw';
import { MyHistory } from '@/features/casefile/MyHistory';
import { MyMessages } from '@/features/casefile/MyMessages';
import { asProblem } from '@/lib/problem';
import { application as applicationQuery, order as orderQuery } from '@/lib/queries';
import { useIsTracker } from '@/lib/session';
import type { Order } from '@/lib/types';
import { ButtonLink } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Card, Page } from '@/ui/Page';
import { StatusBadge } from '@/ui/StatusBadge';
import { OrderCard, Payment, Progress, Waiting } from './parts';
import { Ours, Tasks } from './Tasks';
import './words';

/** Where an order stands, what the customer is asked to do, what we do. */
export function TrackerPage() {
  const { t } = useTranslation(['tracker', 'words']);
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
        <Progress order={order} />
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
            <MyMessages application={application} />
            <MyHistory application={application} />
            <Payment order={order} />
            {application ? <Withdraw application={application} /> : null}
          </div>
          <aside>
            <OrderCard order={order} />
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
