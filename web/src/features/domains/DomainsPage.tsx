import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { domains } from '@/lib/queries';
import type { AccountDomain } from '@/lib/types';
import { CaaParts } from '@/ui/CaaRecord';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Card, Page } from '@/ui/Page';
import { useDates } from '@/ui/Text';
import { LevelState } from './LevelState';
import { nextStep } from './steps';
import './words';

/** The account's domains: until when each serves which level, and what to do next. */
export function DomainsPage() {
  const { t } = useTranslation(['domains', 'words']);
  const navigate = useNavigate();
  const { data, error, refetch } = useQuery(domains);
  const columns: Column<AccountDomain>[] = [
    {
      key: 'domain',
      head: t('domain'),
      main: true,
      cell: (row) => (
        <Link className="table-main" to="/domains/detail" search={{ domain: row.domain }}>
          {row.domain}
        </Link>
      ),
    },
    { key: 'ov', head: t('ov'), cell: (row) => <LevelState domain={row} level="ov" /> },
    { key: 'ev', head: t('ev'), cell: (row) => <LevelState domain={row} level="ev" /> },
    { key: 'next', head: t('next'), cell: (row) => <Next domain={row} /> },
  ];
  return (
    <Page title={t('title')} lead={t('lead')}>
      <div className="stack">
        <DataTable
          caption={t('title')}
          columns={columns}
          rows={data?.items}
          rowKey={(row) => row.domain}
          error={error}
          onRetry={() => void refetch()}
          onOpen={(row) => void navigate({ to: '/domains/detail', search: { domain: row.domain } })}
          empty={<EmptyState title={t('empty')}>{t('empty_text')}</EmptyState>}
        />
        {data ? (
          <Card title={t('words:caa.title')}>
            <CaaParts advice={data.caa} />
          </Card>
        ) : null}
      </div>
    </Page>
  );
}

function Next({ domain }: { domain: AccountDomain }) {
  const { t } = useTranslation('domains');
  const dates = useDates();
  const { step, by } = nextStep(domain);
  if (step === 'none') return <span className="soft">{t('step.none')}</span>;
  return t(`step.${step}`, { date: by ? dates.date(by) : '' });
}
