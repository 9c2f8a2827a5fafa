import { useTranslation } from 'react-i18next';

type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'quiet';
export type StatusKind = 'order' | 'application' | 'case' | 'certificate' | 'validation' | 'step' | 'code';

const tones: Record<StatusKind, Record<string, Tone>> = {
  order: { placed: 'info', invoiced: 'warn', partly_paid: 'warn', paid: 'info', overpaid: 'warn', fulfilled: 'ok', cancelled: 'quiet', refunded: 'quiet' },
  application: {
    draft: 'quiet',
    submitted: 'info',
    vetting: 'info',
    waiting_for_applicant: 'warn',
    approved: 'ok',
    issuing: 'info',
    issued: 'ok',
    rejected: 'bad',
    withdrawn: 'quiet',
    lapsed: 'quiet',
  },
  case: { open: 'info', waiting_for_applicant: 'warn', in_review: 'warn', approved: 'ok', rejected: 'bad', withdrawn: 'quiet', lapsed: 'quiet' },
  certificate: { active: 'ok', expiring: 'warn', expired: 'quiet', revoked: 'bad', reissued: 'quiet', renewed: 'quiet' },
  validation: { pending: 'info', valid: 'ok', stale: 'warn', failed: 'warn', expired: 'quiet' },
  step: { not_started: 'quiet', scheduled: 'info', in_progress: 'info', passed: 'ok', failed: 'bad', not_needed: 'quiet' },
  code: { issued: 'info', used: 'ok', expired: 'quiet', revoked: 'quiet' },
};

/** A state as a dot and a word, never by colour alone. */
export function StatusBadge({ kind, status }: { kind: StatusKind; status: string }) {
  const word = useWord();
  return <Badge tone={tones[kind][status] ?? 'quiet'}>{word(`${kind}_status`, status)}</Badge>;
}

export function Badge({ tone, children }: { tone: Tone; children: string }) {
  return <span className={`badge badge-${tone}`}>{children}</span>;
}

/** Words of the server's small vocabularies (`order_status`, `role`, …); an unknown value is shown as it is. */
export function useWord(): (group: string, value: string) => string {
  const { t } = useTranslation('words');
  const say = t as unknown as (key: string, options: { defaultValue: string }) => string;
  return (group, value) => say(`${group}.${value}`, { defaultValue: value });
}
