import { daysUntil, tokyo } from './format';
import type { components } from './schema';

type Schemas = components['schemas'];

/** The shapes of the API under the names that the pages use; the only file that knows how the server names them. */
export type AccountDomain = Schemas['AccountDomain'];
export type Application = Schemas['Application'];
export type ApplicantQuestion = Schemas['ApplicantQuestion'];
export type ApplicationStep = Schemas['ApplicationStep'];
export type ApiKey = Schemas['ApiKey'];
export type AuditEvent = Schemas['AuditEvent'];
export type AuditSample = Schemas['AuditSample'];
export type Call = Schemas['Call'];
export type Case = Schemas['Case'];
export type CaseQuestion = Schemas['CaseQuestion'];
export type CaseHit = Schemas['CaseHit'];
export type CaseSummary = Schemas['CaseSummary'];
export type Certificate = Schemas['CertificateSummary'];
export type CertificateDetail = Schemas['Certificate'];
export type Comparison = Schemas['Comparison'];
export type ConsentAsked = Schemas['ConsentAsked'];
export type ConsentCalls = Schemas['ConsentCalls'];
export type ConsentPage = Schemas['ConsentPage'];
export type ConsentState = Schemas['ConsentState'];
export type ContactProblem = Schemas['ContactFinding'];
export type CorrelationLine = Schemas['CorrelationLine'];
export type CsrInspection = Schemas['CsrInspection'];
export type Customer = Schemas['Customer'];
export type DeniedEntry = Schemas['DeniedEntry'];
export type DeniedEntryRequest = Schemas['DeniedEntryRequest'];
export type DownloadPage = Schemas['DownloadPage'];
export type CaaAdvice = Schemas['CaaAdvice'];
export type CaseClock = Schemas['CaseClock'];
export type CaseCounts = Schemas['CaseCounts'];
export type RejectionCode = NonNullable<Schemas['RejectionRequest']['reasonCode']>;
export type VettingReport = Schemas['VettingReport'];
export type Workload = Schemas['Workload'];
export type CaseContact = Schemas['CaseContact'];
export type DomainApproval = Schemas['DomainApproval'];
export type Draft = Schemas['DraftRequest'];
export type DraftOrganization = Schemas['DraftOrganization'];
export type DraftRegistration = Schemas['DraftRegistration'];
export type EvidenceFile = Schemas['EvidenceFile'];
export type HighRisk = Schemas['HighRisk'];
export type Issuer = Schemas['Issuer'];
export type NameCaa = Schemas['NameCaa'];
export type Order = Schemas['Order'];
export type OrderDefaults = Schemas['OrderDefaults'];
export type Person = Schemas['DraftPerson'];
export type Policy = Schemas['Policy'];
export type Product = Schemas['Product'];
export type Quote = Schemas['Quote'];
export type QuoteRequest = Schemas['QuoteRequest'];
export type RegistrationAgency = Schemas['RegistrationAgency'];
export type RegisterEntry = Schemas['RegisterEntry'];
export type RetainedCase = Schemas['RetainedCase'];
export type SampledCertificate = Schemas['SampledCertificate'];
export type Session = Schemas['Session'];
export type TimelineEntry = Schemas['TimelineStep'];
export type Validation = Schemas['Validation'];
export type ValidationMethod = Schemas['ValidationRequest']['method'];
export type ValidationOption = Schemas['ValidationOption'];
export type VettingRecord = Schemas['CaseRecord'];

/** What an object says about one act on it (never re-decided here). */
export interface Action {
  name: string;
  allowed: boolean;
  reasonCode?: string | null;
  reason?: string | null;
}

/** Whether an order waits for money. */
export function isUnpaid(order: { status: string }): boolean {
  return ['placed', 'invoiced', 'partly_paid'].includes(order.status);
}

/** Whether nobody applied in time, with or without an access code; the right to apply ends with a day of Tokyo. */
export function isLapsed({ unusedUntil }: Order, now: string): boolean {
  return unusedUntil ? daysUntil(unusedUntil, now, tokyo) < 0 : false;
}

/** Whether a case still takes evidence. */
export function isUndecided(vettingCase: { status: string }): boolean {
  return ['open', 'waiting_for_applicant', 'in_review'].includes(vettingCase.status);
}

export function action(object: { actions: Action[] }, name: string): Action {
  return object.actions.find((entry) => entry.name === name) ?? { name, allowed: false };
}
