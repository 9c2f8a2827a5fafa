import type { Application, NameCaa, Validation } from './types';

/** What a validation speaks for once it is valid: its own name, and the names below the domain of the proof, but for a file and where it followed a CNAME. */
export function covers(validation: Validation, name: string): boolean {
  const isBelow = (entry: string) => `.${entry}`.endsWith(`.${validation.authorizationDomain}`);
  return validation.fqdn === name || (validation.method !== 'web_file' && isBelow(validation.fqdn) && isBelow(name));
}

/** Whether a validation stands for a name today; the server says which ones count. */
export function proves(validation: Validation, name: string): boolean {
  return validation.usable && covers(validation, name);
}

/** How a validation stands: a valid one that counts no longer is `stale`, and its name is to be proven again. */
export function stateOf(validation: Validation): string {
  return validation.status === 'valid' && !validation.usable ? 'stale' : validation.status;
}

/** What the newest look at the CAA records of a name of an application saw. */
export function caaOf(application: Application, name: string): NameCaa | undefined {
  return application.caa.find((entry) => entry.name === name);
}

/** Whether nothing is left to do about the domains: proven, or known from an earlier application. */
export function hasProvenDomains(application: Application): boolean {
  const status = application.steps.find((step) => step.step === 'domains')?.status;
  return status === 'passed' || status === 'not_needed';
}
