import { ConsentList } from '@/features/consent/ConsentList';
import { HighRiskPanel } from '@/features/risk/HighRiskPanel';
import { useMay } from '@/lib/session';
import { type Case, isUndecided } from '@/lib/types';
import { DecisionBar } from './DecisionBar';
import { PersonPairs } from './PersonPairs';

/** What stands beside every part of a case: the decision, and what speaks for or against it. */
export function CaseSide({ vettingCase }: { vettingCase: Case }) {
  const work = useMay()('cases:work');
  return (
    <div className="stack case-side">
      {work ? <DecisionBar vettingCase={vettingCase} /> : null}
      <PersonPairs vettingCase={vettingCase} />
      <HighRiskPanel caseId={vettingCase.id} />
      <ConsentList applicationId={vettingCase.applicationId} resend={work && isUndecided(vettingCase)} records={vettingCase.records} />
    </div>
  );
}
