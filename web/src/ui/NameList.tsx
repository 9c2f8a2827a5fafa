import { TextInput } from '@mantine/core';
import { Plus, Trash2 } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { toHostName } from '@/lib/text';
import { Button } from './Button';
import { Label, useFieldError } from './Field';
import { type CheckFailure, checks } from './fields';

/** The first failure of each name in a list: missing, malformed, twice, or a wildcard where there are none. */
export function checkNames(names: string[], wildcards = true): (CheckFailure | null)[] {
  return names.map((name, at) => {
    if (name === '') return at === 0 ? { code: 'required' } : null;
    if (names.indexOf(name) < at) return { code: 'host_twice' };
    if (!wildcards && name.startsWith('*')) return { code: 'wildcard' };
    return checks.host(name.replace(/^\*\./, ''));
  });
}

interface NameListProps {
  names: string[];
  maxNames: number;
  errors: (CheckFailure | string | null)[];
  words: { label: (at: number) => string; hint?: string; add: string; remove: (name: string) => string };
  onChange: (names: string[]) => void;
  onCheck: () => void;
}

/** Domain names, one input each; full width, upper case and pasted URLs are tidied when the field is left. */
export function NameList({ names, maxNames, errors, words, onChange, onCheck }: NameListProps) {
  const { t } = useTranslation('words');
  const say = useFieldError();
  const id = useId();
  const replace = (at: number, value: string) => onChange(names.map((name, index) => (index === at ? value : name)));
  return (
    <div className="name-rows">
      {names.map((name, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its position; the text in it changes while typing
        <div className="name-row" key={`${id}-${at}`}>
          <TextInput
            className="field"
            label={<Label text={words.label(at)} required={at === 0} optional={at > 0} />}
            description={at === 0 ? words.hint : undefined}
            error={say(errors[at] ?? undefined, words.label(at))}
            value={name}
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            aria-required={at === 0 || undefined}
            onChange={(event) => replace(at, event.currentTarget.value)}
            onBlur={() => {
              const tidied = toHostName(name);
              if (tidied !== name) replace(at, tidied);
              onCheck();
            }}
          />
          {at > 0 ? (
            <button
              type="button"
              className="copy-button"
              aria-label={words.remove(name || words.label(at))}
              title={t('close')}
              onClick={() => onChange(names.filter((_, index) => index !== at))}
            >
              <Trash2 size={18} aria-hidden="true" />
            </button>
          ) : null}
        </div>
      ))}
      {names.length < maxNames ? (
        <div>
          <Button kind="quiet" small icon={<Plus size={16} aria-hidden="true" />} onClick={() => onChange([...names, ''])}>
            {words.add}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
