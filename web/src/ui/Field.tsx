import { Checkbox, NativeSelect, PasswordInput, Textarea, TextInput } from '@mantine/core';
import clsx from 'clsx';
import { type CompositionEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isReading, toHalfWidth, toHostName, toKatakana, toPlainDate, toPostalCode } from '@/lib/text';
import type { FieldError, Fields } from './fields';
import { Notice } from './Notice';
import { useLanguage } from './Text';

type Kind = 'text' | 'email' | 'phone' | 'postal' | 'digits' | 'host' | 'kana' | 'latin' | 'date' | 'code';

const tidy: Record<Kind, (value: string) => string> = {
  text: (value) => value.trim(),
  email: toHalfWidth,
  phone: toHalfWidth,
  postal: toPostalCode,
  digits: (value) => toHalfWidth(value).replace(/[,\s-]/g, ''),
  host: toHostName,
  kana: toKatakana,
  latin: toHalfWidth,
  date: toPlainDate,
  code: toHalfWidth,
};

const inputModes: Partial<Record<Kind, 'email' | 'tel' | 'numeric' | 'url'>> = {
  email: 'email',
  phone: 'tel',
  postal: 'numeric',
  digits: 'numeric',
  host: 'url',
  date: 'numeric',
};

/** A failed check in the words of the language in use. */
export function useFieldError(): (error: FieldError | undefined, label: string) => string | undefined {
  const { t } = useTranslation('words');
  return (error, label) => {
    if (error === undefined || typeof error === 'string') return error;
    return t(`check.${error.code}`, { label, count: error.count ?? 0 });
  };
}

/** A label with the word 「※必須」 or 「※任意」. */
export function Label({ text, required, optional }: { text: string; required?: boolean; optional?: boolean }) {
  const { t } = useTranslation('words');
  return (
    <>
      <span>{text}</span>
      {required ? <span className="mark-required">{t('required')}</span> : null}
      {optional ? <span className="mark-optional">{t('optional')}</span> : null}
    </>
  );
}

interface CommonProps<Name extends string> {
  fields: Fields<Name>;
  name: Name;
  label: string;
  required?: boolean;
  optional?: boolean;
  hint?: ReactNode;
  size?: 'xs' | 's' | 'm' | 'l';
}

/** What all inputs share: label, help text, error below, ids, checks at blur. */
function useCommon<Name extends string>({ fields, name, label, required, optional, hint, size = 'l' }: CommonProps<Name>) {
  const say = useFieldError();
  useEffect(() => {
    fields.labels.current[name] = label;
  }, [fields.labels, name, label]);
  return {
    id: fields.id(name),
    className: clsx('field', `field-${size}`),
    label: <Label text={label} required={required} optional={optional} />,
    description: hint,
    error: say(fields.errors[name], label),
    'aria-required': required || undefined,
  };
}

interface TextFieldProps<Name extends string> extends CommonProps<Name> {
  kind?: Kind;
  example?: string;
  autoComplete?: string;
  readingTo?: Name;
  lines?: number;
  mono?: boolean;
  disabled?: boolean;
  autoFocus?: boolean;
}

/** A whole date is kept as the server wants it, however it is shown. */
const typed = (kind: Kind, value: string) => (kind === 'date' ? value.replace(/^(\d{4})\/(\d{2})\/(\d{2})$/, '$1-$2-$3') : value);

/** One line of text (or several with `lines`); what was typed in full width is tidied when the field is left. */
export function TextField<Name extends string>(props: TextFieldProps<Name>) {
  const { fields, name, kind = 'text', example, autoComplete, readingTo, lines, mono, disabled, hint, autoFocus } = props;
  const { t } = useTranslation('words');
  const common = useCommon({
    ...props,
    hint:
      hint || example
        ? [hint, example ? t('example', { value: example }) : null].filter(Boolean).map((part, at) => (
            <span key={at === 0 ? 'hint' : 'example'}>
              {at > 0 ? ' ' : ''}
              {part}
            </span>
          ))
        : undefined,
  });
  const reading = useReading(fields, name, readingTo);
  const japanese = useLanguage() === 'ja';
  const input = {
    ...common,
    ...reading,
    value: kind === 'date' && japanese ? fields.values[name].replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$1/$2/$3') : fields.values[name],
    autoComplete: autoComplete ?? 'off',
    spellCheck: kind === 'text' ? undefined : false,
    disabled,
    autoFocus,
    'data-autofocus': autoFocus || undefined, // which a dialog looks for
    classNames: mono ? { input: 'mono' } : undefined,
    onBlur: () => {
      const tidied = tidy[kind](fields.values[name]);
      if (tidied !== fields.values[name]) fields.set(name, tidied);
      fields.check(name);
    },
  };
  if (lines) return <Textarea {...input} rows={lines} onChange={(event) => fields.set(name, event.currentTarget.value)} />;
  return (
    <TextInput
      {...input}
      inputMode={inputModes[kind]}
      type={kind === 'email' ? 'email' : 'text'}
      onChange={(event) => fields.set(name, typed(kind, event.currentTarget.value))}
    />
  );
}

/** Fills a katakana field from what the input method composed, until that field is edited by hand. */
function useReading<Name extends string>(fields: Fields<Name>, from: Name, to: Name | undefined) {
  const composed = useRef('');
  const before = useRef('');
  if (!to) return {};
  return {
    onCompositionStart: () => {
      composed.current = '';
      before.current = fields.values[from];
    },
    onCompositionUpdate: (event: CompositionEvent) => {
      if (isReading(event.data)) composed.current = event.data;
    },
    onCompositionEnd: () => {
      if (composed.current === '' || fields.edited(to)) return;
      const kept = before.current === '' ? '' : fields.values[to];
      fields.fill({ [to]: kept + toKatakana(composed.current) } as Partial<Record<Name, string>>);
    },
  };
}

export function PasswordField<Name extends string>(props: CommonProps<Name> & { autoComplete: 'current-password' | 'new-password' }) {
  const { fields, name, autoComplete } = props;
  const { t } = useTranslation('words');
  return (
    <PasswordInput
      {...useCommon(props)}
      value={fields.values[name]}
      autoComplete={autoComplete}
      visibilityToggleButtonProps={{ 'aria-label': t('show_password'), tabIndex: 0 }}
      onChange={(event) => fields.set(name, event.currentTarget.value)}
      onBlur={() => fields.check(name)}
    />
  );
}

export interface Choice {
  value: string;
  label: string;
  note?: string;
}

export function SelectField<Name extends string>(props: CommonProps<Name> & { choices: Choice[]; empty?: string }) {
  const { fields, name, choices, empty } = props;
  const data = [...(empty === undefined ? [] : [{ value: '', label: empty }]), ...choices];
  return (
    <NativeSelect
      {...useCommon(props)}
      data={data}
      value={fields.values[name]}
      onChange={(event) => fields.set(name, event.currentTarget.value)}
      onBlur={() => fields.check(name)}
    />
  );
}

interface ChoiceGroupProps {
  legend: string;
  name: string;
  required?: boolean;
  hideLegend?: boolean;
  choices: Choice[];
  value: string;
  columns?: boolean;
  error?: string;
  onChange: (value: string) => void;
}

/** A few alternatives, each with a line that explains it. */
export function ChoiceGroup({ legend, name, required, hideLegend, choices, value, columns, error, onChange }: ChoiceGroupProps) {
  return (
    <fieldset className="fieldset" aria-describedby={error ? `${name}-error` : undefined}>
      <legend className={hideLegend ? 'visually-hidden' : undefined}>
        <Label text={legend} required={required} />
      </legend>
      <div className={clsx('choices', columns && 'choices-2')}>
        {choices.map((choice) => (
          <label key={choice.value} className="choice">
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              aria-invalid={error ? true : undefined}
              aria-describedby={choice.note ? `${name}-${choice.value}-note` : undefined}
            />
            <span className="choice-label">{choice.label}</span>
            {choice.note ? (
              <span className="choice-note" id={`${name}-${choice.value}-note`}>
                {choice.note}
              </span>
            ) : null}
          </label>
        ))}
      </div>
      {error ? (
        <p className="field-problem" id={`${name}-error`}>
          {error}
        </p>
      ) : null}
    </fieldset>
  );
}

interface CheckFieldProps {
  label: ReactNode;
  hint?: string;
  checked: boolean;
  error?: string;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

export function CheckField({ label, hint, checked, error, disabled, onChange }: CheckFieldProps) {
  return (
    <Checkbox
      className="check"
      label={label}
      description={hint}
      error={error}
      checked={checked}
      disabled={disabled}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}

/** With more than two refused fields: a list of them with links, above the form. */
export function ErrorSummary<Name extends string>({ fields, part }: { fields: Fields<Name>; part?: string }) {
  const { t } = useTranslation('words');
  const say = useFieldError();
  const refused = Object.entries(fields.errors) as [Name, FieldError][];
  if (refused.length < 3) return null;
  return (
    <div className="error-summary">
      <Notice tone="bad" title={[part, t('errors_summary', { count: refused.length })].filter(Boolean).join(t('colon'))}>
        <ul>
          {refused.map(([name, error]) => (
            <li key={name}>
              <a
                href={`#${fields.id(name)}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(fields.id(name))?.focus();
                }}
              >
                {say(error, fields.labels.current[name] ?? name)}
              </a>
            </li>
          ))}
        </ul>
      </Notice>
    </div>
  );
}

/** A form that the Enter of an input method's conversion does not submit. */
export function Form({ onSubmit, children, label }: { onSubmit: () => void; children: ReactNode; label?: string }) {
  return (
    <form
      noValidate
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.nativeEvent.isComposing) event.preventDefault();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}
