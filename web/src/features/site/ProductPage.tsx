import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '@/lib/format';
import { policyDays, ruleDay, ruleInForce } from '@/lib/policy';
import { policies, products } from '@/lib/queries';
import { useNow } from '@/lib/session';
import { ButtonLink } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Card, Facts, Page } from '@/ui/Page';
import { Money, useDates, useLanguage } from '@/ui/Text';
import { levelOf, namesNote } from './product';
import './site.css';
import './words';

/** One product: price, what it includes, what is needed. */
export function ProductPage() {
  const { t } = useTranslation('site');
  const dates = useDates();
  const language = useLanguage();
  const { product: id } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(products);
  const rules = useQuery(policies).data;
  const product = data?.items.find((item) => item.id === id);
  const limit = ruleInForce(rules?.items, 'tls.validity.max', useNow());
  const days = limit ? policyDays(limit) : null;
  if (error || !data || !product) {
    return (
      <Page title={t('nav.product')}>
        {error ? (
          <ErrorPanel error={error} onRetry={() => void refetch()} />
        ) : data ? (
          <EmptyState title={t('product.unknown')} act={<ButtonLink to="/">{t('product.choose')}</ButtonLink>} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  }
  const level = levelOf(product);
  const total = Math.floor((product.price * (100 + product.taxRate)) / 100);
  return (
    <Page title={product.name} over={t(`product.level.${level}`)} lead={product.description}>
      <div className="with-side">
        <div className="stack">
          <Card>
            <Facts
              items={[
                [t('product.level_label'), t(`product.level_text.${level}`)],
                [t('product.names'), t('product.names_text', { included: product.includedNames, max: product.maxNames })],
                [t('product.term'), product.terms.map((years) => t('product.term_text', { years })).join(language === 'ja' ? '・' : ', ')],
                ...(limit && days
                  ? ([
                      [
                        t('product.validity'),
                        limit.from ? t('product.validity_text', { days, date: dates.long(ruleDay(limit.from)) }) : t('product.validity_text_now', { days }),
                      ],
                    ] as [string, string][])
                  : []),
                [t('product.key_label'), t('product.key_text')],
                [t('product.delivery'), t('product.delivery_text')],
                [
                  t('product.cps'),
                  <a key="cps" href={product.cpsUrl}>
                    {t('cps.of', { name: product.name })}
                  </a>,
                ],
              ]}
            />
          </Card>
          <p className="small soft">{t('product.validity_note')}</p>
          <div className="grid-2">
            <Card title={t('product.suits_title')}>
              <ul className="plain-list">
                {([1, 2, 3] as const).map((line) => (
                  <li key={line}>{t(`product.${level}.suits_${line}`)}</li>
                ))}
              </ul>
            </Card>
            <Card title={t('product.needs_title')}>
              <ul className="plain-list">
                {([1, 2, 3] as const).map((line) => (
                  <li key={line}>{t(`product.${level}.needs_${line}`)}</li>
                ))}
              </ul>
            </Card>
          </div>
        </div>
        <aside className="card stack">
          <h2>{t('product.price')}</h2>
          <p>
            <span className="price">
              <Money yen={product.price} />
            </span>
            <span className="soft">
              {' / '}
              {t('product.from')}
            </span>
          </p>
          <p className="small soft">{t('product.tax_note', { rate: product.taxRate, price: formatMoney(total, language) })}</p>
          <ButtonLink kind="primary" to="/order" search={{ product: product.id }}>
            {t('product.buy')}
          </ButtonLink>
          <p className="small soft">{namesNote(t, product, language)}</p>
        </aside>
      </div>
    </Page>
  );
}
