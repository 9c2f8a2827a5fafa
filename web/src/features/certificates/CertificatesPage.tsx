import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { FilePlus2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { paths } from '@/lib/schema';
import { useMay, useNow } from '@/lib/session';
import type { Certificate } from '@/lib/types';
import { Button, ButtonLink } from '@/ui/Button';
import { type Column, DataTable, Segments } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { StatusBadge } from '@/ui/StatusBadge';
import { DateText, DaysLeft } from '@/ui/Text';
import './words';

interface Search {
  q?: string;
  status?: string;
  sort?: string;
  after?: string;
}

type Query = NonNullable<paths['/certificates']['get']['parameters']['query']>;
const limit = 50;

/** All certificates that the user may see; filters, order and place live in the address. */
export function CertificatesPage() {
  const { t } = useTranslation(['certificates', 'words']);
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as Search;
  const may = useMay();
  const mayIssue = may('certificates:issue');
  const now = useNow();
  const expiresBefore = new Date(Date.parse(now) + 30 * 86_400_000).toISOString();
  const { q, status, sort = 'notAfter', after } = search;
  const filter = status === 'expiring' ? { status: 'active', expiresBefore } : { status };
  const { data, error, refetch } = useQuery({
    queryKey: ['certificates', q, status, sort, after],
    queryFn: () => unwrap(api.GET('/certificates', { params: { query: { q, ...filter, sort, after, limit } as Query } })),
    placeholderData: keepPreviousData,
  });
  const go = (some: Search) => void navigate({ to: '/certificates', search: { ...search, after: undefined, ...some } });
  const filtered = Boolean(q || status);
  return (
    <Page
      title={t('title')}
      acts={
        !mayIssue ? undefined : (
          <ButtonLink kind="primary" to="/issue" icon={<FilePlus2 size={18} aria-hidden="true" />}>
            {t('issue')}
          </ButtonLink>
        )
      }
    >
      <div className="toolbar">
        <SearchBox label={t('search')} hint={t('search_hint')} value={q ?? ''} onSearch={(text) => go({ q: text || undefined })} />
        <Segments
          label={t('filter')}
          value={status ?? ''}
          onChange={(value) => go({ status: value || undefined })}
          choices={[
            { value: '', label: t('all') },
            { value: 'active', label: t('active') },
            { value: 'expiring', label: t('expiring') },
            { value: 'expired', label: t('expired') },
            { value: 'revoked', label: t('revoked') },
          ]}
        />
      </div>
      <DataTable
        caption={t('title')}
        columns={useColumns()}
        rows={data?.items}
        rowKey={(row) => row.id}
        error={error}
        onRetry={() => void refetch()}
        onOpen={(row) => void navigate({ to: `/certificates/${row.id}` })}
        sort={sort}
        onSort={(next) => go({ sort: next })}
        paging={{ next: data?.next, total: data?.total, totalAtLeast: data?.totalAtLeast, limit, atStart: !after, go: (next) => go({ after: next }) }}
        empty={
          filtered ? (
            <EmptyState title={t('empty_filtered')} act={<Button onClick={() => go({ q: undefined, status: undefined })}>{t('words:clear_search')}</Button>}>
              {t('empty_filtered_text')}
            </EmptyState>
          ) : (
            <EmptyState
              title={t('empty')}
              act={
                !mayIssue ? undefined : (
                  <ButtonLink kind="primary" to="/issue">
                    {t('issue')}
                  </ButtonLink>
                )
              }
            >
              {t('empty_text')}
            </EmptyState>
          )
        }
      />
    </Page>
  );
}

function useColumns(): Column<Certificate>[] {
  const { t } = useTranslation(['certificates', 'words']);
  return [
    {
      key: 'name',
      head: t('name'),
      main: true,
      sort: 'commonName',
      cell: (row) => (
        <>
          <Link className="table-main" to={`/certificates/${row.id}`}>
            {row.commonName}
          </Link>
          {row.names.length > 1 ? <div className="small soft">{t('more_names', { count: row.names.length - 1 })}</div> : null}
        </>
      ),
    },
    { key: 'status', head: t('status'), cell: (row) => <StatusBadge kind="certificate" status={row.status} /> },
    { key: 'organization', head: t('organization'), cell: (row) => row.organization },
    { key: 'product', head: t('product'), cell: (row) => row.productName },
    {
      key: 'key',
      head: t('key'),
      cell: (row) => (
        <span className="nowrap">{row.keyType === 'rsa' ? t('words:key_name.rsa', { bits: row.keyBits }) : t('words:key_name.ec', { bits: row.keyBits })}</span>
      ),
    },
    {
      key: 'expires',
      head: t('expires'),
      sort: 'notAfter',
      cell: (row) => (
        <span className="nowrap">
          <DateText value={row.notAfter} /> {row.status === 'active' ? <DaysLeft value={row.notAfter} /> : null}
        </span>
      ),
    },
  ];
}
