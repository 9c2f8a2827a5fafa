import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import '@/features/validation/words';
import { domains } from '@/lib/queries';
import type { AccountDomain, ValidationMethod } from '@/lib/types';
import { ButtonLink } from '@/ui/Button';
import { CaaParts } from '@/ui/CaaRecord';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Card, Facts, Page } from '@/ui/Page';
import { DateText } from '@/ui/Text';
import { LevelState } from './LevelState';
import { Reverify } from './Reverify';
import './words';

/** One domain: what its proof is worth, and the way to a new one. */
export function DomainPage() {
  const { t } = useTranslation(['domains', 'words']);
  const { domain: name = '' } = useSearch({ strict: false }) as { domain?: string };
  const { data, error, refetch } = useQuery({ ...domains, refetchInterval: 15_000 });
  const domain = data?.items.find((entry) => entry.domain === name);
  if (error) {
    return (
      <Page title={name}>
        <ErrorPanel error={error} onRetry={() => void refetch()} />
      </Page>
    );
  }
  if (!data) {
    return (
      <Page title={name}>
        <Loading lines={6} />
      </Page>
    );
  }
  const back = <ButtonLink to="/domains">{t('back')}</ButtonLink>;
  if (!domain) {
    return (
      <Page title={name}>
        <EmptyState title={t('unknown')} act={back}>
          {t('unknown_text')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page title={domain.domain} over={t('title')} width="form" acts={back}>
      <div className="stack">
        <Proof domain={domain} />
        <Reverify key={domain.pending?.id ?? 'none'} domain={domain} advice={data.caa} />
        <Card title={t('words:caa.title')}>
          <CaaParts advice={data.caa} />
        </Card>
      </div>
    </Page>
  );
}

function Proof({ domain }: { domain: AccountDomain }) {
  const { t } = useTranslation(['domains', 'validation']);
  if (!domain.completedAt) return null;
  return (
    <Card title={t('proof')}>
      <Facts
        items={[
          [t('ov'), <LevelState key="ov" domain={domain} level="ov" />],
          [t('ev'), <LevelState key="ev" domain={domain} level="ev" />],
          [t('method'), t(`validation:${domain.method as ValidationMethod}`)],
          [t('covers'), `${domain.domain} (${domain.coversBelow ? t('validation:with_below') : t('validation:only_name')})`],
          [t('completed'), <DateText key="at" value={domain.completedAt} style="instant" />],
        ]}
      />
    </Card>
  );
}
