import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { useNow } from '@/lib/session';
import type { AuditSample, SampledCertificate } from '@/lib/types';
import { Button } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Form, SelectField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Card } from '@/ui/Page';
import { StatusBadge } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';
import { CaseFileButton, FileButton } from './FileButton';

interface Wanted {
  from?: string;
  to?: string;
  percent?: string;
  seed?: string;
  level?: string;
}

/** The first day of the quarter before the one of `now`, and that quarter's last. */
function lastQuarter(now: string): [string, string] {
  const date = new Date(now);
  const first = new Date(Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / 3) * 3, 1));
  const begin = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() - 3, 1));
  return [begin.toISOString().slice(0, 10), new Date(first.getTime() - 86_400_000).toISOString().slice(0, 10)];
}

/** Draws a sample; period, percentage and seed stand in the address, so that it can be drawn again. */
export function Sample() {
  const { t } = useTranslation('samples');
  const navigate = useNavigate();
  const wanted = useSearch({ strict: false }) as Wanted;
  const [from, to] = lastQuarter(useNow());
  const fields = useFields(
    { from: wanted.from ?? from, to: wanted.to ?? to, percent: wanted.percent ?? '3', seed: wanted.seed ?? crypto.randomUUID(), level: wanted.level ?? '' },
    { from: [checks.required, checks.date], to: [checks.required, checks.date], percent: [checks.required], seed: [checks.required] },
  );
  return (
    <div className="stack">
      <Card>
        <Form onSubmit={() => fields.checkAll() && void navigate({ to: '/samples', search: { ...fields.values, level: fields.values.level || undefined } })}>
          <div className="fields">
            <TextField fields={fields} name="from" label={t('from')} required kind="date" size="s" />
            <TextField fields={fields} name="to" label={t('to')} required kind="date" size="s" />
            <TextField fields={fields} name="percent" label={t('percent')} required kind="digits" size="xs" hint={t('percent_hint')} />
            <SelectField
              fields={fields}
              name="level"
              label={t('level')}
              size="s"
              empty={t('level_all')}
              choices={[
                { value: 'ov', label: 'OV' },
                { value: 'ev', label: 'EV' },
              ]}
            />
            <TextField fields={fields} name="seed" label={t('seed')} required mono size="m" hint={t('seed_hint')} />
            <div>
              <Button kind="primary" type="submit">
                {t('draw')}
              </Button>
            </div>
          </div>
        </Form>
      </Card>
      {wanted.seed && wanted.from && wanted.to ? (
        <Drawn from={wanted.from} to={wanted.to} percent={wanted.percent} seed={wanted.seed} level={wanted.level} />
      ) : null}
    </div>
  );
}

function Drawn({ from, to, percent = '3', seed, level }: Wanted & { from: string; to: string; seed: string }) {
  const { t } = useTranslation('samples');
  const query = { from, to, percent: Number(percent), seed, ...(level === 'ov' || level === 'ev' ? { level: level as 'ov' | 'ev' } : {}) };
  const { data, error, refetch } = useQuery({
    queryKey: ['sample', query],
    queryFn: () => unwrap(api.GET('/audit-samples', { params: { query } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const columns = useColumns();
  return (
    <div className="stack">
      {data ? <Summary sample={data} address={`/audit-samples/files.zip?${new URLSearchParams({ ...query, percent })}`} /> : null}
      <DataTable
        caption={t('title')}
        columns={columns}
        rows={data?.items}
        rowKey={(row) => row.certificateId}
        error={error}
        onRetry={() => void refetch()}
        empty={<EmptyState title={t('empty')}>{t('empty_text')}</EmptyState>}
      />
    </div>
  );
}

function Summary({ sample, address }: { sample: AuditSample; address: string }) {
  const { t } = useTranslation('samples');
  return (
    <div className="row">
      <strong>{t('drawn', { population: sample.population, count: sample.items.length })}</strong>
      <span className="small">
        {t('seed_used')} <CopyText value={sample.seed} what={t('seed')} />
      </span>
      {sample.items.length > 0 ? <FileButton address={address} name="sample.zip" label={t('all_files')} /> : null}
    </div>
  );
}

function useColumns(): Column<SampledCertificate>[] {
  const { t } = useTranslation('samples');
  return [
    {
      key: 'certificate',
      head: t('certificate'),
      main: true,
      cell: (row) => (
        <>
          <Link className="table-main" to={`/certificates/${row.certificateId}`}>
            {row.commonName}
          </Link>
          <div className="small soft mono wrap">{row.serial}</div>
        </>
      ),
    },
    { key: 'organization', head: t('organization'), cell: (row) => row.organizationName },
    { key: 'level', head: t('level'), cell: (row) => row.level.toUpperCase() },
    { key: 'issued', head: t('issued'), cell: (row) => <DateText value={row.issuedAt} /> },
    { key: 'status', head: t('status'), cell: (row) => <StatusBadge kind="certificate" status={row.status} /> },
    { key: 'case', head: t('case'), cell: (row) => (row.caseId ? <Link to={`/cases/${row.caseId}`}>{t('open_case')}</Link> : t('no_case')) },
    { key: 'file', head: t('file'), quietHead: true, cell: (row) => (row.caseId ? <CaseFileButton caseId={row.caseId} /> : null) },
  ];
}
