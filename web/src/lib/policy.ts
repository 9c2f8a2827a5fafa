import type { Language } from './i18n';
import type { Policy } from './types';

/** The day on which a rule begins or ends, as its text names it: rules change at midnight UTC, wherever the reader is. */
export function ruleDay(instant: string): string {
  return instant.slice(0, 10);
}

/** The row of a rule that is in force at an instant. */
export function ruleInForce(rows: Policy[] | undefined, id: string, now: string): Policy | undefined {
  const day = ruleDay(now);
  return rows?.find((row) => row.id === id && (!row.from || ruleDay(row.from) <= day) && (!row.until || day < ruleDay(row.until)));
}

const units: Record<string, { ja: string; en: string }> = {
  day: { ja: '日', en: ' days' },
  month: { ja: 'か月', en: ' months' },
  year: { ja: '年', en: ' years' },
  bit: { ja: 'ビット', en: ' bits' },
};

/** A limit as people say it: seconds become days or hours. */
export function policyValue(row: Policy, language: Language): string {
  const amount = Number(row.value);
  if (row.unit === 's' && amount >= 86_400 && amount % 86_400 === 0) return `${amount / 86_400}${units.day?.[language]}`;
  if (row.unit === 's' && amount >= 3600 && amount % 3600 === 0) return `${amount / 3600}${language === 'ja' ? '時間' : ' hours'}`;
  if (row.unit === 's') return `${row.value}${language === 'ja' ? '秒' : ' s'}`;
  const unit = units[row.unit];
  return unit ? `${row.value}${unit[language]}` : row.value;
}

/** Whole days of a limit given in seconds or days. */
export function policyDays(row: Policy): number | null {
  const amount = Number(row.value);
  if (!Number.isFinite(amount)) return null;
  return row.unit === 's' ? Math.floor(amount / 86_400) : row.unit === 'day' ? amount : null;
}
