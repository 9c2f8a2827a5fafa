import { useTranslation } from 'react-i18next';
import { ConsentList } from '@/features/consent/ConsentList';
import { HighRiskPanel } from '@/features/risk/HighRiskPanel';
import { useMay } from '@/lib/session';
import { type Case, isUndecided } from '@/lib/types';
import { Notice } from '@/ui/Notice';
import { DecisionBar } from './DecisionBar';
import { PersonPairs } from './PersonPairs';
import { IssueAgain } from './Redo';
import './words';

/** What stands beside every part of a case: the decision, and what speaks for or against it. */
export function CaseSide({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const work = useMay()('cases:work');
  return (
    <div className="stack case-side">
      {vettingCase.registerChange ? (
        <Notice tone="bad" title={t('case.register_change')}>
          {vettingCase.registerChange.detail}
        </Notice>
      ) : null}
      {work ? <IssueAgain vettingCase={vettingCase} /> : null}
      <DecisionBar vettingCase={vettingCase} />
      <PersonPairs vettingCase={vettingCase} />
      <HighRiskPanel caseId={vettingCase.id} />
      <ConsentList applicationId={vettingCase.applicationId} resend={work && isUndecided(vettingCase)} records={vettingCase.records} />
    </div>
  );
}
