import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './api';

/** Answers that several pages read. */
export const products = queryOptions({ queryKey: ['products'], queryFn: () => unwrap(api.GET('/products')), staleTime: 300_000 });
export const issuers = queryOptions({ queryKey: ['issuers'], queryFn: () => unwrap(api.GET('/issuers')), staleTime: 300_000 });
export const registrationAgencies = queryOptions({
  queryKey: ['registrationAgencies'],
  queryFn: () => unwrap(api.GET('/registration-agencies')),
  staleTime: 300_000,
});
export const policies = queryOptions({ queryKey: ['policies'], queryFn: () => unwrap(api.GET('/policies')), staleTime: 300_000 });

export const quote = (id: string) => queryOptions({ queryKey: ['quote', id], queryFn: () => unwrap(api.GET('/quotes/{id}', { params: { path: { id } } })) });
export const order = (id: string) => queryOptions({ queryKey: ['order', id], queryFn: () => unwrap(api.GET('/orders/{id}', { params: { path: { id } } })) });
export const orderDefaults = queryOptions({ queryKey: ['orderDefaults'], queryFn: () => unwrap(api.GET('/account/order-defaults')) });
export const application = (id: string) =>
  queryOptions({ queryKey: ['application', id], queryFn: () => unwrap(api.GET('/applications/{id}', { params: { path: { id } } })) });
export const domains = queryOptions({ queryKey: ['domains'], queryFn: () => unwrap(api.GET('/domains')) });
export const certificate = (id: string) =>
  queryOptions({ queryKey: ['certificate', id], queryFn: () => unwrap(api.GET('/certificates/{id}', { params: { path: { id } } })) });
export const vettingCase = (id: string) =>
  queryOptions({ queryKey: ['case', id], queryFn: () => unwrap(api.GET('/cases/{id}', { params: { path: { id } } })) });
export const consents = (id: string) =>
  queryOptions({ queryKey: ['consents', id], queryFn: () => unwrap(api.GET('/applications/{id}/consents', { params: { path: { id } } })) });
