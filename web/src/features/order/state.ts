import type { Customer, Quote, QuoteRequest } from '@/lib/types';

export type CustomerField = keyof Customer;
export type RecipientField = 'name' | 'email';

/** What has been typed into the order so far. */
export interface OrderDraft {
  step: 'product' | 'customer' | 'confirm';
  product: string;
  termYears: number;
  names: string[];
  customer: Record<CustomerField, string>;
  otherRecipient: boolean;
  recipient: Record<RecipientField, string>;
  quoteId: string | null;
}

export const emptyOrder: OrderDraft = {
  step: 'product',
  product: '',
  termYears: 1,
  names: [''],
  customer: {
    organizationName: '',
    organizationKana: '',
    corporateNumber: '',
    postalCode: '',
    state: '',
    locality: '',
    street: '',
    department: '',
    contactName: '',
    email: '',
    phone: '',
  },
  otherRecipient: false,
  recipient: { name: '', email: '' },
  quoteId: null,
};

/** A quote that was made before, as if it had just been typed. */
export function draftOf(quote: Quote): OrderDraft {
  const { product, termYears, names, customer } = quote;
  return { ...emptyOrder, step: 'confirm', product, termYears, names, customer: { ...emptyOrder.customer, ...customer }, quoteId: quote.id };
}

export function quoteRequest(draft: OrderDraft, language: 'ja' | 'en'): QuoteRequest {
  return {
    product: draft.product,
    termYears: draft.termYears,
    names: draft.names.filter((name) => name !== ''),
    customer: draft.customer,
    ...(draft.otherRecipient ? { codeRecipient: draft.recipient } : {}),
    language,
  };
}
