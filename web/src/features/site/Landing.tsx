import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { products } from '@/lib/queries';
import type { Product } from '@/lib/types';
import { ButtonLink } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Badge } from '@/ui/StatusBadge';
import { Money, useLanguage } from '@/ui/Text';
import { CertificateArt } from './CertificateArt';
import { levelOf, namesNote } from './product';
import './site.css';
import './words';

/** The front page: what is sold, how it goes, what it costs. */
export function Landing() {
  const { t } = useTranslation('site');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `Shomei ${t('footer.note')}`;
  }, [t]);
  return (
    <>
      <section className="hero">
        <div className="hero-grid">
          <div>
            <h1 ref={heading} tabIndex={-1}>
              {t('hero.title')}
            </h1>
            <p className="hero-lead">{t('hero.lead')}</p>
            <div className="row">
              <ButtonLink kind="primary" to="/order">
                {t('hero.order')}
              </ButtonLink>
              <ButtonLink to="/apply">{t('hero.apply')}</ButtonLink>
            </div>
          </div>
          <CertificateArt />
        </div>
      </section>
      <section className="band">
        <h2>{t('product.choose')}</h2>
        <ProductCards />
      </section>
      <section className="band">
        <h2>{t('flow.title')}</h2>
        <p className="soft">{t('flow.lead')}</p>
        <ol className="flow">
          {([1, 2, 3, 4, 5, 6] as const).map((step) => (
            <li key={step}>
              <h3>{t(`flow.s${step}_title`)}</h3>
              <p className="soft">{t(`flow.s${step}`)}</p>
            </li>
          ))}
        </ol>
      </section>
      <section className="band stack stack-l">
        <h2>{t('facts.title')}</h2>
        <div className="grid-3">
          {(['vetting', 'key', 'progress'] as const).map((fact) => (
            <div className="fact" key={fact}>
              <h3>{t(`facts.${fact}_title`)}</h3>
              <p className="soft">{t(`facts.${fact}`)}</p>
            </div>
          ))}
        </div>
      </section>
    </>
  );
}

function ProductCards() {
  const { t } = useTranslation('site');
  const { data, error, refetch } = useQuery(products);
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.items.length === 0) return <EmptyState title={t('product.empty')}>{t('product.empty_text')}</EmptyState>;
  return data.items.map((product) => <ProductCard key={product.id} product={product} />);
}

function ProductCard({ product }: { product: Product }) {
  const { t } = useTranslation('site');
  const language = useLanguage();
  return (
    <div className="card product-card">
      <div className="stack stack-s">
        <div className="row">
          <h3>{product.name}</h3>
          <Badge tone="info">{t(`product.level.${levelOf(product)}`)}</Badge>
        </div>
        <p className="soft">{product.description}</p>
        <p className="small soft">{namesNote(t, product, language)}</p>
      </div>
      <div className="stack stack-s">
        <p>
          <span className="price">
            <Money yen={product.price} />
          </span>
          <span className="soft">
            {' / '}
            {t('product.from')}
          </span>
        </p>
        <p className="small soft">
          <Money yen={Math.floor((product.price * (100 + product.taxRate)) / 100)} tax="included" />
        </p>
        <div className="row">
          <ButtonLink kind="primary" to="/order" search={{ product: product.id }}>
            {t('product.buy')}
          </ButtonLink>
          <ButtonLink to={`/products/${product.id}`}>{t('product.detail')}</ButtonLink>
        </div>
      </div>
    </div>
  );
}
