import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient, useMay } from '@/lib/session';
import type { DeniedEntry } from '@/lib/types';
import { Button } from '@/ui/Button';
import { type Column, DataTable, Segments } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { Badge } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';
import { AddDialog, RetireDialog } from './dialogs';
import './words';

const limit = 50;
type Kind = DeniedEntry['kind'];
type KindWord = keyof typeof import('./i18n/ja.json')['list']['kinds'];

/** Whom and what applications are held against. */
export function DeniedPage() {
  const { t } = useTranslation('risk');
  const navigate = useNavigate();
  const keep = useMay()('denied:keep');
  const { q, after, show } = useSearch({ strict: false }) as { q?: string; after?: string; show?: string };
  const retired = show === 'retired';
  const [adding, setAdding] = useState(false);
  const [retiring, setRetiring] = useState<DeniedEntry | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['denied', q, retired, after],
    queryFn: () => unwrap(api.GET('/denied-entries', { params: { query: { q, retired, after, limit } } })),
    placeholderData: keepPreviousData,
  });
  const go = (some: { q?: string; after?: string; show?: string }) => void navigate({ to: '/denied', search: { q, show, ...some } });
  const done = () => {
    setAdding(false);
    setRetiring(null);
    void queryClient.invalidateQueries({ queryKey: ['denied'] });
  };
  return (
    <Page
      title={t('list.title')}
      lead={t('list.lead')}
      acts={
        keep ? (
          <Button kind="primary" onClick={() => setAdding(true)}>
            {t('list.add')}
          </Button>
        ) : null
      }
    >
      <div className="toolbar">
        <SearchBox label={t('list.search')} hint={t('list.search_hint')} value={q ?? ''} onSearch={(text) => go({ q: text || undefined, after: undefined })} />
        <Segments
          label={t('list.show')}
          value={retired ? 'retired' : 'in_force'}
          onChange={(value) => go({ show: value === 'retired' ? value : undefined, after: undefined })}
          choices={[
            { value: 'in_force', label: t('list.in_force') },
            { value: 'retired', label: t('list.retired') },
          ]}
        />
      </div>
      <DataTable
        caption={t('list.title')}
        columns={useColumns(keep && !retired ? setRetiring : undefined)}
        rows={data?.items}
        rowKey={(row) => row.id}
        error={error}
        onRetry={() => void refetch()}
        paging={{ next: data?.next, total: data?.total, totalAtLeast: data?.totalAtLeast, limit, atStart: !after, go: (next) => go({ after: next }) }}
        empty={<EmptyState title={t('list.empty')}>{t('list.empty_text')}</EmptyState>}
      />
      {adding ? <AddDialog onClose={() => setAdding(false)} onDone={done} /> : null}
      {retiring ? <RetireDialog entry={retiring} onClose={() => setRetiring(null)} onDone={done} /> : null}
    </Page>
  );
}

function useColumns(retire: ((entry: DeniedEntry) => void) | undefined): Column<DeniedEntry>[] {
  const { t } = useTranslation('risk');
  const kind = (value: Kind) => t(`list.kinds.${value as KindWord}`);
  return [
    { key: 'value', head: t('list.value'), main: true, cell: (row) => <span className="table-main wrap">{row.value}</span> },
    { key: 'kind', head: t('list.kind'), cell: (row) => <Badge tone={row.kind === 'protected_domain' ? 'info' : 'quiet'}>{kind(row.kind)}</Badge> },
    { key: 'source', head: t('list.source'), cell: (row) => row.source },
    { key: 'reason', head: t('list.reason'), cell: (row) => <span className="pre-line">{row.retireReason || row.reason}</span> },
    {
      key: 'valid',
      head: t('list.valid'),
      cell: (row) => (
        <span className="nowrap">
          <DateText value={row.validFrom} /> – {row.validUntil ? <DateText value={lastDay(row.validUntil)} /> : t('list.no_end')}
        </span>
      ),
    },
    ...(retire
      ? [
          {
            key: 'retire',
            head: t('list.retire'),
            quietHead: true,
            cell: (row: DeniedEntry) => (
              <Button small onClick={() => retire(row)}>
                {t('list.retire')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}

/** The second before an exclusive end. */
function lastDay(until: string): string {
  return new Date(Date.parse(until) - 1000).toISOString();
}
