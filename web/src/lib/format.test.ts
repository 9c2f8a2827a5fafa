import { describe, expect, it } from 'vitest';
import { daysUntil, formatDate, formatInstant, formatLongDate, formatMoney, formatPerson, groupHex } from './format';

describe('dates', () => {
  it('prints a date as each language writes it', () => {
    expect(formatDate('2026-11-24', 'ja')).toBe('2026/11/24');
    expect(formatDate('2026-11-24', 'en')).toBe('24 Nov 2026');
    expect(formatLongDate('2026-11-24', 'ja')).toBe('2026年11月24日（火）');
    expect(formatLongDate('2026-11-24', 'en')).toBe('Tue 24 Nov 2026');
  });

  it('reads an instant in Tokyo, whatever the computer', () => {
    expect(formatInstant('2026-11-24T15:00:00Z', 'ja')).toBe('2026/11/25 00:00 (JST)');
    expect(formatInstant('2026-11-24T01:12:00Z', 'en')).toBe('24 Nov 2026, 10:12 (JST)');
  });

  it('keeps a calendar date on its day in every time zone', () => {
    expect(formatDate('2026-01-01', 'ja')).toBe('2026/01/01');
  });

  it('counts the days to an instant by the days of Tokyo', () => {
    expect(daysUntil('2026-12-03T14:59:59Z', '2026-11-24T01:00:00Z')).toBe(9);
    expect(daysUntil('2026-11-24T14:59:59Z', '2026-11-24T01:00:00Z')).toBe(0);
    expect(daysUntil('2026-11-24T15:00:00Z', '2026-11-24T14:59:59Z')).toBe(1);
    expect(daysUntil('2026-11-20', '2026-11-24T01:00:00Z')).toBe(-4);
  });
});

describe('money, names and numbers', () => {
  it('prints yen with separators', () => {
    expect(formatMoney(98000, 'ja')).toBe('98,000円');
    expect(formatMoney(98000, 'en')).toBe('¥98,000');
  });

  it('orders the parts of a name by language', () => {
    const person = { familyName: '佐藤', givenName: '花子' };
    expect(formatPerson(person, 'ja')).toBe('佐藤 花子');
    expect(formatPerson(person, 'en')).toBe('佐藤 花子');
    expect(formatPerson({ familyName: 'Sato', givenName: 'Hanako' }, 'en')).toBe('Hanako Sato');
  });

  it('groups hexadecimal text in pairs', () => {
    expect(groupHex('4d6751c0')).toBe('4D:67:51:C0');
  });
});
