import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { AuditEvent } from '@/lib/types';
import { Button } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { DateText } from '@/ui/Text';
import './words';

const limit = 100;

function readable(details: unknown): string {
  if (typeof details !== 'string') return JSON.stringify(details, null, 2);
  try {
    return JSON.stringify(JSON.parse(details), null, 2);
  } catch {
    return details;
  }
}

/** Who did what, when, to what; nothing here changes anything. */
export function AuditPage() {
  const { t } = useTranslation(['audit', 'words']);
  const navigate = useNavigate();
  const { object, after } = useSearch({ strict: false }) as { object?: string; after?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['audit', object, after],
    queryFn: () => unwrap(api.GET('/audit-events', { params: { query: { object, after: after === undefined ? undefined : Number(after), limit } } })),
    placeholderData: keepPreviousData,
  });
  const go = (some: { object?: string; after?: string }) => void navigate({ to: '/audit', search: { object, ...some } });
  const columns: Column<AuditEvent>[] = [
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
    { key: 'action', head: t('action'), main: true, cell: (row) => <span className="table-main mono">{row.action}</span> },
    {
      key: 'actor',
      head: t('actor'),
      cell: (row) => (
        <>
          <span className="wrap">{row.actor}</span>
          <div className="small soft">{row.origin}</div>
        </>
      ),
    },
    { key: 'object', head: t('object'), cell: (row) => <CopyText value={row.object} what={t('object')} /> },
    {
      key: 'details',
      head: t('details'),
      cell: (row) => (
        <details>
          <summary>{t('show')}</summary>
          <pre className="pem">{readable(row.details)}</pre>
          <p className="problem-code">
            {t('hash')} {row.hash}
          </p>
        </details>
      ),
    },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="toolbar">
        <SearchBox label={t('search')} hint={t('search_hint')} value={object ?? ''} onSearch={(text) => go({ object: text || undefined })} />
      </div>
      <DataTable
        caption={t('title')}
        columns={columns}
        rows={data?.items}
        rowKey={(row) => String(row.seq)}
        error={error}
        onRetry={() => void refetch()}
        compact
        paging={{ next: data?.next, total: data?.total, totalAtLeast: data?.totalAtLeast, limit, atStart: !after, go: (next) => go({ after: next }) }}
        empty={
          object ? (
            <EmptyState title={t('empty_filtered')} act={<Button onClick={() => go({ object: undefined })}>{t('words:clear_search')}</Button>}>
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
