import { CircleAlert, CircleCheck, Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isInVetting, stepsOfCustomer, useDuties } from '@/features/apply/useDuties';
import { formatMoney } from '@/lib/format';
import { useIsTracker, useNow, useSession } from '@/lib/session';
import { inOrder } from '@/lib/steps';
import { type Application, isLapsed, isUnpaid, type Order } from '@/lib/types';
import { ButtonAnchor, ButtonLink } from '@/ui/Button';
import { useWord } from '@/ui/StatusBadge';
import { useDates, useLanguage } from '@/ui/Text';
import { HowToAct } from './HowToAct';

interface Task {
  key: string;
  text: string;
  note?: string;
  act?: ReactNode;
}

function usePaymentTask(order: Order): Task[] {
  const { t } = useTranslation('tracker');
  const dates = useDates();
  const language = useLanguage();
  if (!isUnpaid(order)) return [];
  const note = order.invoice ? t('task_pay_until', { date: dates.date(order.invoice.dueOn) }) : undefined;
  return [{ key: 'pay', text: t('task_pay', { amount: formatMoney(order.total - order.paid, language) }), note }];
}

function useMine(order: Order): boolean {
  return useSession()?.applicationId === order.applicationId && Boolean(order.applicationId);
}

function useApplicationTasks(order: Order, application: Application | undefined): Task[] {
  const { t } = useTranslation('tracker');
  const duties = useDuties(application);
  const looksOnly = useIsTracker();
  const mine = useMine(order);
  const open = mine ? (
    <ButtonLink small kind="primary" to={`/applications/${order.applicationId}`}>
      {t('go_application')}
    </ButtonLink>
  ) : undefined;
  if (application?.status === 'issued') return [];
  if (order.accessCode?.status === 'issued' && !isInVetting(application)) {
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
  if (application?.status === 'draft') return [{ key: 'continue', text: t('task_continue'), note: mine ? undefined : t('task_continue_note'), act: open }];
  const asked = looksOnly && application?.status === 'waiting_for_applicant' ? [{ key: 'asked', text: t('task_message'), note: t('task_message_mailed') }] : [];
  return [...asked, ...duties.map(({ key, text, note }) => ({ key, text, note, act: open }))];
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
  const mine = useMine(order);
  const elsewhere = !mine && (application?.status === 'draft' || isInVetting(application));
  if (tasks.length === 0) {
    return (
      <p className="row soft">
        <CircleCheck size={20} aria-hidden="true" />
        {t(application?.status === 'issued' ? 'tasks_issued' : 'tasks_none')}
      </p>
    );
  }
  return (
    <div className="stack">
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
      {elsewhere ? <HowToAct order={order} /> : null}
    </div>
  );
}

/** What is our turn; what waits for the customer stands under the other heading. */
export function Ours({ order, application }: { order: Order; application?: Application }) {
  const { t } = useTranslation('tracker');
  const word = useWord();
  const lapsed = isLapsed(order, useNow());
  const lines: { key: string; text: string; note?: string }[] = [];
  if (isUnpaid(order)) lines.push({ key: 'payment', text: t('ours_payment') });
  if (order.status === 'paid' && !order.accessCode) lines.push({ key: 'code', text: t(lapsed ? 'ours_late' : 'ours_code') });
  if (application && ['submitted', 'vetting', 'waiting_for_applicant', 'approved', 'issuing'].includes(application.status)) {
    const yours = stepsOfCustomer(application);
    for (const step of inOrder(application.steps).filter((entry) => !['passed', 'not_needed'].includes(entry.status) && !yours.includes(entry.step))) {
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
