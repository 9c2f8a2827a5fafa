import { useTranslation } from 'react-i18next';
import type { Case } from '@/lib/types';
import { History } from '@/ui/Timeline';
import '@/features/cases/words';
import './words';

const kinds = ['recommended', 'approved', 'returned', 'rejected', 'reopened', 'step_reopened'] as const;

/** What was decided about the whole case so far, and why, newest first. */
export function Decisions({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('casefile');
  const { t: words } = useTranslation('cases');
  const say = words as unknown as (key: string, options: { defaultValue: string }) => string;
  const reason = (code: string) => say(`rejection.${code}`, { defaultValue: code });
  if (vettingCase.decisions.length === 0) return null;
  const entries = vettingCase.decisions.map((decision) => ({
    key: decision.id,
    at: decision.decidedAt,
    who: decision.decidedByName || t('decision.program'),
    text: (
      <>
        <strong>{t(`decision.${kinds.find((kind) => kind === decision.kind) ?? 'recommended'}`)}</strong>
        {decision.reasonCode ? <div className="small">{t('decision.reason_code', { reason: reason(decision.reasonCode) })}</div> : null}
        {decision.note ? <div className="pre-line small">{decision.note}</div> : null}
      </>
    ),
  }));
  return (
    <section className="decisions" aria-label={t('decision.title')}>
      <History entries={entries.reverse()} />
    </section>
  );
}
