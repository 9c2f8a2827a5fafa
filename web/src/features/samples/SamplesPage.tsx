import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '@/ui/Page';
import { Tabs } from '@/ui/Tabs';
import { Retention } from './Retention';
import { Sample } from './Sample';
import './words';

/** The auditor's pages: samples, and how long records are kept. */
export function SamplesPage() {
  const { t } = useTranslation('samples');
  const navigate = useNavigate();
  const { tab } = useSearch({ strict: false }) as { tab?: string };
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Tabs
        value={tab === 'retention' ? tab : 'sample'}
        onChange={(key) => void navigate({ to: '/samples', search: key === 'sample' ? {} : { tab: key } })}
        tabs={[
          { key: 'sample', name: t('tab_sample'), content: <Sample /> },
          { key: 'retention', name: t('tab_retention'), content: <Retention /> },
        ]}
      />
    </Page>
  );
}
