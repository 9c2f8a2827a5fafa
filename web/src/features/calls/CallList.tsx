import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { Call } from '@/lib/types';
import { Button } from '@/ui/Button';
import { type Column, DataTable, Segments } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Badge, useWord } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';
import { type CallsSearch, Mine } from './CallsPage';

const statuses = ['open', 'scheduled', 'queued', 'done', 'cancelled'] as const;
const limit = 50;

export interface CallsViewProps {
  search: CallsSearch;
  go: (some: CallsSearch) => void;
  onOpen: (call: Call) => void;
}

/** Calls to make, the earliest first; those made, the latest first. */
export function CallList({ search, go, onOpen }: CallsViewProps) {
  const { t } = useTranslation('calls');
  const word = useWord();
  const status = statuses.find((known) => known === search.status) ?? 'open';
  const mine = search.mine === '1';
  const sort = status === 'done' || status === 'cancelled' ? '-due' : 'due';
  const { data, error, refetch } = useQuery({
    queryKey: ['calls', status, mine, search.after],
    queryFn: () => unwrap(api.GET('/calls', { params: { query: { status, mine, sort, after: search.after, limit } } })),
    refetchInterval: 30_000,
  });
  return (
    <>
      <div className="toolbar">
        <Segments
          label={t('filter')}
          value={status}
          onChange={(value) => go({ status: value === 'open' ? undefined : value })}
          choices={statuses.map((value) => ({ value, label: value === 'open' ? t('open_calls') : word('call_status', value) }))}
        />
        <Mine mine={mine} onChange={(on) => go({ status: search.status, mine: on ? '1' : undefined })} />
      </div>
      <DataTable
        caption={t('title')}
        columns={useColumns(onOpen)}
        rows={data?.items}
        rowKey={(row) => row.id}
        error={error}
        onRetry={() => void refetch()}
        onOpen={onOpen}
        paging={{
          next: data?.next,
          totalAtLeast: data?.next ? data.items.length : undefined,
          limit,
          atStart: !search.after,
          go: (after) => go({ status: search.status, after }),
        }}
        empty={<EmptyState title={t('empty')}>{t('empty_text')}</EmptyState>}
      />
    </>
  );
}

function useColumns(onOpen: (call: Call) => void): Column<Call>[] {
  const { t } = useTranslation(['calls', 'words']);
  const word = useWord();
  return [
    {
      key: 'organization',
      head: t('organization'),
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
    {
      key: 'contact',
      head: t('contact'),
      cell: (row) => <Callee call={row} />,
    },
    {
      key: 'step',
      head: t('step'),
      cell: (row) => [row.step, row.alsoStep].filter(Boolean).map((step) => <div key={step}>{word('step', step as string)}</div>),
    },
    { key: 'number', head: t('number'), cell: (row) => <NumberCell call={row} /> },
    { key: 'when', head: t('when'), cell: (row) => <When call={row} /> },
    { key: 'called', head: t('called'), cell: (row) => (row.calledAt ? <DateText value={row.calledAt} style="instant" /> : '') },
    {
      key: 'status',
      head: t('status'),
      cell: (row) => (
        <span className="row">
          <CallBadge call={row} />
          {row.unanswered >= 3 && row.status !== 'done' ? <Badge tone="bad">{t('unanswered', { count: row.unanswered })}</Badge> : null}
        </span>
      ),
    },
    {
      key: 'open',
      head: t('open'),
      quietHead: true,
      right: true,
      cell: (row) => (
        <span className="nowrap">
          <Button small onClick={() => onOpen(row)}>
            {t('open')}
          </Button>
        </span>
      ),
    },
  ];
}

/** Human resources are called about somebody else. */
function Callee({ call }: { call: Call }) {
  const { t } = useTranslation(['calls', 'words']);
  const person = call.contact ? t('words:honorific', { name: call.contact.name }) : '';
  if (call.step !== 'hr_call') return <span className="nowrap">{person}</span>;
  return (
    <>
      {t('human_resources')}
      {person ? <div className="small soft">{t('about_person', { person })}</div> : null}
    </>
  );
}

function NumberCell({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  const word = useWord();
  if (!call.number) return <span className="soft">{t('number_open')}</span>;
  return (
    <>
      <span className="num nowrap">{call.numberShown}</span>
      <div className="small soft">{word('number_source', call.numberSource)}</div>
    </>
  );
}

function When({ call }: { call: Call }) {
  const { t } = useTranslation('calls');
  return (
    <span className="row">
      {call.scheduledAt ? <DateText value={call.scheduledAt} style="instant" /> : call.calledAt ? t('unplanned') : t('now')}
      {call.overdue ? <Badge tone="bad">{t('overdue')}</Badge> : null}
    </span>
  );
}

export function CallBadge({ call }: { call: Call }) {
  const word = useWord();
  const tone = call.status === 'done' ? (call.outcome === 'reached' ? 'ok' : 'warn') : call.status === 'cancelled' ? 'quiet' : 'info';
  return <Badge tone={tone}>{call.outcome ? word('call_outcome', call.outcome) : word('call_status', call.status)}</Badge>;
}
