import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '@/lib/format';
import { products } from '@/lib/queries';
import type { Product } from '@/lib/types';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, Form } from '@/ui/Field';
import { focusFirstError } from '@/ui/fields';
import { Loading } from '@/ui/Loading';
import { checkNames, NameList } from '@/ui/NameList';
import { Card } from '@/ui/Page';
import { useLanguage } from '@/ui/Text';
import { WizardFoot } from '@/ui/Wizard';
import type { OrderDraft } from './state';

interface ProductStepProps {
  draft: OrderDraft;
  onDone: (some: Partial<OrderDraft>) => void;
}

export function ProductStep({ draft, onDone }: ProductStepProps) {
  const { t } = useTranslation('order');
  const { data, error, refetch } = useQuery(products);
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.items.length === 0) return <EmptyState title={t('empty')} />;
  return <ProductForm products={data.items} draft={draft} onDone={onDone} />;
}

function ProductForm({ products: items, draft, onDone }: ProductStepProps & { products: Product[] }) {
  const { t } = useTranslation('order');
  const language = useLanguage();
  const [productId, setProductId] = useState(draft.product || (items[0] as Product).id);
  const product = items.find((item) => item.id === productId) ?? (items[0] as Product);
  const [term, setTerm] = useState(product.terms.includes(draft.termYears) ? draft.termYears : (product.terms[0] ?? 1));
  const [names, setNames] = useState(draft.names);
  const [errors, setErrors] = useState<ReturnType<typeof checkNames>>([]);
  const submit = () => {
    const found = checkNames(names, product.wildcards);
    setErrors(found);
    if (found.some(Boolean)) focusFirstError();
    else onDone({ product: product.id, termYears: term, names: names.filter((name) => name !== ''), quoteId: null });
  };
  return (
    <Form onSubmit={submit}>
      <div className="stack">
        <Card>
          <div className="stack">
            <ChoiceGroup
              legend={t('product_legend')}
              name="product"
              required
              value={product.id}
              onChange={(id) => {
                setProductId(id);
                setErrors([]);
              }}
              choices={items.map((item) => ({
                value: item.id,
                label: item.name,
                note: t('product_note', { price: formatMoney(item.price, language), count: item.maxNames, level: item.level }),
              }))}
            />
            {product.terms.length > 1 ? (
              <ChoiceGroup
                legend={t('term_legend')}
                name="term"
                required
                columns
                value={String(term)}
                onChange={(value) => setTerm(Number(value))}
                choices={product.terms.map((years) => ({ value: String(years), label: t('term', { years }) }))}
              />
            ) : null}
          </div>
        </Card>
        <Card title={t('names_title')}>
          <div className="stack">
            <NameList
              names={names}
              maxNames={product.maxNames}
              errors={errors}
              onChange={(next) => {
                setNames(next);
                setErrors([]);
              }}
              onCheck={() => setErrors((known) => (known.length ? checkNames(names, product.wildcards) : known))}
              words={{
                label: (at) => (at === 0 ? t('name_first') : t('name_more', { number: at })),
                hint: t('name_hint'),
                add: t('name_add'),
                remove: (name) => t('name_remove', { name }),
              }}
            />
            <NamesPrice product={product} names={names} />
          </div>
        </Card>
      </div>
      <WizardFoot>
        <Button kind="primary" type="submit" iconAfter={<ArrowRight size={18} aria-hidden="true" />}>
          {t('to_customer')}
        </Button>
      </WizardFoot>
    </Form>
  );
}

/** How many names the price covers, and what those beyond it cost; the quote has the last word. */
function NamesPrice({ product, names }: { product: Product; names: string[] }) {
  const { t } = useTranslation('order');
  const language = useLanguage();
  if (product.maxNames === product.includedNames) return <p className="small soft">{t('names_note', { max: product.maxNames })}</p>;
  const extra = Math.max(0, new Set(names.filter(Boolean)).size - product.includedNames);
  const each = formatMoney(product.extraNamePrice, language);
  return (
    <div className="small soft" aria-live="polite">
      <p>{t('names_included', { included: product.includedNames, max: product.maxNames, price: each })}</p>
      {extra > 0 ? <p>{t('names_extra', { count: extra, price: each, sum: formatMoney(extra * product.extraNamePrice, language) })}</p> : null}
      {product.wildcards ? null : <p>{t('names_no_wildcard')}</p>}
    </div>
  );
}
