import { describe, expect, it } from 'vitest';
import { daysUntil, formatDate, formatInstant, formatLongDate, formatMoney, formatPerson, formatTime, groupHex, knownZone, tokyo } from './format';

const losAngeles = 'America/Los_Angeles';

describe('dates', () => {
  it('prints a date as each language writes it', () => {
    expect(formatDate('2026-11-24', 'ja', tokyo)).toBe('2026/11/24');
    expect(formatDate('2026-11-24', 'en', tokyo)).toBe('24 Nov 2026');
    expect(formatLongDate('2026-11-24', 'ja', tokyo)).toBe('2026年11月24日（火）');
    expect(formatLongDate('2026-11-24', 'en', tokyo)).toBe('Tue 24 Nov 2026');
  });

  it('reads an instant in Tokyo, whatever the computer', () => {
    expect(formatInstant('2026-11-24T15:00:00Z', 'ja', tokyo)).toBe('2026/11/25 00:00 (JST)');
    expect(formatInstant('2026-11-24T01:12:00Z', 'en', tokyo)).toBe('24 Nov 2026, 10:12 (JST)');
  });

  it('reads an instant in the zone of the account, where the day may be another [G04]', () => {
    const instant = '2026-11-27T03:00:00Z';
    expect(formatInstant(instant, 'ja', tokyo)).toBe('2026/11/27 12:00 (JST)');
    expect(formatInstant(instant, 'ja', losAngeles)).toBe('2026/11/26 19:00 (PST)');
    expect(formatInstant(instant, 'en', losAngeles)).toBe('26 Nov 2026, 19:00 (PST)');
    expect(formatDate(instant, 'en', losAngeles)).toBe('26 Nov 2026');
    expect(formatLongDate(instant, 'ja', losAngeles)).toBe('2026年11月26日（木）');
    expect(formatLongDate(instant, 'en', losAngeles)).toBe('Thu 26 Nov 2026');
    expect(formatTime(instant, losAngeles)).toBe('19:00');
  });

  it('names the zone as it is called at that instant', () => {
    expect(formatInstant('2026-07-01T12:00:00Z', 'en', losAngeles)).toBe('1 Jul 2026, 05:00 (PDT)');
    expect(formatInstant('2026-07-01T17:30:00Z', 'en', 'Asia/Bangkok')).toBe('2 Jul 2026, 00:30 (GMT+7)');
    expect(formatInstant('2026-07-01T12:00:00Z', 'en', 'UTC')).toBe('1 Jul 2026, 12:00 (UTC)');
  });

  it('keeps a calendar date on its day in every time zone', () => {
    expect(formatDate('2026-01-01', 'ja', tokyo)).toBe('2026/01/01');
    expect(formatDate('2026-01-01', 'ja', losAngeles)).toBe('2026/01/01');
    expect(formatLongDate('2026-01-01', 'en', losAngeles)).toBe('Thu 1 Jan 2026');
  });

  it('counts the days to an instant by the days of the zone', () => {
    expect(daysUntil('2026-12-03T14:59:59Z', '2026-11-24T01:00:00Z', tokyo)).toBe(9);
    expect(daysUntil('2026-11-24T14:59:59Z', '2026-11-24T01:00:00Z', tokyo)).toBe(0);
    expect(daysUntil('2026-11-24T15:00:00Z', '2026-11-24T14:59:59Z', tokyo)).toBe(1);
    expect(daysUntil('2026-11-24T15:00:00Z', '2026-11-24T14:59:59Z', losAngeles)).toBe(0);
    expect(daysUntil('2026-11-24T08:00:00Z', '2026-11-24T07:59:59Z', losAngeles)).toBe(1);
    expect(daysUntil('2026-11-20', '2026-11-24T01:00:00Z', tokyo)).toBe(-4);
  });

  it('reads times in Tokyo where the zone is missing or not known', () => {
    expect(knownZone(losAngeles)).toBe(losAngeles);
    expect(knownZone(undefined)).toBe(tokyo);
    expect(knownZone('Mars/Olympus')).toBe(tokyo);
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
