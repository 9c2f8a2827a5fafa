import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CallBookings } from '@/features/calls/CallBookings';
import { MyHistory } from '@/features/casefile/MyHistory';
import { MyMessages } from '@/features/casefile/MyMessages';
import { MyQuestions } from '@/features/casefile/MyQuestions';
import { ConsentList } from '@/features/consent/ConsentList';
import '@/features/casefile/words';
import { inOrder } from '@/lib/steps';
import type { Application } from '@/lib/types';
import { Checks } from '@/ui/Checks';
import { Card, Chips, Facts, Page } from '@/ui/Page';
import { StatusBadge, useWord } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';
import { CorrectSubject } from './CorrectSubject';
import { Domains } from './Domains';
import { Subject } from './Subject';
import { Turn } from './Turn';
import { useDue } from './useDue';
import { isInVetting, type Part as PartName } from './useDuties';
import { Withdraw } from './Withdraw';

const states = { passed: 'ok', failed: 'bad', not_needed: 'ok' } as const;

/** A submitted application: whose turn it is, domains, vetting, messages. */
export function StatusView({ application, fresh }: { application: Application; fresh: boolean }) {
  const { t } = useTranslation(['apply', 'words']);
  const word = useWord();
  const due = useDue();
  const open = isInVetting(application);
  return (
    <Page
      title={fresh || application.status === 'submitted' ? t('status.submitted_title') : t('status.title', { number: application.number })}
      over={t('over', { product: application.productName, order: application.orderNumber, number: application.number })}
      lead={due(application)}
      width="form"
      acts={<StatusBadge kind="application" status={application.status} />}
    >
      <div className="stack">
        <Turn application={application} />
        <Part id="consents">
          {application.ending ? null : <ConsentList applicationId={application.id} resend employer={application.draft.organization?.name ?? ''} />}
        </Part>
        <Part id="questions">
          <MyQuestions application={application} />
        </Part>
        <Part id="domains">{open ? <Domains application={application} /> : null}</Part>
        <Part id="calls">{open ? <CallBookings application={application} /> : null}</Part>
        <MyMessages application={application} />
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
                  ? ([[t('status.submitted_on'), <DateText key="at" value={application.submittedAt} style="instant" />]] as [string, ReactNode][])
                  : []),
                [t('words:field.names'), <Chips key="names" values={application.names} />],
                ...(application.draft.organization
                  ? ([
                      [
                        t('review.subject'),
                        <Subject
                          key="subject"
                          organization={application.draft.organization}
                          commonName={application.names[0] ?? ''}
                          registration={application.draft.registration}
                        />,
                      ],
                    ] as [string, ReactNode][])
                  : []),
              ]}
            />
            <CorrectSubject application={application} />
          </Card>
        </div>
        <MyHistory application={application} />
        <Withdraw application={application} />
      </div>
    </Page>
  );
}

/** Where a duty's button leads. */
function Part({ id, children }: { id: PartName; children: ReactNode }) {
  return (
    <div id={id} className="page-part">
      {children}
    </div>
  );
}
