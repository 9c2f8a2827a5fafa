import { type RefObject, useCallback, useId, useMemo, useRef, useState } from 'react';
import { asProblem, type FieldProblem, markPlaced } from '@/lib/problem';

/** A failed check: the words are chosen when shown, so that they follow the language. */
export interface CheckFailure {
  code:
    | 'required'
    | 'chosen'
    | 'email'
    | 'phone'
    | 'postal'
    | 'corporate_number'
    | 'host'
    | 'host_twice'
    | 'wildcard'
    | 'date'
    | 'amount'
    | 'kana'
    | 'latin'
    | 'password_short'
    | 'same'
    | 'time';
  count?: number;
}

export type FieldError = CheckFailure | string;
/** What is wrong with a field's value, beside the form's other values. */
export type Check = (value: string, values?: Readonly<Record<string, string>>) => CheckFailure | null;

export interface Fields<Name extends string = string> {
  values: Record<Name, string>;
  errors: Partial<Record<Name, FieldError>>;
  id(name: Name): string;
  set(name: Name, value: string): void;
  fill(values: Partial<Record<Name, string>>): void;
  edited(name: Name): boolean;
  check(name: Name): void;
  checkAll(): boolean;
  refuse(error: unknown, prefix?: string): boolean;
  labels: RefObject<Partial<Record<Name, string>>>;
  scope: string;
}

/** `/customer/email`, `customer.email` → `email` for the prefix `customer`. */
function localName(problem: FieldProblem, prefix: string): string {
  const dotted = problem.field
    .replace(/^[/$.]+/, '')
    .replaceAll('/', '.')
    .replace(/\.\d+$/, ''); // a list is one field here
  return prefix && dotted.startsWith(`${prefix}.`) ? dotted.slice(prefix.length + 1) : dotted;
}

/** Moves the focus to the first refused field on the page. */
export function focusFirstError(): void {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>('main [aria-invalid="true"], dialog [aria-invalid="true"], [role="dialog"] [aria-invalid="true"]')?.focus();
  });
}

/** The text of a form: values, checks at blur and at submit, and the server's refusals per field. */
export function useFields<Name extends string>(initial: Record<Name, string>, checks: Partial<Record<Name, Check[]>> = {}): Fields<Name> {
  const scope = useId();
  const [values, setValues] = useState(initial);
  const [errors, setErrors] = useState<Partial<Record<Name, FieldError>>>({});
  const edited = useRef(new Set<Name>());
  const labels = useRef<Partial<Record<Name, string>>>({});
  const latest = useRef(values);
  latest.current = values;
  const rules = useRef(checks);
  rules.current = checks;

  const failure = useCallback((name: Name): CheckFailure | null => {
    for (const rule of rules.current[name] ?? []) {
      const found = rule(latest.current[name] ?? '', latest.current);
      if (found) return found;
    }
    return null;
  }, []);

  return useMemo(() => {
    const put = (name: Name, error: FieldError | null) =>
      setErrors((known) => {
        const { [name]: _, ...rest } = known;
        return (error ? { ...rest, [name]: error } : rest) as Partial<Record<Name, FieldError>>;
      });
    return {
      values,
      errors,
      labels,
      scope,
      id: (name) => `${scope}-${name}`,
      set(name, value) {
        edited.current.add(name);
        latest.current = { ...latest.current, [name]: value };
        setValues(latest.current);
        put(name, null);
      },
      fill(some) {
        latest.current = { ...latest.current, ...some };
        setValues(latest.current);
        setErrors({});
      },
      edited: (name) => edited.current.has(name),
      check(name) {
        put(name, failure(name));
      },
      checkAll() {
        const found: Partial<Record<Name, FieldError>> = {};
        for (const name of Object.keys(rules.current) as Name[]) {
          const error = failure(name);
          if (error) found[name] = error;
        }
        setErrors(found);
        const good = Object.keys(found).length === 0;
        if (!good) focusFirstError();
        return good;
      },
      refuse(error, prefix = '') {
        const found: Partial<Record<Name, FieldError>> = {};
        for (const problem of asProblem(error).fields) {
          const name = localName(problem, prefix) as Name;
          if (!(name in latest.current)) continue;
          found[name] = problem.detail;
          markPlaced(problem);
        }
        setErrors((known) => ({ ...known, ...found }));
        const any = Object.keys(found).length > 0;
        if (any) focusFirstError();
        return any;
      },
    };
  }, [values, errors, scope, failure]);
}

const of =
  (code: CheckFailure['code'], good: (value: string) => boolean): Check =>
  (value) =>
    value === '' || good(value) ? null : { code };

export const checks = {
  required: ((value) => (value.trim() === '' ? { code: 'required' } : null)) as Check,
  chosen: ((value) => (value === '' ? { code: 'chosen' } : null)) as Check,
  email: of('email', (value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)),
  phone: of('phone', (value) => /^\+?[\d\s().-]{9,20}$/.test(value)),
  postal: of('postal', (value) => /^\d{3}-?\d{4}$/.test(value)),
  corporateNumber: of('corporate_number', (value) => /^\d{13}$/.test(value)),
  host: of('host', (value) => /^([\p{L}\p{N}]([\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}]{2,}[\p{L}\p{N}-]*$/u.test(value) && value.length <= 253),
  kana: of('kana', (value) => /^[\u30a0-\u30ff\s・]+$/.test(value)),
  latin: of('latin', (value) => /^[\x20-\x7e]+$/.test(value)),
  date: of('date', (value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))),
  amount: of('amount', (value) => /^\d{1,12}$/.test(value)),
  time: of('time', (value) => /^([01]?\d|2[0-3]):[0-5]\d$/.test(value)),
  atLeast:
    (count: number): Check =>
    (value) =>
      [...value].length < count ? { code: 'password_short', count } : null,
};
