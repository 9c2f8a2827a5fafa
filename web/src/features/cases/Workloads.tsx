import { useTranslation } from 'react-i18next';
import type { Workload } from '@/lib/types';
import { type Column, DataTable } from '@/ui/DataTable';
import { Card } from '@/ui/Page';
import './words';

/** Who has how much to do: undecided cases by specialist, nobody's last. */
export function Workloads({ rows }: { rows: Workload[] }) {
  const { t } = useTranslation('cases');
  const columns: Column<Workload>[] = [
    { key: 'name', head: t('assigned'), main: true, cell: (row) => row.name ?? t('unassigned') },
    { key: 'cases', head: t('workload.cases'), right: true, cell: (row) => row.cases },
    { key: 'due_soon', head: t('flag.due_soon'), right: true, cell: (row) => row.dueSoon },
    { key: 'overdue', head: t('flag.overdue'), right: true, cell: (row) => row.overdue },
    { key: 'waiting', head: t('queue_waiting'), right: true, cell: (row) => row.waiting },
  ];
  if (rows.length === 0) return null;
  return (
    <Card title={t('workload.title')}>
      <DataTable compact caption={t('workload.title')} columns={columns} rows={rows} rowKey={(row) => row.userId ?? ''} empty={null} />
    </Card>
  );
}
