import type { Validation } from './types';

/** Whether a validation stands for a name: its own, or by DNS one of a domain above. */
export function proves(validation: Validation, name: string): boolean {
  if (validation.status !== 'valid') return false;
  const above = validation.method === 'dns_txt' && `.${name}`.endsWith(`.${validation.authorizationDomain}`);
  return validation.fqdn === name || above;
}
