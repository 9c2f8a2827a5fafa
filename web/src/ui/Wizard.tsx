import { Check } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '@/lib/format';
import { useZone } from '@/lib/zone';

export interface WizardStep {
  key: string;
  name: string;
}

interface WizardProps {
  label: string;
  steps: WizardStep[];
  current: string;
  reached: string;
  onGo?: (key: string) => void;
  children: ReactNode;
}

/** Steps of a long form: where one is, what is behind, one step on the page at a time. */
export function Wizard({ label, steps, current, reached, onGo, children }: WizardProps) {
  const { t } = useTranslation('words');
  const heading = useRef<HTMLHeadingElement>(null);
  const at = steps.findIndex((step) => step.key === current);
  const far = Math.max(
    at,
    steps.findIndex((step) => step.key === reached),
  );
  const first = useRef(current);
  useEffect(() => {
    if (first.current === current) return;
    first.current = '';
    heading.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [current]);
  return (
    <>
      <nav aria-label={label}>
        <ol className="steps steps-wizard">
          {steps.map((step, index) => {
            const state = index === at ? 'current' : index < far ? 'done' : 'waiting';
            return (
              <li key={step.key} data-state={state} aria-current={index === at ? 'step' : undefined}>
                <span className="step-dot" aria-hidden="true">
                  {state === 'done' ? <Check size={16} /> : index + 1}
                </span>
                <span className="step-name">
                  {onGo && index !== at && index <= far ? (
                    <button type="button" className="step-button" onClick={() => onGo(step.key)}>
                      {step.name}
                    </button>
                  ) : (
                    step.name
                  )}
                  {state === 'done' ? <span className="visually-hidden">{t('wizard_done')}</span> : null}
                </span>
              </li>
            );
          })}
        </ol>
      </nav>
      <div className="wizard-head">
        <h2 ref={heading} tabIndex={-1}>
          {steps[at]?.name}
        </h2>
        <span className="soft small">{t('wizard_progress', { step: at + 1, count: steps.length })}</span>
      </div>
      {children}
    </>
  );
}

interface WizardFootProps {
  savedAt?: string | null;
  saving?: boolean;
  children: ReactNode;
}

/** Buttons of a step, with what is saved. */
export function WizardFoot({ savedAt, saving, children }: WizardFootProps) {
  const { t } = useTranslation('words');
  const zone = useZone();
  return (
    <div className="wizard-foot">
      <span className="saved" role="status">
        {saving ? t('saving') : savedAt ? t('saved_at', { time: formatTime(savedAt, zone) }) : ''}
      </span>
      {children}
    </div>
  );
}
