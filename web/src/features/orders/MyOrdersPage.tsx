import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { FilePlus2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { useMay } from '@/lib/session';
import type { Order } from '@/lib/types';
import { ButtonLink } from '@/ui/Button';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { StatusBadge } from '@/ui/StatusBadge';
import { DateText, Money } from '@/ui/Text';
import { NextLine } from './NextStep';
import './words';

const limit = 50;

/** The account's orders, newest first, with what each waits for. */
export function MyOrdersPage() {
  const { t } = useTranslation('orders');
  const navigate = useNavigate();
  const { after } = useSearch({ strict: false }) as { after?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['orders', after],
    queryFn: () => unwrap(api.GET('/orders', { params: { query: { after, limit } } })),
    placeholderData: keepPreviousData,
  });
  const again = useMay()('orders:place') ? (
    <ButtonLink kind="primary" to="/orders/new" icon={<FilePlus2 size={18} aria-hidden="true" />}>
      {t('new')}
    </ButtonLink>
  ) : undefined;
  const none = data?.items.length === 0;
  return (
    <Page title={t('title')} lead={t('lead')} acts={none ? undefined : again}>
      <DataTable
        caption={t('title')}
        columns={useColumns()}
        rows={data?.items}
        rowKey={(row) => row.id}
        error={error}
        onRetry={() => void refetch()}
        onOpen={(row) => void navigate({ to: `/orders/${row.id}` })}
        paging={{
          next: data?.next,
          total: data?.total,
          totalAtLeast: data?.totalAtLeast,
          limit,
          atStart: !after,
          go: (next) => void navigate({ to: '/orders', search: { after: next } as never }),
        }}
        empty={
          <EmptyState title={t('empty')} act={again}>
            {t('empty_text')}
          </EmptyState>
        }
      />
    </Page>
  );
}

function useColumns(): Column<Order>[] {
  const { t } = useTranslation('orders');
  return [
    {
      key: 'number',
      head: t('number'),
      main: true,
      cell: (row) => (
        <Link className="table-main num nowrap" to={`/orders/${row.id}`}>
          {row.number}
        </Link>
      ),
    },
    {
      key: 'product',
      head: t('product'),
      cell: (row) => (
        <>
          {row.productName}
          <div className="small soft">{t('term', { years: row.termYears })}</div>
        </>
      ),
    },
    {
      key: 'names',
      head: t('names'),
      cell: (row) => (
        <>
          {row.names[0]}
          {row.names.length > 1 ? <div className="small soft">{t('more_names', { count: row.names.length - 1 })}</div> : null}
        </>
      ),
    },
    { key: 'status', head: t('status'), cell: (row) => <StatusBadge kind="order" status={row.status} /> },
    { key: 'total', head: t('total'), right: true, cell: (row) => <Money yen={row.total} /> },
    { key: 'on', head: t('on'), cell: (row) => <DateText value={row.createdAt} /> },
    { key: 'next', head: t('next'), cell: (row) => <NextLine order={row} /> },
  ];
}
