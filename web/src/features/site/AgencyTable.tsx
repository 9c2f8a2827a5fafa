import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ruleDay } from '@/lib/policy';
import { registrationAgencies } from '@/lib/queries';
import type { RegistrationAgency } from '@/lib/types';
import { type Column, DataTable } from '@/ui/DataTable';
import { Card } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import './words';

/** The agencies whose registrations stand in EV certificates (EVG 3.2.2.1.3). */
export function AgencyTable() {
  const { t } = useTranslation('site');
  const dates = useDates();
  const word = useWord();
  const { data, error, refetch } = useQuery(registrationAgencies);
  const columns: Column<RegistrationAgency>[] = [
    {
      key: 'name',
      head: t('agencies.name'),
      main: true,
      cell: (row) => (
        <a href={row.website} rel="noreferrer">
          {row.name}
        </a>
      ),
    },
    { key: 'place', head: t('agencies.place'), cell: (row) => [row.locality, row.state, row.country].filter(Boolean).join(', ') },
    { key: 'number', head: t('agencies.number'), cell: (row) => <span className="mono small">{row.numberFormat}</span> },
    { key: 'source', head: t('agencies.source'), cell: (row) => [word('number_source', row.source), row.authority].filter(Boolean).join(' ') },
    {
      key: 'from',
      head: t('agencies.from'),
      cell: (row) => (
        <span className="num">
          {row.until ? t('agencies.period', { from: dates.date(ruleDay(row.from)), until: dates.date(ruleDay(row.until)) }) : dates.date(ruleDay(row.from))}
        </span>
      ),
    },
  ];
  return (
    <Card title={t('agencies.title')}>
      <div className="stack">
        <p className="soft">{t('agencies.lead')}</p>
        <DataTable
          caption={t('agencies.title')}
          columns={columns}
          rows={data?.items}
          rowKey={(row) => row.id}
          error={error}
          onRetry={() => void refetch()}
          compact
          empty={t('agencies.lead')}
        />
        {data ? <p className="small soft">{t('agencies.version', { date: dates.date(data.version) })}</p> : null}
      </div>
    </Card>
  );
}
