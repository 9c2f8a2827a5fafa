import { useTranslation } from 'react-i18next';
import { Ended } from '@/features/apply/Ended';
import { isInVetting, useDuties } from '@/features/apply/useDuties';
import { MyHistory } from '@/features/casefile/MyHistory';
import { MyMessages } from '@/features/casefile/MyMessages';
import { Waiting } from '@/features/tracker/parts';
import { Ours } from '@/features/tracker/Tasks';
import type { Application, Order } from '@/lib/types';
import { ButtonAnchor } from '@/ui/Button';
import { Card } from '@/ui/Page';
import './words';

/** How vetting stands: what it waits for, what we do, what was said. The acts are the applicant's, on the public site. */
export function Vetting({ order, application }: { order: Order; application: Application }) {
  const { t } = useTranslation('tracker');
  const open = isInVetting(application);
  return (
    <>
      <Ended application={application} />
      <Waiting application={application} />
      {open ? <Asked application={application} /> : null}
      {open ? (
        <Card title={t('ours_title')}>
          <Ours order={order} application={application} />
        </Card>
      ) : null}
      <MyMessages application={application} />
      <MyHistory application={application} />
    </>
  );
}

function Asked({ application }: { application: Application }) {
  const { t } = useTranslation(['orders', 'tracker']);
  const duties = useDuties(application);
  return (
    <Card title={t('tracker:tasks_title')}>
      {duties.length === 0 ? (
        <p className="soft">{t('tracker:tasks_none')}</p>
      ) : (
        <div className="stack stack-s">
          <ul className="tasks">
            {duties.map((duty) => (
              <li key={duty.key} className="task-plain">
                <div>
                  <strong>{duty.text}</strong>
                  {duty.note ? <div className="small soft pre-line">{duty.note}</div> : null}
                </div>
              </li>
            ))}
          </ul>
          <p className="small">{t('asked_how')}</p>
          <div>
            <ButtonAnchor small href="/apply">
              {t('go.apply')}
            </ButtonAnchor>
          </div>
        </div>
      )}
    </Card>
  );
}
