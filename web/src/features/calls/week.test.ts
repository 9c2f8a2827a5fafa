import { describe, expect, it } from 'vitest';
import { addDays, isPlainDate, rowOf, rowsOfWeek, weekOf } from './week';

describe('the week of the call calendar', () => {
  it('begins on Sunday', () => {
    expect(weekOf('2026-11-24')).toBe('2026-11-22');
    expect(weekOf('2026-11-22')).toBe('2026-11-22');
    expect(weekOf('2026-11-28')).toBe('2026-11-22');
    expect(weekOf('2027-01-01')).toBe('2026-12-27');
  });
  it('counts days over months and leap days', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -7)).toBe('2026-02-22');
  });
  it('has a row for each half hour from 10:00 to 16:30', () => {
    const rows = rowsOfWeek([]);
    expect(rows).toHaveLength(14);
    expect([rows[0], rows.at(-1)]).toEqual(['10:00', '16:30']);
  });
  it('grows where a call lies outside', () => {
    expect(rowsOfWeek(['09:10'])[0]).toBe('09:00');
    expect(rowsOfWeek(['18:45']).at(-1)).toBe('18:30');
  });
  it('puts a time into its row', () => {
    expect(rowOf('10:44')).toBe('10:30');
    expect(rowOf('10:29')).toBe('10:00');
  });
  it('knows dates', () => {
    expect(isPlainDate('2026-11-24')).toBe(true);
    for (const wrong of ['2026-13-01', '24.11.2026', '', undefined]) expect(isPlainDate(wrong)).toBe(false);
  });
});
