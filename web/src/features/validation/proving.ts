import { api, unwrap } from '@/lib/api';
import type { ValidationMethod, ValidationOption } from '@/lib/types';

interface Choice {
  method: ValidationMethod;
  authorizationDomain: string;
  addresses: string[];
}

/** Where the ways to prove something are asked for, and where a proof begins. */
export interface Proving {
  key: string[];
  options: () => Promise<{ options: ValidationOption[] }>;
  start: (choice: Choice) => Promise<unknown>;
}

/** A name of an application. */
export function provingName(applicationId: string, fqdn: string): Proving {
  const path = { id: applicationId };
  return {
    key: ['application', applicationId],
    options: () => unwrap(api.GET('/applications/{id}/validation-options', { params: { path, query: { fqdn } } })),
    start: (choice) => unwrap(api.POST('/applications/{id}/validations', { params: { path }, body: { fqdn, ...choice } })),
  };
}

/** A domain of the account, outside an application. */
export function provingDomain(domain: string): Proving {
  const path = { domain };
  return {
    key: ['domain'],
    options: () => unwrap(api.GET('/domains/{domain}/validation-options', { params: { path } })),
    start: (choice) => unwrap(api.POST('/domains/{domain}/validations', { params: { path }, body: choice })),
  };
}
