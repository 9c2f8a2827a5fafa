import type { Customer, QuoteRequest } from '@/lib/types';

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
