import type { Application, NameCaa, Validation } from './types';

/** Whether a validation stands for a name: its own, or (but for a file) one below the domain that was proven. */
export function proves(validation: Validation, name: string): boolean {
  if (validation.status !== 'valid') return false;
  const above = validation.method !== 'web_file' && `.${name}`.endsWith(`.${validation.authorizationDomain}`);
  return validation.fqdn === name || above;
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
