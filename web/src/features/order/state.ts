import type { Customer, OrderDefaults, Quote, QuoteRequest } from '@/lib/types';

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

const ofOrganization = ['organizationName', 'organizationKana', 'corporateNumber', 'postalCode', 'state', 'locality', 'street'] as const;

/** Whether an account's organization is known as an order names it; an account that was not opened by an order has a name only. */
export function isKnown(customer: Customer): boolean {
  return ofOrganization.every((field) => field === 'corporateNumber' || customer[field] !== '');
}

/** An account's order, as far as it was typed: what is known of the organization stays, whatever was typed. */
export function draftAgain({ customer, recipient }: OrderDefaults, typed: OrderDraft | null): OrderDraft {
  const otherRecipient = recipient.email !== '' && recipient.email !== customer.email;
  const begun = typed ?? { ...emptyOrder, customer, otherRecipient, recipient: otherRecipient ? recipient : emptyOrder.recipient };
  const organization = Object.fromEntries(ofOrganization.filter((field) => isKnown(customer) || customer[field]).map((field) => [field, customer[field]]));
  return { ...begun, customer: { ...begun.customer, ...organization } };
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
