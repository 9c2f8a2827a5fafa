import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWord } from './StatusBadge';
import { DateText } from './Text';

export interface TimelineStep {
  key: string;
  name: string;
  status: string;
  at: string | null;
}

/** The way of an order, with where it is now. */
export function Timeline({ steps, label }: { steps: TimelineStep[]; label: string }) {
  const word = useWord();
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => (
        <li key={step.key} data-state={step.status} aria-current={step.status === 'current' ? 'step' : undefined}>
          <span className="step-dot" aria-hidden="true">
            {step.status === 'done' ? <Check size={16} /> : index + 1}
          </span>
          <span>
            {step.name}
            <span className="visually-hidden">: {word('timeline_status', step.status)}</span>
            {step.at ? <DateText value={step.at} /> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

export interface HistoryEntry {
  key: string;
  at: string;
  who?: string;
  text: ReactNode;
}

/** What happened, newest first. */
export function History({ entries }: { entries: HistoryEntry[] }) {
  return (
    <ol className="history">
      {entries.map((entry) => (
        <li key={entry.key}>
          <div className="history-meta">
            <DateText value={entry.at} style="instant" />
            {entry.who ? ` · ${entry.who}` : ''}
          </div>
          <div>{entry.text}</div>
        </li>
      ))}
    </ol>
  );
}
