import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { consents as consentsQuery } from '@/lib/queries';
import { useIsTracker } from '@/lib/session';
import { inOrder } from '@/lib/steps';
import type { Application, ConsentState } from '@/lib/types';
import { covers, proves } from '@/lib/validation';
import { useWord } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import './words';

/** The part of the application's page where a duty is done; its element has this id. */
export type Part = 'consents' | 'questions' | 'domains' | 'calls';

/** Something that the customer has to do before vetting can end. */
export interface Duty {
  key: string;
  part: Part;
  text: string;
  note?: string;
  act: string;
}

const inVetting = ['submitted', 'vetting', 'waiting_for_applicant'];

/** Whether the desk has the application, or waits for the applicant. */
export function isInVetting(application: Application | undefined): application is Application & { status: 'submitted' | 'vetting' | 'waiting_for_applicant' } {
  return application !== undefined && inVetting.includes(application.status);
}

/** The names that are yet to be proven. */
export function unproven(application: Application): string[] {
  return application.names.filter((name) => !application.validations.some((entry) => proves(entry, name)));
}

/** The vetting steps that wait for the customer: domains to prove, calls without a time. */
export function stepsOfCustomer(application: Application): string[] {
  const calls = inOrder(application.steps).filter(({ step, status }) => step.endsWith('_call') && status === 'not_started');
  return [...(unproven(application).length > 0 ? ['domains'] : []), ...calls.map(({ step }) => step)];
}

/** How the validation of a name that is under way stands: who was asked, or what was found and when it is looked for again. */
function useDomainNote(): (application: Application, name: string) => string | undefined {
  const { t } = useTranslation('apply');
  const dates = useDates();
  return (application, name) => {
    const pending = application.validations.findLast((entry) => entry.status === 'pending' && covers(entry, name));
    if (!pending) return undefined;
    if (pending.mails.length > 0) return t('duties.domain_mail', { addresses: pending.mails.map((mail) => mail.address).join(', ') });
    const next = pending.nextTryAt ? t('duties.domain_next', { time: dates.instant(pending.nextTryAt) }) : '';
    return [pending.lastError, next].filter(Boolean).join(' ') || undefined;
  };
}

function useConsentDuty(): (consent: ConsentState) => Duty {
  const { t } = useTranslation('apply');
  const word = useWord();
  return (consent) => {
    const declined = consent.status === 'declined';
    const words = { role: word('role', consent.role), name: consent.person };
    return {
      key: `consent-${consent.role}`,
      part: 'consents',
      text: t(declined ? 'duties.declined' : 'duties.consent', words),
      note: declined ? consent.reason : t('duties.consent_note'),
      act: t(declined ? 'duties.declined_act' : 'duties.consent_act'),
    };
  };
}

/** What is the customer's turn while the application is vetted, the most urgent first. */
export function useDuties(application: Application | undefined): Duty[] {
  const { t } = useTranslation('apply');
  const word = useWord();
  const noteOf = useDomainNote();
  const dutyOf = useConsentDuty();
  const looksOnly = useIsTracker();
  const vetted = isInVetting(application);
  const { data } = useQuery({ ...consentsQuery(application?.id ?? ''), enabled: vetted && !looksOnly, refetchInterval: 20_000 });
  if (!vetted) return [];
  const consents = data?.consents ?? [];
  const of = (status: string) => consents.filter((consent) => consent.status === status).map(dutyOf);
  const asked = application.status === 'waiting_for_applicant' ? application.questions.filter((question) => question.status === 'open') : [];
  return [
    ...of('declined'),
    ...asked.map((question): Duty => ({ key: question.id, part: 'questions', text: t('duties.question'), note: question.text, act: t('duties.question_act') })),
    ...unproven(application).map(
      (name): Duty => ({ key: name, part: 'domains', text: t('duties.domain', { name }), note: noteOf(application, name), act: t('duties.domain_act') }),
    ),
    ...of('pending'),
    ...stepsOfCustomer(application)
      .filter((step) => step !== 'domains')
      .map((step): Duty => ({ key: step, part: 'calls', text: t('duties.booking', { step: word('step', step) }), act: t('duties.booking_act') })),
  ];
}
