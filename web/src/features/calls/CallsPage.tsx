import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient } from '@/lib/session';
import type { Call } from '@/lib/types';
import { Button } from '@/ui/Button';
import { type Column, DataTable, Segments } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { Badge, useWord } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';
import { CallDialog } from './CallDialog';
import './words';

const statuses = ['queued', 'scheduled', 'done'] as const;

/** All calls to make, the earliest first. */
export function CallsPage() {
  const { t } = useTranslation(['calls', 'words']);
  const word = useWord();
  const navigate = useNavigate();
  const { status } = useSearch({ strict: false }) as { status?: string };
  const [open, setOpen] = useState<Call | null>(null);
  const { data, error, refetch } = useQuery({
    queryKey: ['calls', status],
    queryFn: () => unwrap(api.GET('/calls', { params: { query: { status: status as never } } })),
    refetchInterval: 30_000,
  });
  const columns: Column<Call>[] = [
    {
      key: 'organization',
      head: t('organization'),
      main: true,
      cell: (row) => (
        <>
          <span className="table-main">{row.organizationName}</span>
          <div className="small soft num">{row.applicationNumber}</div>
        </>
      ),
    },
    { key: 'contact', head: t('contact'), cell: (row) => (row.contact ? t('words:honorific', { name: row.contact.name }) : '') },
    { key: 'step', head: t('step'), cell: (row) => word('step', row.step) },
    {
      key: 'number',
      head: t('number'),
      cell: (row) => (
        <>
          <span className="num nowrap">{row.number}</span>
          <div className="small soft">{word('number_source', row.numberSource)}</div>
        </>
      ),
    },
    {
      key: 'when',
      head: t('when'),
      cell: (row) =>
        row.scheduledAt ? <DateText value={row.scheduledAt} style="instant" /> : row.calledAt ? <DateText value={row.calledAt} style="instant" /> : t('now'),
    },
    {
      key: 'status',
      head: t('status'),
      cell: (row) => (
        <Badge tone={row.status === 'done' ? (row.outcome === 'reached' ? 'ok' : 'warn') : 'info'}>
          {row.outcome ? word('call_outcome', row.outcome) : word('call_status', row.status)}
        </Badge>
      ),
    },
    {
      key: 'open',
      head: t('open'),
      quietHead: true,
      right: true,
      cell: (row) => (
        <Button small onClick={() => setOpen(row)}>
          {t('open')}
        </Button>
      ),
    },
  ];
  return (
    <Page title={t('title')}>
      <div className="toolbar">
        <Segments
          label={t('filter')}
          value={status ?? ''}
          onChange={(value) => void navigate({ to: '/calls', search: { status: value || undefined } })}
          choices={[{ value: '', label: t('all') }, ...statuses.map((value) => ({ value, label: word('call_status', value) }))]}
        />
      </div>
      <DataTable
        caption={t('title')}
        columns={columns}
        rows={data?.items}
        rowKey={(row) => row.id}
        error={error}
        onRetry={() => void refetch()}
        onOpen={setOpen}
        empty={<EmptyState title={t('empty')}>{t('empty_text')}</EmptyState>}
      />
      {open ? (
        <CallDialog
          call={open}
          showCase
          onClose={() => {
            setOpen(null);
            void queryClient.invalidateQueries({ queryKey: ['calls'] });
          }}
        />
      ) : null}
    </Page>
  );
}
