import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CaseHistory } from '@/features/casefile/CaseHistory';
import { CorrelationSheet } from '@/features/casefile/CorrelationSheet';
import { EvidencePanel } from '@/features/casefile/EvidencePanel';
import { Questions } from '@/features/casefile/Questions';
import { ConsentList } from '@/features/consent/ConsentList';
import { HighRiskPanel } from '@/features/risk/HighRiskPanel';
import { CaseFileButton } from '@/features/samples/FileButton';
import { api, unwrap } from '@/lib/api';
import { vettingCase as caseQuery } from '@/lib/queries';
import { queryClient, useMay } from '@/lib/session';
import { inOrder } from '@/lib/steps';
import { type Case, isUndecided } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Page } from '@/ui/Page';
import { StatusBadge, useWord } from '@/ui/StatusBadge';
import { ApplicationPanel } from './ApplicationPanel';
import { CallPanel } from './CallPanel';
import { DueCell } from './Clock';
import { DecisionBar } from './DecisionBar';
import { DomainPanel } from './DomainPanel';
import { Notes } from './Notes';
import { OrganizationPanel } from './OrganizationPanel';
import { Records } from './Records';
import './cases.css';
import './words';

/** Replaces what is known of a case after the server changed it. */
export function keepCase(changed: Case): void {
  queryClient.setQueryData(['case', changed.id], changed);
  void queryClient.invalidateQueries({ queryKey: ['cases'] });
}

/** One case: the checks, the evidence for each, and the talk about it, side by side. */
export function CasePage() {
  const { t } = useTranslation('cases');
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery({ ...caseQuery(id), refetchInterval: 20_000 });
  if (data) return <Workspace vettingCase={data} />;
  return <Page title={t('title')}>{error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Loading lines={8} />}</Page>;
}

function Workspace({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const work = useMay()('cases:work');
  const firstOpen = inOrder(vettingCase.steps).find((step) => !['passed', 'not_needed'].includes(step.status));
  const [step, setStep] = useState(firstOpen?.step ?? vettingCase.steps[0]?.step ?? 'application');
  const take = useMutation({
    mutationFn: () => unwrap(api.POST('/cases/{id}/assignments', { params: { path: { id: vettingCase.id } }, body: {} })),
    onSuccess: keepCase,
  });
  return (
    <Page
      title={vettingCase.organizationName}
      over={t('case.over', { number: vettingCase.applicationNumber })}
      lead={vettingCase.names.join(', ')}
      acts={
        <>
          <StatusBadge kind="case" status={vettingCase.status} />
          {isUndecided(vettingCase) ? (
            <>
              <span className="small soft">{t('due')}</span>
              <DueCell row={vettingCase} />
            </>
          ) : null}
          {vettingCase.assignedName ? (
            <span className="small">{t('case.assigned', { name: vettingCase.assignedName })}</span>
          ) : !work ? null : (
            <Button small busy={take.isPending} onClick={() => take.mutate()}>
              {t('take')}
            </Button>
          )}
          <CaseFileButton caseId={vettingCase.id} number={vettingCase.applicationNumber} />
        </>
      }
    >
      {take.error ? <ErrorPanel error={take.error} /> : null}
      <div className="workspace">
        <StepList vettingCase={vettingCase} step={step} onChoose={setStep} />
        <div className="stack">
          <StepPanel vettingCase={vettingCase} step={step} />
          <Records vettingCase={vettingCase} step={step} />
          <EvidencePanel key={step} vettingCase={vettingCase} step={step} />
        </div>
        <div className="stack">
          {vettingCase.registerChange ? (
            <Notice tone="bad" title={t('case.register_change')}>
              {vettingCase.registerChange.detail}
            </Notice>
          ) : null}
          <Conflicts vettingCase={vettingCase} />
          <ConsentList applicationId={vettingCase.applicationId} resend={work && isUndecided(vettingCase)} records={vettingCase.records} />
          <HighRiskPanel caseId={vettingCase.id} />
          {work ? <DecisionBar vettingCase={vettingCase} /> : null}
          <Questions vettingCase={vettingCase} />
          <Notes vettingCase={vettingCase} />
        </div>
      </div>
      <div className="case-foot">
        <CorrelationSheet vettingCase={vettingCase} />
        <CaseHistory vettingCase={vettingCase} />
      </div>
    </Page>
  );
}

function StepList({ vettingCase, step, onChoose }: { vettingCase: Case; step: string; onChoose: (step: string) => void }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  const known = vettingCase.steps.some((entry) => entry.step === 'application');
  const steps = inOrder(known ? vettingCase.steps : [{ step: 'application', status: 'passed' }, ...vettingCase.steps]);
  return (
    <nav aria-label={t('case.steps')}>
      <ol className="step-list">
        {steps.map((entry) => (
          <li key={entry.step}>
            <button type="button" aria-current={entry.step === step ? 'step' : undefined} onClick={() => onChoose(entry.step)}>
              <span>{word('step', entry.step)}</span>
              <StatusBadge kind="step" status={entry.status} />
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function StepPanel({ vettingCase, step }: { vettingCase: Case; step: string }) {
  const work = useMay()('cases:work');
  if (step === 'organization') return work && isUndecided(vettingCase) ? <OrganizationPanel vettingCase={vettingCase} /> : null;
  if (step === 'domains') return <DomainPanel vettingCase={vettingCase} />;
  if (step.endsWith('_call')) return <CallPanel key={step} vettingCase={vettingCase} step={step} />;
  return <ApplicationPanel vettingCase={vettingCase} />;
}

function Conflicts({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  if (vettingCase.personConflicts.length === 0) return <Notice tone="ok">{t('case.no_conflicts')}</Notice>;
  return (
    <Notice tone="bad" title={t('case.conflicts')}>
      <ul className="plain-list">
        {vettingCase.personConflicts.map((conflict) => (
          <li key={conflict.code}>{conflict.detail}</li>
        ))}
      </ul>
    </Notice>
  );
}
