import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { AuditEvent } from '@/lib/types';
import { Button } from '@/ui/Button';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { DateText } from '@/ui/Text';
import { AuditFilter, type Wanted } from './AuditFilter';
import { ActorCell, DetailsCell, ObjectCell } from './cells';
import './words';

const limit = 100;

/** Who did what, when, to what; nothing here changes anything. */
export function AuditPage() {
  const { t } = useTranslation(['audit', 'words']);
  const navigate = useNavigate();
  const wanted = useSearch({ strict: false }) as Wanted;
  const { data, error, refetch } = useQuery({
    queryKey: ['audit', wanted],
    queryFn: () => unwrap(api.GET('/audit-events', { params: { query: { ...wanted, limit } } })),
    placeholderData: keepPreviousData,
  });
  const go = (some: Wanted) => void navigate({ to: '/audit', search: some });
  const filtered = Object.entries(wanted).some(([key, value]) => key !== 'after' && value);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <AuditFilter key={JSON.stringify(wanted)} wanted={wanted} onSearch={go} />
      <DataTable
        caption={t('title')}
        columns={useColumns()}
        rows={data?.items}
        rowKey={(row) => String(row.seq)}
        error={error}
        onRetry={() => void refetch()}
        compact
        paging={{ next: data?.next, limit, atStart: !wanted.after, go: (after) => go({ ...wanted, after }) }}
        empty={
          filtered ? (
            <EmptyState title={t('empty_filtered')} act={<Button onClick={() => go({})}>{t('words:clear_search')}</Button>}>
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

function useColumns(): Column<AuditEvent>[] {
  const { t } = useTranslation('audit');
  return [
    { key: 'seq', head: t('seq'), right: true, cell: (row) => row.seq },
    {
      key: 'at',
      head: t('at'),
      cell: (row) => (
        <span className="nowrap">
          <DateText value={row.at} style="instant" />
        </span>
      ),
    },
    { key: 'action', head: t('action'), main: true, cell: (row) => <span className="table-main">{row.words}</span> },
    { key: 'actor', head: t('actor'), cell: (row) => <ActorCell event={row} /> },
    { key: 'object', head: t('object'), cell: (row) => <ObjectCell event={row} /> },
    { key: 'details', head: t('details'), cell: (row) => <DetailsCell event={row} /> },
  ];
}
