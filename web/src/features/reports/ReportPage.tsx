import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { FileDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDeskTime } from '@/features/cases/Clock';
import { api, downloadFile, unwrap } from '@/lib/api';
import type { VettingReport } from '@/lib/types';
import { Button } from '@/ui/Button';
import { type Column, DataTable } from '@/ui/DataTable';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Loading } from '@/ui/Loading';
import { Card, Facts, Page } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import { Bars } from './Bars';
import './reports.css';
import './words';

/** What came in, what was decided and how fast; a month where nothing else is asked for. */
export function ReportPage() {
  const { t } = useTranslation('reports');
  const dates = useDates();
  const search = useSearch({ strict: false }) as { from?: string; to?: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['report', search.from, search.to],
    queryFn: () => unwrap(api.GET('/reports/vetting', { params: { query: { from: search.from, to: search.to } } })),
  });
  return (
    <Page
      title={t('title')}
      over={data ? t('period', { from: dates.date(data.from), to: dates.date(data.to) }) : undefined}
      lead={t('lead')}
      acts={
        data ? (
          <Button
            icon={<FileDown size={18} aria-hidden="true" />}
            onClick={() => void downloadFile(`/reports/vetting/csv?from=${data.from}&to=${data.to}`, `vetting-${data.from}-${data.to}.csv`)}
          >
            {t('csv')}
          </Button>
        ) : null
      }
    >
      {error ? (
        <div className="stack">
          <ErrorPanel error={error} onRetry={() => void refetch()} />
        </div>
      ) : data ? (
        <div className="stack">
          <Period key={`${data.from} ${data.to}`} report={data} />
          <Counts report={data} />
          <Times report={data} />
          <Specialists report={data} />
        </div>
      ) : (
        <Loading lines={8} />
      )}
    </Page>
  );
}

function Period({ report }: { report: VettingReport }) {
  const { t } = useTranslation('reports');
  const navigate = useNavigate();
  const fields = useFields({ from: report.from, to: report.to }, { from: [checks.required, checks.date], to: [checks.required, checks.date] });
  return (
    <Form onSubmit={() => fields.checkAll() && void navigate({ to: '/reports', search: fields.values })}>
      <div className="report-period">
        <TextField fields={fields} name="from" label={t('from')} kind="date" size="s" />
        <TextField fields={fields} name="to" label={t('to')} kind="date" size="s" />
        <Button type="submit">{t('show')}</Button>
      </div>
    </Form>
  );
}

function Counts({ report }: { report: VettingReport }) {
  const { t } = useTranslation('reports');
  const share = (part: number, whole: number) => (whole > 0 ? t('share', { part, percent: Math.round((100 * part) / whole) }) : t('none'));
  return (
    <div className="grid-2">
      <Card title={t('counts')}>
        <dl className="report-numbers">
          {(['received', 'approved', 'rejected', 'withdrawn', 'lapsed'] as const).map((name) => (
            <div key={name}>
              <dt>{t(name)}</dt>
              <dd>{report[name]}</dd>
            </div>
          ))}
        </dl>
      </Card>
      <Card title={t('quality')}>
        <Facts
          items={[
            [t('first_time_right'), share(report.firstTimeRight, report.approved)],
            [t('late'), share(report.late, report.approved + report.rejected)],
          ]}
        />
      </Card>
    </div>
  );
}

interface Line {
  key: string;
  name: string;
  count: number;
  median: number;
  p90: number;
}

function Times({ report }: { report: VettingReport }) {
  const { t } = useTranslation('reports');
  const word = useWord();
  const deskTime = useDeskTime();
  const say = (seconds: number) => deskTime(seconds, report.daySeconds);
  if (report.decision.count === 0) {
    return (
      <Card title={t('time')}>
        <p className="soft">{t('time_empty')}</p>
      </Card>
    );
  }
  const line = (key: string, name: string, spread: VettingReport['decision']): Line => ({
    key,
    name,
    count: spread.count,
    median: spread.medianSeconds,
    p90: spread.p90Seconds,
  });
  const lines = [line('decision', t('decision'), report.decision), ...report.steps.map((step) => line(step.step, word('step', step.step), step))];
  const columns: Column<Line>[] = [
    { key: 'what', head: t('what'), main: true, cell: (row) => row.name },
    { key: 'cases', head: t('cases'), right: true, cell: (row) => row.count },
    { key: 'median', head: t('median'), right: true, cell: (row) => say(row.median) },
    { key: 'p90', head: t('p90'), right: true, cell: (row) => say(row.p90) },
  ];
  return (
    <Card title={t('time')}>
      <div className="stack">
        <p>{t('spans')}</p>
        <p className="report-legend small">
          <span>
            <svg viewBox="0 0 24 14" aria-hidden="true">
              <rect className="report-median" width="24" height="14" rx="3" />
            </svg>
            {t('median')}
          </span>
          <span>
            <svg viewBox="0 0 24 14" aria-hidden="true">
              <rect className="report-p90" x="1" y="1" width="22" height="12" rx="3" />
            </svg>
            {t('p90')}
          </span>
        </p>
        <Bars label={t('chart')} bars={lines.map((row) => ({ ...row, shown: `${say(row.median)} / ${say(row.p90)}` }))} />
        <DataTable compact caption={t('time')} columns={columns} rows={lines} rowKey={(row) => row.key} empty={null} />
      </div>
    </Card>
  );
}

function Specialists({ report }: { report: VettingReport }) {
  const { t } = useTranslation('reports');
  type Row = VettingReport['specialists'][number];
  const columns: Column<Row>[] = [
    { key: 'name', head: t('name'), main: true, cell: (row) => row.name },
    { key: 'recommended', head: t('recommended'), right: true, cell: (row) => row.recommended },
    { key: 'approved', head: t('approved'), right: true, cell: (row) => row.approved },
    { key: 'rejected', head: t('rejected'), right: true, cell: (row) => row.rejected },
  ];
  return (
    <Card title={t('specialists')}>
      <DataTable
        compact
        caption={t('specialists')}
        columns={columns}
        rows={report.specialists}
        rowKey={(row) => row.userId}
        empty={<p className="soft">{t('specialists_empty')}</p>}
      />
    </Card>
  );
}
