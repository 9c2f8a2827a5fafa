import type { TFunction } from 'i18next';
import { formatMoney } from '@/lib/format';
import type { Product } from '@/lib/types';

export function levelOf(product: Product): 'ov' | 'ev' {
  return product.level === 'EV' ? 'ev' : 'ov';
}

/** What names the price covers, and what a further one costs. */
export function namesNote(t: TFunction<'site'>, product: Product, language: 'ja' | 'en'): string {
  if (product.maxNames === product.includedNames) return t('product.names_note');
  return t('product.names_extra', {
    included: product.includedNames,
    max: product.maxNames,
    price: formatMoney(product.extraNamePrice, language),
  });
}
