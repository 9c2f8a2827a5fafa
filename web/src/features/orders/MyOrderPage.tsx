import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useDue } from '@/features/apply/useDue';
import { isInVetting } from '@/features/apply/useDuties';
import { OrderCard, Payment, Progress } from '@/features/tracker/parts';
import { application as applicationQuery, order as orderQuery } from '@/lib/queries';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Card, Page } from '@/ui/Page';
import { StatusBadge } from '@/ui/StatusBadge';
import { NextStep } from './NextStep';
import { Vetting } from './Vetting';
import './words';

/** One order of the account: how it stands, what to do next, how vetting goes, its papers. */
export function MyOrderPage() {
  const { t } = useTranslation(['orders', 'tracker']);
  const { id = '' } = useParams({ strict: false });
  const { data: order, error, refetch } = useQuery({ ...orderQuery(id), refetchInterval: 30_000 });
  const due = useDue();
  const application = useQuery({ ...applicationQuery(order?.applicationId ?? ''), enabled: Boolean(order?.applicationId), refetchInterval: 30_000 }).data;
  if (error || !order) {
    return <Page title={t('title')}>{error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />}</Page>;
  }
  return (
    <Page
      title={t('tracker:title', { number: order.number })}
      over={t('tracker:over', { product: order.productName, years: order.termYears })}
      lead={due(application)}
      acts={<StatusBadge kind="order" status={order.status} />}
    >
      <div className="stack">
        <Progress order={order} />
        <div className="with-side">
          <div className="stack">
            {isInVetting(application) ? null : (
              <Card title={t('next')}>
                <NextStep order={order} />
              </Card>
            )}
            {application ? <Vetting order={order} application={application} /> : null}
            <Payment order={order} />
          </div>
          <aside>
            <OrderCard order={order} />
          </aside>
        </div>
      </div>
    </Page>
  );
}
