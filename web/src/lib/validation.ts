import type { Validation } from './types';

/** Whether a validation stands for a name: its own, or (but for a file) one below the domain that was proven. */
export function proves(validation: Validation, name: string): boolean {
  if (validation.status !== 'valid') return false;
  const above = validation.method !== 'web_file' && `.${name}`.endsWith(`.${validation.authorizationDomain}`);
  return validation.fqdn === name || above;
}
