import { useMutation, useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient } from '@/lib/session';
import type { ApiKey } from '@/lib/types';
import { Button } from '@/ui/Button';
import { type Column, DataTable } from '@/ui/DataTable';
import { ConfirmDialog } from '@/ui/Dialog';
import { EmptyState } from '@/ui/EmptyState';
import { Page } from '@/ui/Page';
import { Badge } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';
import { NewKeyDialog, useScopeWord } from './NewKeyDialog';
import './words';

/** Keys for programs: made, shown once, revoked. */
export function KeysPage() {
  const { t } = useTranslation('keys');
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<ApiKey | null>(null);
  const { data, error, refetch } = useQuery({ queryKey: ['api-keys'], queryFn: () => unwrap(api.GET('/api-keys')) });
  const revoke = useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE('/api-keys/{id}', { params: { path: { id } } })),
    onSuccess: () => {
      setEnding(null);
      void queryClient.invalidateQueries({ queryKey: ['api-keys'] });
    },
  });
  const scopeWord = useScopeWord();
  const columns: Column<ApiKey>[] = [
    { key: 'name', head: t('name'), main: true, cell: (row) => <span className="table-main">{row.name}</span> },
    { key: 'scopes', head: t('scopes'), cell: (row) => row.scopes.map(scopeWord).join(' · ') },
    { key: 'ranges', head: t('ranges'), cell: (row) => row.ipRanges.join(' · ') || t('anywhere') },
    { key: 'created', head: t('created_at'), cell: (row) => <DateText value={row.createdAt} /> },
    { key: 'state', head: t('state'), cell: (row) => (row.revokedAt ? <Badge tone="quiet">{t('revoked')}</Badge> : <Badge tone="ok">{t('active')}</Badge>) },
    {
      key: 'act',
      head: t('act'),
      quietHead: true,
      right: true,
      cell: (row) =>
        row.revokedAt ? null : (
          <Button small kind="danger" onClick={() => setEnding(row)}>
            {t('revoke')}
          </Button>
        ),
    },
  ];
  const make = (
    <Button kind="primary" icon={<Plus size={18} aria-hidden="true" />} onClick={() => setMaking(true)}>
      {t('new')}
    </Button>
  );
  return (
    <Page title={t('title')} lead={t('lead')} acts={make}>
      <DataTable
        caption={t('title')}
        columns={columns}
        rows={data?.items}
        rowKey={(row) => row.id}
        error={error}
        onRetry={() => void refetch()}
        empty={<EmptyState title={t('empty')}>{t('empty_text')}</EmptyState>}
      />
      {making ? <NewKeyDialog onClose={() => setMaking(false)} /> : null}
      <ConfirmDialog
        open={ending !== null}
        title={t('revoke_title')}
        verb={t('revoke')}
        danger
        busy={revoke.isPending}
        error={revoke.error}
        onConfirm={() => ending && revoke.mutate(ending.id)}
        onClose={() => setEnding(null)}
      >
        <p>{t('revoke_text', { name: ending?.name ?? '' })}</p>
      </ConfirmDialog>
    </Page>
  );
}
