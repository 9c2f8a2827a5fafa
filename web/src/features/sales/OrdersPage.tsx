import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { Order } from '@/lib/types';
import { Button } from '@/ui/Button';
import { type Column, DataTable, Segments } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { StatusBadge, useWord } from '@/ui/StatusBadge';
import { DateText, Money, useDates } from '@/ui/Text';
import './words';

const statuses = ['invoiced', 'partly_paid', 'paid', 'fulfilled'] as const;
const limit = 50;

interface Search {
  q?: string;
  status?: string;
  after?: string;
}

/** Orders with what is invoiced and what has come in. */
export function OrdersPage() {
  const { t } = useTranslation(['sales', 'words']);
  const word = useWord();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const { q, status, after } = search;
  const { data, error, refetch } = useQuery({
    queryKey: ['orders', q, status, after],
    queryFn: () => unwrap(api.GET('/orders', { params: { query: { q, status: status as never, after, limit } } })),
    placeholderData: keepPreviousData,
  });
  const go = (some: Search) => void navigate({ to: '/orders', search: { ...search, after: undefined, ...some } });
  const columns: Column<Order>[] = [
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
      key: 'customer',
      head: t('customer'),
      cell: (row) => (
        <>
          {row.customer.organizationName}
          <div className="small soft">{t('words:honorific', { name: row.customer.contactName })}</div>
        </>
      ),
    },
    { key: 'names', head: t('names'), cell: (row) => row.names.join(', ') },
    { key: 'total', head: t('total'), right: true, cell: (row) => <Money yen={row.total} /> },
    { key: 'paid', head: t('paid'), right: true, cell: (row) => <Money yen={row.paid} /> },
    { key: 'status', head: t('status'), cell: (row) => <OrderState row={row} /> },
    { key: 'on', head: t('on'), cell: (row) => <DateText value={row.createdAt} /> },
  ];
  return (
    <Page title={t('title')}>
      <div className="toolbar">
        <SearchBox label={t('search')} hint={t('search_hint')} value={q ?? ''} onSearch={(text) => go({ q: text || undefined })} />
        <Segments
          label={t('filter')}
          value={status ?? ''}
          onChange={(value) => go({ status: value || undefined })}
          choices={[{ value: '', label: t('all') }, ...statuses.map((value) => ({ value, label: word('order_status', value) })), { value: 'unused', label: t('unused') }]}
        />
      </div>
      <DataTable
        caption={t('title')}
        columns={columns}
        rows={data?.items}
        rowKey={(row) => row.id}
        error={error}
        onRetry={() => void refetch()}
        onOpen={(row) => void navigate({ to: `/orders/${row.id}` })}
        paging={{ next: data?.next, total: data?.total, totalAtLeast: data?.totalAtLeast, limit, atStart: !after, go: (next) => go({ after: next }) }}
        empty={
          q || status ? (
            <EmptyState title={t('empty_filtered')} act={<Button onClick={() => go({ q: undefined, status: undefined })}>{t('words:clear_search')}</Button>}>
              {t('empty_filtered_text')}
            </EmptyState>
          ) : (
            <EmptyState title={t('empty')}>{t('empty_text')}</EmptyState>
          )
        }
      />
    </Page>
  );
}

function OrderState({ row }: { row: Order }) {
  const { t } = useTranslation('sales');
  const dates = useDates();
  return (
    <>
      <StatusBadge kind="order" status={row.status} />
      {row.unusedUntil ? <div className="small soft">{t('unused_until', { date: dates.date(row.unusedUntil) })}</div> : null}
    </>
  );
}
