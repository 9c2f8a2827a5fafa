import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { policyValue, ruleDay } from '@/lib/policy';
import { policies } from '@/lib/queries';
import type { Policy } from '@/lib/types';
import { Button } from '@/ui/Button';
import { type Column, DataTable } from '@/ui/DataTable';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { useDates, useLanguage } from '@/ui/Text';
import './words';

const compare: Record<string, string> = { max: '≤ ', min: '≥ ' };

/** Every limit with the time it applies and where it comes from. */
export function PoliciesPage() {
  const { t } = useTranslation(['site', 'words']);
  const dates = useDates();
  const language = useLanguage();
  const [q, setQ] = useState('');
  const { data, error, refetch } = useQuery(policies);
  const period = ({ from, until }: Policy) => {
    const parts = [
      from ? t('policies.from', { date: dates.date(ruleDay(from)) }) : '',
      until ? t('policies.until', { date: dates.date(ruleDay(until)) }) : '',
    ].filter(Boolean);
    return parts.length ? parts.join(' ') : t('policies.always');
  };
  const columns: Column<Policy>[] = [
    {
      key: 'id',
      head: t('policies.rule'),
      main: true,
      cell: (row) => (
        <>
          <span className="table-main mono">{row.id}</span>
          {row.note ? <div className="small soft">{row.note}</div> : null}
        </>
      ),
    },
    { key: 'scope', head: t('policies.scope'), cell: (row) => row.scope },
    { key: 'value', head: t('policies.value'), right: true, cell: (row) => `${compare[row.operator] ?? ''}${policyValue(row, language)}` },
    { key: 'period', head: t('policies.period'), cell: (row) => <span className="num">{period(row)}</span> },
    { key: 'source', head: t('policies.source'), cell: (row) => <span className="small">{[row.authority, row.section].filter(Boolean).join(' ')}</span> },
  ];
  const set = data?.ruleSet === 'private' || data?.ruleSet === 'cabf' ? t(`policies.set_name.${data.ruleSet}`) : data?.ruleSet;
  const rows = data?.items.filter(
    (row) => q === '' || Object.values(row).some((value) => typeof value === 'string' && value.toLowerCase().includes(q.toLowerCase())),
  );
  return (
    <Page title={t('nav.policies')} lead={t('policies.lead')} over={set ? `${t('policies.set')}: ${set}` : undefined}>
      <div className="toolbar">
        <SearchBox label={t('policies.search')} value={q} onSearch={setQ} />
      </div>
      <DataTable
        caption={t('nav.policies')}
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.id}-${row.scope}-${row.from ?? ''}`}
        error={error}
        onRetry={() => void refetch()}
        compact
        empty={
          <EmptyState title={t('policies.empty')} act={<Button onClick={() => setQ('')}>{t('words:clear_search')}</Button>}>
            {t('policies.empty_text')}
          </EmptyState>
        }
      />
    </Page>
  );
}
