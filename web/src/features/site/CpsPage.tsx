import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { products } from '@/lib/queries';
import { ButtonAnchor } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Card, Page } from '@/ui/Page';
import './words';

/** The practice statements, one per kind of certificate. */
export function CpsPage() {
  const { t } = useTranslation('site');
  const { data, error, refetch } = useQuery(products);
  return (
    <Page title={t('nav.cps')} lead={t('cps.lead')} width="narrow">
      <div className="stack">
        {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Loading /> : null}
        {data?.items.map((product) => (
          <Card
            key={product.id}
            title={t('cps.of', { name: product.name })}
            acts={
              <ButtonAnchor small href={product.cpsUrl}>
                {t('cps.open')}
              </ButtonAnchor>
            }
          >
            <p className="soft">{product.description}</p>
          </Card>
        ))}
        <p className="small soft">{t('cps.change')}</p>
      </div>
    </Page>
  );
}
