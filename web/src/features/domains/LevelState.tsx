import { useTranslation } from 'react-i18next';
import type { AccountDomain } from '@/lib/types';
import { Badge } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';

const tones = { usable: 'ok', ends_soon: 'warn', ended: 'bad', none: 'quiet' } as const;
export type DomainState = keyof typeof tones;

/** How long a domain's proof serves one level. */
export function LevelState({ domain, level }: { domain: AccountDomain; level: 'ov' | 'ev' }) {
  const { t } = useTranslation('domains');
  const dates = useDates();
  const state = (level === 'ov' ? domain.stateOv : domain.stateEv) as DomainState;
  const until = level === 'ov' ? domain.usableUntilOv : domain.usableUntilEv;
  return (
    <span className="row">
      <Badge tone={tones[state]}>{t(`state.${state}`)}</Badge>
      {until ? <span className="nowrap small soft">{t('until', { date: dates.date(until) })}</span> : null}
    </span>
  );
}
