import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient, useMay } from '@/lib/session';
import type { CaseSummary } from '@/lib/types';
import { Button } from '@/ui/Button';
import { type Column, DataTable, Segments } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Page } from '@/ui/Page';
import { Badge, StatusBadge } from '@/ui/StatusBadge';
import { DueCell } from './Clock';
import { CaseProduct } from './Product';
import { SentBackBadge } from './SentBack';
import { Workloads } from './Workloads';
import '@/features/casefile/words';
import '@/features/risk/words';
import './words';

const queues = ['mine', 'unassigned', 'open', 'review', 'done', 'due_soon', 'overdue', 'waiting', 'waiting_long', 'unassigned_long'] as const;
const main = ['mine', 'unassigned', 'open', 'review', 'done'] as const;
const ageing = ['due_soon', 'overdue', 'waiting', 'waiting_long', 'unassigned_long'] as const;
type Queue = (typeof queues)[number];
const limit = 50;

/** The work queue, the earliest due date first. */
export function QueuePage() {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const may = useMay();
  const search = useSearch({ strict: false }) as { queue?: string; after?: string };
  const queue = queues.find((known) => known === search.queue) ?? 'open';
  const { data, error, refetch } = useQuery({
    queryKey: ['cases', queue, search.after],
    queryFn: () => unwrap(api.GET('/cases', { params: { query: { queue, after: search.after, limit } } })),
    refetchInterval: 30_000,
  });
  const counts = useQuery({ queryKey: ['cases', 'counts'], queryFn: () => unwrap(api.GET('/case-counts')), refetchInterval: 30_000 }).data;
  const counted = (name: string, value: Queue) => {
    const count = counts?.queues[value];
    return count ? t('with_count', { name, count }) : name;
  };
  const take = useMutation({
    mutationFn: (id: string) => unwrap(api.POST('/cases/{id}/assignments', { params: { path: { id } }, body: {} })),
    onSuccess: async (taken) => {
      void queryClient.invalidateQueries({ queryKey: ['cases'] });
      queryClient.setQueryData(['case', taken.id], taken);
      await navigate({ to: `/cases/${taken.id}` });
    },
    onError: () => void queryClient.invalidateQueries({ queryKey: ['cases'] }), // somebody else has it by now
  });
  const go = (some: { queue?: Queue; after?: string }) => void navigate({ to: '/cases', search: { queue, ...some } });
  return (
    <Page title={t('title')}>
      <div className="toolbar">
        <Segments
          label={t('queue')}
          value={queue}
          onChange={(value) => go({ queue: value as Queue })}
          choices={main.map((value) => ({ value, label: counted(t(value), value) }))}
        />
        <Segments
          label={t('ageing')}
          value={queue}
          onChange={(value) => go({ queue: value as Queue })}
          choices={ageing.map((value) => ({ value, label: counted(value === 'waiting' ? t('queue_waiting') : t(`flag.${value}`), value) }))}
        />
      </div>
      {take.error ? <ErrorPanel error={take.error} /> : null}
      <div className="stack">
        <DataTable
          caption={t('title')}
          columns={useColumns(may('cases:work') ? (id) => take.mutate(id) : undefined)}
          rows={data?.items}
          rowKey={(row) => row.id}
          error={error}
          onRetry={() => void refetch()}
          onOpen={(row) => void navigate({ to: `/cases/${row.id}` })}
          paging={{ next: data?.next, total: data?.total, totalAtLeast: data?.totalAtLeast, limit, atStart: !search.after, go: (after) => go({ after }) }}
          empty={
            <EmptyState title={t('empty')} act={queue === 'open' ? undefined : <Button onClick={() => go({ queue: 'open' })}>{t('show_all')}</Button>}>
              {t('empty_text')}
            </EmptyState>
          }
        />
        {counts ? <Workloads rows={counts.specialists} /> : null}
      </div>
    </Page>
  );
}

function CaseState({ row }: { row: CaseSummary }) {
  const { t } = useTranslation('casefile');
  const { t: risk } = useTranslation('risk');
  return (
    <span className="row">
      <StatusBadge kind="case" status={row.status} />
      <SentBackBadge row={row} />
      {row.unseenAnswers > 0 ? <Badge tone="info">{t('questions.unseen_count', { count: row.unseenAnswers })}</Badge> : null}
      {row.openHits > 0 ? <Badge tone="bad">{risk('open', { count: row.openHits })}</Badge> : null}
    </span>
  );
}

function useColumns(take: ((id: string) => void) | undefined): Column<CaseSummary>[] {
  const { t } = useTranslation('cases');
  return [
    {
      key: 'organization',
      head: t('organization'),
      main: true,
      cell: (row) => (
        <>
          <Link className="table-main" to={`/cases/${row.id}`}>
            {row.organizationName}
          </Link>
          <div className="small soft num">
            {row.applicationNumber} · {t('product.order', { number: row.orderNumber })}
          </div>
        </>
      ),
    },
    { key: 'product', head: t('product.head'), cell: (row) => <CaseProduct row={row} /> },
    { key: 'names', head: t('names'), cell: (row) => row.names.join(', ') },
    { key: 'status', head: t('status'), cell: (row) => <CaseState row={row} /> },
    { key: 'steps', head: t('open_steps'), right: true, cell: (row) => t('open_steps_count', { count: row.openSteps }) },
    {
      key: 'due',
      head: t('due'),
      cell: (row) => <DueCell row={row} />,
    },
    {
      key: 'assigned',
      head: t('assigned'),
      cell: (row) =>
        row.assignedName ??
        (take ? (
          <Button small onClick={() => take(row.id)}>
            {t('take')}
          </Button>
        ) : (
          t('nobody')
        )),
    },
  ];
}
