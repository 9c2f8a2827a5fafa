import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CallBookings } from '@/features/calls/CallBookings';
import { MyHistory } from '@/features/casefile/MyHistory';
import { MyQuestions } from '@/features/casefile/MyQuestions';
import { ConsentList } from '@/features/consent/ConsentList';
import '@/features/casefile/words';
import { inOrder } from '@/lib/steps';
import type { Application } from '@/lib/types';
import { hasProvenDomains } from '@/lib/validation';
import { ButtonAnchor } from '@/ui/Button';
import { Checks } from '@/ui/Checks';
import { Notice } from '@/ui/Notice';
import { Card, Chips, Facts, Page } from '@/ui/Page';
import { StatusBadge, useWord } from '@/ui/StatusBadge';
import { DateText, useDates } from '@/ui/Text';
import { History } from '@/ui/Timeline';
import { Domains } from './Domains';
import { subjectText } from './draft';
import { Ended } from './Ended';
import { Withdraw } from './Withdraw';

const states = { passed: 'ok', failed: 'bad', not_needed: 'ok' } as const;

/** A submitted application: whose turn it is, domains, vetting, messages. */
export function StatusView({ application, fresh }: { application: Application; fresh: boolean }) {
  const { t } = useTranslation(['apply', 'words']);
  const dates = useDates();
  const word = useWord();
  const { dueOn } = application;
  const open = ['submitted', 'vetting', 'waiting_for_applicant'].includes(application.status);
  const lead = open && dueOn ? t('status.due', { date: dates.long(dueOn) }) : undefined;
  return (
    <Page
      title={fresh || application.status === 'submitted' ? t('status.submitted_title') : t('status.title', { number: application.number })}
      over={t('over', { product: application.productName, order: application.orderNumber, number: application.number })}
      lead={lead}
      width="form"
      acts={<StatusBadge kind="application" status={application.status} />}
    >
      <div className="stack">
        <Turn application={application} />
        <ConsentList applicationId={application.id} resend employer={application.draft.organization?.name ?? ''} />
        <MyQuestions application={application} />
        {open ? <Domains application={application} /> : null}
        {open ? <CallBookings application={application} /> : null}
        {application.messages.length ? (
          <Card title={t('status.messages')}>
            <History entries={application.messages.map((message, at) => ({ key: `${message.at}-${at}`, at: message.at, text: message.text })).reverse()} />
          </Card>
        ) : null}
        <div className="grid-2">
          <Card title={t('status.steps')}>
            <Checks
              lines={inOrder(application.steps).map((step) => ({
                key: step.step,
                state: states[step.status as keyof typeof states] ?? 'wait',
                word: word('step_status', step.status),
                text: (
                  <>
                    {word('step', step.step)}
                    <div className="small soft">
                      {word('step_status', step.status)}
                      {step.status === 'passed' ? (
                        <>
                          {' · '}
                          <DateText value={step.changedAt} />
                        </>
                      ) : null}
                    </div>
                  </>
                ),
              }))}
            />
          </Card>
          <Card title={t('status.content')}>
            <Facts
              items={[
                ...(application.submittedAt
                  ? ([[t('status.submitted_on'), <DateText key="at" value={application.submittedAt} style="instant" />]] as [string, React.ReactNode][])
                  : []),
                [t('words:field.names'), <Chips key="names" values={application.names} />],
                ...(application.draft.organization
                  ? ([
                      [
                        t('review.subject'),
                        <span key="subject" className="mono">
                          {subjectText(application.draft.organization, application.names[0] ?? '', application.draft.registration)}
                        </span>,
                      ],
                    ] as [string, React.ReactNode][])
                  : []),
              ]}
            />
          </Card>
        </div>
        <MyHistory application={application} />
        <Withdraw application={application} />
      </div>
    </Page>
  );
}

function Turn({ application }: { application: Application }) {
  const { t } = useTranslation('apply');
  const { t: file } = useTranslation('casefile');
  if (application.status === 'issued') {
    return (
      <Notice tone="ok" title={t('status.issued')} live>
        <div className="stack stack-s">
          <p>{t('status.issued_text')}</p>
          {application.downloadUrl ? (
            <div>
              <ButtonAnchor kind="primary" href={application.downloadUrl} iconAfter={<ArrowRight size={18} aria-hidden="true" />}>
                {t('status.download')}
              </ButtonAnchor>
            </div>
          ) : null}
        </div>
      </Notice>
    );
  }
  if (application.ending) return <Ended application={application} />;
  const proven = hasProvenDomains(application);
  const asked = application.questions.some((question) => question.status === 'open');
  if (application.status === 'waiting_for_applicant' && asked) {
    return (
      <Notice tone="warn" title={t('status.turn_you')}>
        {file('mine.turn')}
      </Notice>
    );
  }
  const yours = application.status === 'waiting_for_applicant' || !proven;
  const waiting = application.turn === 'applicant' ? application.waitingDays : 0;
  return (
    <Notice
      tone={yours ? 'warn' : 'info'}
      title={waiting > 0 ? t('status.turn_you_days', { count: waiting }) : yours ? t('status.turn_you') : t('status.turn_us')}
    >
      {application.turn === 'applicant' ? t('status.turn_asked_text') : yours ? t('status.turn_you_text') : t('status.turn_us_text')}
    </Notice>
  );
}
