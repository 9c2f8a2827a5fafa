import { useTranslation } from 'react-i18next';
import type { CaaAdvice, NameCaa, Validation } from '@/lib/types';
import { CaaRecord } from './CaaRecord';
import { Badge } from './StatusBadge';
import { useDates } from './Text';

interface SightingsProps {
  validation?: Validation;
  caa?: NameCaa;
  advice?: CaaAdvice;
}

/** What else a look at a domain saw: whether CAA lets us issue, and what each network perspective said. */
export function Sightings({ validation, caa, advice }: SightingsProps) {
  const seen = caa ?? validation;
  if (!seen?.caa && !validation?.quorum) return null;
  return (
    <div className="stack stack-s small">
      {seen?.caa ? <Caa seen={seen} lookedAt={caa?.lookedAt} advice={advice} /> : null}
      {validation ? <Perspectives validation={validation} /> : null}
    </div>
  );
}

/** With the way out where it refuses. */
function Caa({ seen, lookedAt, advice }: { seen: { caa: string; caaProblem: string }; lookedAt?: string; advice?: CaaAdvice }) {
  const { t } = useTranslation('words');
  const dates = useDates();
  return (
    <>
      <p className="row">
        <span>{t('sightings.caa')}</span>
        {seen.caa === 'permitted' ? <Badge tone="ok">{t('sightings.caa_permitted')}</Badge> : <Badge tone="warn">{t('sightings.caa_refused')}</Badge>}
        {lookedAt ? <span className="soft">{t('caa.looked', { time: dates.instant(lookedAt) })}</span> : null}
      </p>
      {seen.caaProblem ? <p>{seen.caaProblem}</p> : null}
      {seen.caaProblem && advice ? (
        <>
          <p>{t('caa.add')}</p>
          <CaaRecord advice={advice} />
        </>
      ) : null}
    </>
  );
}

function Perspectives({ validation }: { validation: Validation }) {
  const { t } = useTranslation('words');
  return (
    <>
      {validation.quorum ? <p className="soft">{t('sightings.quorum', { quorum: validation.quorum })}</p> : null}
      {validation.perspectives.length > 0 ? (
        <ul className="plain-list" aria-label={t('sightings.perspectives')}>
          {validation.perspectives.map((one) => (
            <li key={one.name} className="row">
              <span className="soft">
                {one.name} ({one.region})
              </span>
              {one.corroborates ? <Badge tone="ok">{t('sightings.agrees')}</Badge> : <Badge tone="warn">{t('sightings.differs')}</Badge>}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}
