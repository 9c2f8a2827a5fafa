import { useTranslation } from 'react-i18next';
import type { Validation } from '@/lib/types';
import { Badge } from './StatusBadge';

/** What else a look at a domain saw: whether CAA lets us issue, and what each network perspective said. */
export function Sightings({ validation }: { validation: Validation }) {
  const { t } = useTranslation('words');
  if (!validation.caa && !validation.quorum) return null;
  return (
    <div className="stack stack-s small">
      {validation.caa ? (
        <p className="row">
          <span>{t('sightings.caa')}</span>
          {validation.caa === 'permitted' ? <Badge tone="ok">{t('sightings.caa_permitted')}</Badge> : <Badge tone="warn">{t('sightings.caa_refused')}</Badge>}
        </p>
      ) : null}
      {validation.caaProblem ? <p>{validation.caaProblem}</p> : null}
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
    </div>
  );
}
