import { CircleAlert, CircleCheck, Clock, Minus, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

export interface CheckLine {
  key: string;
  state: 'ok' | 'warn' | 'bad' | 'wait' | 'none';
  text: ReactNode;
  word: string;
}

const icons = { ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert, wait: Clock, none: Minus };

/** A list of things that were looked at, each with its result in an icon and a word. */
export function Checks({ lines }: { lines: CheckLine[] }) {
  return (
    <ul className="checks">
      {lines.map(({ key, state, text, word }) => {
        const Icon = icons[state];
        return (
          <li key={key} className={`check-${state}`}>
            <Icon size={18} aria-hidden="true" />
            <span>
              <span className="visually-hidden">{word}: </span>
              {text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
