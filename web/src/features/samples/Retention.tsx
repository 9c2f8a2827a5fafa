import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { RetainedCase } from '@/lib/types';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Badge } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';

const limit = 50;

/** Until when the records of each case are kept. */
export function Retention() {
  const { t } = useTranslation('samples');
  const navigate = useNavigate();
  const { after } = useSearch({ strict: false }) as { after?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['retention', after],
    queryFn: () => unwrap(api.GET('/reports/retention', { params: { query: { after, limit } } })),
  });
  const columns: Column<RetainedCase>[] = [
    {
      key: 'case',
      head: t('case'),
      main: true,
      cell: (row) => (
        <>
          <Link className="table-main" to={`/cases/${row.caseId}`}>
            {row.organizationName}
          </Link>
          <div className="small soft num">{row.applicationNumber}</div>
        </>
      ),
    },
    { key: 'records', head: t('records'), right: true, cell: (row) => row.records },
    { key: 'expiry', head: t('last_expiry'), cell: (row) => (row.lastExpiry ? <DateText value={row.lastExpiry} /> : '–') },
    { key: 'until', head: t('keep_until'), cell: (row) => (row.keepUntil ? <DateText value={row.keepUntil} /> : t('goes_on')) },
    {
      key: 'state',
      head: t('status'),
      cell: (row) => <Badge tone={row.mayDestroy ? 'warn' : 'quiet'}>{row.mayDestroy ? t('may_destroy') : t('must_keep')}</Badge>,
    },
  ];
  return (
    <div className="stack">
      {data ? <p>{t('retention_lead', { years: data.years })}</p> : null}
      <DataTable
        caption={t('tab_retention')}
        columns={columns}
        rows={data?.items}
        rowKey={(row) => row.caseId}
        error={error}
        onRetry={() => void refetch()}
        paging={{ next: data?.next, limit, atStart: !after, go: (next) => void navigate({ to: '/samples', search: { tab: 'retention', after: next } }) }}
        empty={<EmptyState title={t('retention_empty')}>{t('retention_lead', { years: data?.years ?? 2 })}</EmptyState>}
      />
    </div>
  );
}
