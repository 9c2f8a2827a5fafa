import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Application } from '@/lib/types';
import { ButtonAnchor } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Ended } from './Ended';
import { type Duty, useDuties } from './useDuties';
import './words';

/** Whose turn it is: what the customer has to do, each with the way to it; otherwise that vetting goes on, or how it ended. */
export function Turn({ application }: { application: Application }) {
  const { t } = useTranslation('apply');
  const duties = useDuties(application);
  if (application.status === 'issued') return <Issued application={application} />;
  if (application.ending) return <Ended application={application} />;
  if (duties.length === 0) {
    return (
      <Notice tone="info" title={t('status.turn_us')}>
        {t('status.turn_us_text')}
      </Notice>
    );
  }
  const waited = application.turn === 'applicant' ? application.waitingDays : 0;
  return (
    <Notice tone="warn" title={t('duties.title')}>
      {waited > 0 ? <p>{t('duties.waited', { count: waited })}</p> : null}
      <ul className="tasks">
        {duties.map((duty, at) => (
          <DutyLine key={duty.key} duty={duty} first={at === 0 || duty.part !== duties[at - 1]?.part} />
        ))}
      </ul>
    </Notice>
  );
}

/** One duty; the first of its part has the button that leads there. */
function DutyLine({ duty, first }: { duty: Duty; first: boolean }) {
  return (
    <li className="task-plain">
      <div>
        <strong>{duty.text}</strong>
        {duty.note ? <div className="small pre-line">{duty.note}</div> : null}
      </div>
      {first ? (
        <div className="task-act">
          <ButtonAnchor small kind="secondary" href={`#${duty.part}`}>
            {duty.act}
          </ButtonAnchor>
        </div>
      ) : null}
    </li>
  );
}

function Issued({ application }: { application: Application }) {
  const { t } = useTranslation('apply');
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
