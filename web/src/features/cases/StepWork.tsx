import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EvidencePanel } from '@/features/casefile/EvidencePanel';
import { inOrder } from '@/lib/steps';
import type { Case } from '@/lib/types';
import { StatusBadge, useWord } from '@/ui/StatusBadge';
import { ApplicationPanel } from './ApplicationPanel';
import { CallPanel } from './CallPanel';
import { DomainPanel } from './DomainPanel';
import { OrganizationPanel } from './OrganizationPanel';
import { Records } from './Records';
import { RedoStep } from './Redo';

const settled = ['passed', 'not_needed'];

/** The checks in their order, and the one that is worked on: the first that is open, until another is chosen. */
export function StepWork({ vettingCase }: { vettingCase: Case }) {
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as { step?: string };
  const [begin] = useState(() => inOrder(vettingCase.steps).find((step) => !settled.includes(step.status))?.step ?? 'application');
  const known = vettingCase.steps.some((entry) => entry.step === search.step) || search.step === 'application';
  const step = known && search.step ? search.step : begin;
  const choose = (next: string) =>
    void navigate({ to: `/cases/${vettingCase.id}`, search: { ...search, step: next } as never, replace: true, resetScroll: false });
  return (
    <div className="workspace">
      <StepList vettingCase={vettingCase} step={step} onChoose={choose} />
      <div className="stack">
        <StepPanel vettingCase={vettingCase} step={step} />
        <RedoStep key={`redo-${step}`} vettingCase={vettingCase} step={step} />
        <Records vettingCase={vettingCase} step={step} />
        <EvidencePanel key={step} vettingCase={vettingCase} step={step} />
      </div>
    </div>
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
  if (step === 'organization') return <OrganizationPanel vettingCase={vettingCase} />;
  if (step === 'domains') return <DomainPanel vettingCase={vettingCase} />;
  if (step.endsWith('_call')) return <CallPanel key={step} vettingCase={vettingCase} step={step} />;
  return <ApplicationPanel vettingCase={vettingCase} />;
}
