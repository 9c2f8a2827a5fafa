import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '@/lib/session';
import type { Call } from '@/lib/types';
import { Segments } from '@/ui/DataTable';
import { Page } from '@/ui/Page';
import { CallDialog } from './CallDialog';
import { CallList } from './CallList';
import { CallWeek } from './CallWeek';
import './words';

export interface CallsSearch {
  view?: string;
  status?: string;
  mine?: string;
  from?: string;
  after?: string;
}

/** The telephone queue: as a list, or as a week. */
export function CallsPage() {
  const { t } = useTranslation('calls');
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as CallsSearch;
  const [open, setOpen] = useState<Call | null>(null);
  const week = search.view === 'week';
  const go = (some: CallsSearch) => void navigate({ to: '/calls', search: { view: search.view, mine: search.mine, ...some } });
  return (
    <Page
      title={t('title')}
      acts={
        <Segments
          label={t('view')}
          value={week ? 'week' : 'list'}
          onChange={(view) => go({ view: view === 'week' ? 'week' : undefined })}
          choices={[
            { value: 'list', label: t('view_list') },
            { value: 'week', label: t('view_week') },
          ]}
        />
      }
    >
      {week ? <CallWeek search={search} go={go} onOpen={setOpen} /> : <CallList search={search} go={go} onOpen={setOpen} />}
      {open ? (
        <CallDialog
          call={open}
          showCase
          onClose={() => {
            setOpen(null);
            void queryClient.invalidateQueries({ queryKey: ['calls'] });
          }}
        />
      ) : null}
    </Page>
  );
}

interface MineProps {
  mine: boolean;
  onChange: (mine: boolean) => void;
}

/** Calls of all cases, or of those that I work on. */
export function Mine({ mine, onChange }: MineProps) {
  const { t } = useTranslation('calls');
  return (
    <Segments
      label={t('whose')}
      value={mine ? 'mine' : 'all'}
      onChange={(value) => onChange(value === 'mine')}
      choices={[
        { value: 'all', label: t('whose_all') },
        { value: 'mine', label: t('whose_mine') },
      ]}
    />
  );
}
