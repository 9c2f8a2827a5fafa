import { useTranslation } from 'react-i18next';
import type { Case } from '@/lib/types';
import { type CheckLine, Checks } from '@/ui/Checks';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import './words';

const states = { different: 'ok', same_confirmed: 'ok', same_claimed: 'warn', same: 'bad' } as const;
type Standing = keyof typeof states;
const isStanding = (text: string): text is Standing => text in states;

/** Each pair of roles that two people should hold, as the server judges it: 「承認 ≠ 技術」. */
export function PersonPairs({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  const lines = vettingCase.personPairs.map((pair): CheckLine => {
    const standing = isStanding(pair.standing) ? pair.standing : 'same';
    const sign = standing === 'different' ? '≠' : '=';
    return {
      key: `${pair.first} ${pair.second}`,
      state: states[standing],
      word: t(`pairs.${standing}`),
      text: (
        <>
          <strong>{`${word('role_short', pair.first)} ${sign} ${word('role_short', pair.second)}`}</strong>
          {standing === 'different' ? null : <div className="small">{t(`pairs.${standing}`)}</div>}
        </>
      ),
    };
  });
  return (
    <Card title={t('pairs.title')}>
      <div className="stack stack-s">
        {lines.length > 0 ? <Checks lines={lines} /> : <p className="soft">{t('pairs.none')}</p>}
        {vettingCase.personConflicts.length > 0 ? (
          <Notice tone="bad" title={t('case.conflicts')}>
            <ul className="plain-list">
              {vettingCase.personConflicts.map((conflict) => (
                <li key={`${conflict.code} ${conflict.detail}`}>{conflict.detail}</li>
              ))}
            </ul>
          </Notice>
        ) : null}
      </div>
    </Card>
  );
}
