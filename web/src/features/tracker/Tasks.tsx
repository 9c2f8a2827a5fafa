import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { formatMoney } from '@/lib/format';
import { consents as consentsQuery } from '@/lib/queries';
import { useIsTracker, useSession } from '@/lib/session';
import { inOrder } from '@/lib/steps';
import type { Application, Order } from '@/lib/types';
import { proves } from '@/lib/validation';
import { ButtonAnchor, ButtonLink } from '@/ui/Button';
import { useWord } from '@/ui/StatusBadge';
import { useDates, useLanguage } from '@/ui/Text';

interface Task {
  key: string;
  text: string;
  note?: string;
  act?: ReactNode;
}

const unpaid = ['placed', 'invoiced', 'partly_paid'];
const inVetting = ['submitted', 'vetting', 'waiting_for_applicant'];

/** The names without a valid validation. */
function unproven(application: Application): string[] {
  return application.names.filter((name) => !application.validations.some((entry) => proves(entry, name)));
}

/** How the validation of a name that is under way stands: who was asked, or what was found and when it is looked for again. */
function useDomainNote(): (application: Application, name: string) => string | undefined {
  const { t } = useTranslation('tracker');
  const dates = useDates();
  return (application, name) => {
    const pending = application.validations.findLast((entry) => entry.status === 'pending' && proves({ ...entry, status: 'valid' }, name));
    if (!pending) return undefined;
    if (pending.mails.length > 0) return t('task_domain_mail', { addresses: pending.mails.map((mail) => mail.address).join(', ') });
    const next = pending.nextTryAt ? t('task_domain_next', { time: dates.instant(pending.nextTryAt) }) : '';
    return [pending.lastError, next].filter(Boolean).join(' ') || undefined;
  };
}

function usePaymentTask(order: Order): Task[] {
  const { t } = useTranslation('tracker');
  const dates = useDates();
  const language = useLanguage();
  if (!unpaid.includes(order.status)) return [];
  const note = order.invoice ? t('task_pay_until', { date: dates.date(order.invoice.dueOn) }) : undefined;
  return [{ key: 'pay', text: t('task_pay', { amount: formatMoney(order.total - order.paid, language) }), note }];
}

/** Who has to consent yet, and who will not. */
function useConsentTasks(application: Application | undefined): (Task & { declined: boolean })[] {
  const { t } = useTranslation('tracker');
  const word = useWord();
  const looksOnly = useIsTracker();
  const asked = application !== undefined && !looksOnly && inVetting.includes(application.status);
  const { data } = useQuery({ ...consentsQuery(application?.id ?? ''), enabled: asked, refetchInterval: 30_000 });
  return (data?.consents ?? [])
    .filter((consent) => consent.status !== 'consented')
    .map((consent) => {
      const declined = consent.status === 'declined';
      const words = { role: word('role', consent.role), name: consent.person };
      return {
        key: `consent-${consent.role}`,
        text: t(declined ? 'task_declined' : 'task_consent', words),
        note: declined ? consent.reason : t('task_consent_note'),
        declined,
      };
    });
}

function useApplicationTasks(order: Order, application: Application | undefined): Task[] {
  const { t } = useTranslation('tracker');
  const consents = useConsentTasks(application);
  const noteOf = useDomainNote();
  const looksOnly = useIsTracker();
  const mine = useSession()?.applicationId === order.applicationId && Boolean(order.applicationId);
  const open = mine ? (
    <ButtonLink small kind="primary" to={`/applications/${order.applicationId}`}>
      {t('go_application')}
    </ButtonLink>
  ) : undefined;
  if (order.accessCode?.status === 'issued') {
    const enter = (
      <ButtonLink small kind="primary" to="/apply">
        {t('go_apply')}
      </ButtonLink>
    );
    return [
      {
        key: 'apply',
        text: t('task_apply'),
        note: t('task_apply_note', { email: order.accessCode.recipientEmail }),
        act: application?.ending ? enter : (open ?? enter),
      },
    ];
  }
  if (!application) return [];
  if (application.status === 'draft') return mine ? [{ key: 'continue', text: t('task_continue'), act: open }] : [];
  if (!inVetting.includes(application.status)) return [];
  const domains = unproven(application).map((name) => ({ key: name, text: t('task_domain', { name }), note: noteOf(application, name), act: open }));
  const tasks = [...consents.map((task) => (task.declined ? { ...task, act: open } : task)), ...domains];
  if (application.status !== 'waiting_for_applicant') return tasks;
  const questions = application.questions.filter((question) => question.status === 'open');
  if (looksOnly) return [{ key: 'asked', text: t('task_message'), note: t('task_message_mailed') }, ...tasks];
  return [...questions.map((question) => ({ key: question.id, text: t('task_message'), note: question.text, act: open })), ...tasks];
}

/** What is the customer's turn. */
function useTasks(order: Order, application: Application | undefined): Task[] {
  const { t } = useTranslation('tracker');
  const tasks = [...usePaymentTask(order), ...useApplicationTasks(order, application)];
  if (!application?.downloadUrl) return tasks;
  const get = (
    <ButtonAnchor small kind="primary" href={application.downloadUrl}>
      {t('go_download')}
    </ButtonAnchor>
  );
  return [...tasks, { key: 'download', text: t('task_download'), note: t('task_download_note'), act: get }];
}

export function Tasks({ order, application }: { order: Order; application?: Application }) {
  const { t } = useTranslation('tracker');
  const tasks = useTasks(order, application);
  if (tasks.length === 0) {
    return (
      <p className="row soft">
        <CircleCheck size={20} aria-hidden="true" />
        {t('tasks_none')}
      </p>
    );
  }
  return (
    <ul className="tasks">
      {tasks.map((task) => (
        <li key={task.key}>
          <CircleAlert size={20} aria-hidden="true" className="task-mark" />
          <div>
            <strong>{task.text}</strong>
            {task.note ? <div className="small soft">{task.note}</div> : null}
          </div>
          {task.act ? <div className="task-act">{task.act}</div> : null}
        </li>
      ))}
    </ul>
  );
}

/** What is our turn. */
export function Ours({ order, application }: { order: Order; application?: Application }) {
  const { t } = useTranslation('tracker');
  const word = useWord();
  const lines: { key: string; text: string; note?: string }[] = [];
  if (unpaid.includes(order.status)) lines.push({ key: 'payment', text: t('ours_payment') });
  if (order.status === 'paid' && !order.accessCode) lines.push({ key: 'code', text: t('ours_code') });
  if (application && ['submitted', 'vetting', 'waiting_for_applicant', 'approved', 'issuing'].includes(application.status)) {
    for (const step of inOrder(application.steps).filter((entry) => !['passed', 'not_needed'].includes(entry.status))) {
      lines.push({ key: step.step, text: t('ours_step', { step: word('step', step.step) }), note: word('step_status', step.status) });
    }
  }
  if (lines.length === 0) return <p className="soft">{t('ours_none')}</p>;
  return (
    <ul className="tasks">
      {lines.map((line) => (
        <li key={line.key}>
          <Clock size={20} aria-hidden="true" />
          <span>{line.text}</span>
          {line.note ? <span className="small soft task-act">{line.note}</span> : null}
        </li>
      ))}
    </ul>
  );
}
