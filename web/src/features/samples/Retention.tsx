import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient, useMay } from '@/lib/session';
import { action, type RetainedCase } from '@/lib/types';
import { Button } from '@/ui/Button';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Badge } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';
import { ApproveDialog, AskDialog } from './DestructionDialogs';

const limit = 50;

type Asking = { verb: 'ask' | 'approve'; retained: RetainedCase };

/** Until when the records of each case are kept, and their end by two officers. */
export function Retention() {
  const { t } = useTranslation('samples');
  const navigate = useNavigate();
  const { after } = useSearch({ strict: false }) as { after?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['retention', after],
    queryFn: () => unwrap(api.GET('/reports/retention', { params: { query: { after, limit } } })),
  });
  const officer = useMay()('records:destroy');
  const [asking, setAsking] = useState<Asking | null>(null);
  const done = () => {
    setAsking(null);
    void queryClient.invalidateQueries({ queryKey: ['retention'] });
  };
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
      cell: (row) => <State retained={row} />,
    },
    ...(officer ? [{ key: 'end', head: t('end'), quietHead: true, cell: (row: RetainedCase) => <Acts retained={row} onAsk={setAsking} /> }] : []),
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
      {asking?.verb === 'ask' ? <AskDialog retained={asking.retained} onClose={() => setAsking(null)} onDone={done} /> : null}
      {asking?.verb === 'approve' ? <ApproveDialog retained={asking.retained} onClose={() => setAsking(null)} onDone={done} /> : null}
    </div>
  );
}

function State({ retained }: { retained: RetainedCase }) {
  const { t } = useTranslation('samples');
  if (retained.destroyedAt) return <Badge tone="quiet">{t('destroyed')}</Badge>;
  if (retained.destructionId) return <Badge tone="warn">{t('destruction_asked')}</Badge>;
  return <Badge tone={retained.mayDestroy ? 'warn' : 'quiet'}>{retained.mayDestroy ? t('may_destroy') : t('must_keep')}</Badge>;
}

function Acts({ retained, onAsk }: { retained: RetainedCase; onAsk: (asking: Asking) => void }) {
  const { t } = useTranslation('samples');
  for (const verb of ['ask', 'approve'] as const)
    if (action(retained, `${verb}_destruction`).allowed)
      return (
        <Button small onClick={() => onAsk({ verb, retained })}>
          {t(verb)}
        </Button>
      );
  return null;
}
