import { describe, expect, it } from 'vitest';
import { isLatin, personRules } from './roles';

describe('readings of names', () => {
  const rules = personRules('technical');
  const fault = (familyName: string, familyKana: string) =>
    rules.familyKana?.map((rule) => rule(familyKana, { familyName })).find((found) => found !== null)?.code ?? 'fine';
  it('[B06] are asked for where a name is not in Latin letters', () => {
    expect(fault('佐藤', '')).toBe('required');
    expect(fault('佐藤', 'サトウ')).toBe('fine');
    expect(fault('佐藤', 'さとう')).toBe('kana');
    expect(fault('Smith', '')).toBe('fine');
    expect(fault('', '')).toBe('required');
    expect(isLatin('Müller')).toBe(true);
  });
});
