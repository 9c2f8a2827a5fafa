import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import type { Call } from '@/lib/types';
import { show } from '@/test/render';
import { WeekGrid } from './WeekGrid';
import { addDays } from './week';

const days = Array.from({ length: 7 }, (_, at) => ({
  date: addDays('2026-11-22', at),
  open: at > 1 && at < 6,
  holiday: at === 1 ? '勤労感謝の日' : null,
  official: false,
}));

const call = {
  id: 'cal_1',
  caseId: 'cas_1',
  organizationName: '株式会社青空商事',
  step: 'authorization_call',
  contact: { role: 'authorization', name: '山田 太郎', department: '', title: '', phone: '' },
  status: 'scheduled',
  scheduledAt: '2026-11-24T01:40:00Z',
  overdue: false,
  outcome: '',
} as unknown as Call;

describe('the week of calls', () => {
  it('begins on Sunday, names holidays and shows each call at its time', async () => {
    await changeLanguage('ja');
    const open = vi.fn();
    await show(<WeekGrid days={days} calls={[call]} today="2026-11-24" onOpen={open} />);
    const heads = screen.getAllByRole('columnheader').slice(1);
    expect(heads[0]?.textContent).toContain('11月22日（日）');
    expect(heads[1]?.textContent).toContain('勤労感謝の日');
    expect(heads[1]?.getAttribute('data-day')).toBe('holiday');
    expect(heads.map((head) => head.hasAttribute('data-today'))).toEqual([false, false, true, false, false, false, false]);
    const row = screen.getByRole('row', { name: /^10:30/ });
    const booked = within(row).getByRole('button', { name: /10:40/ });
    expect(booked.closest('td')).toBe(row.children[3]);
    await userEvent.click(booked);
    expect(open).toHaveBeenCalledWith(call);
  });

  it('says so in English, with English names of holidays', async () => {
    await changeLanguage('en');
    await show(<WeekGrid days={days} calls={[{ ...call, overdue: true }]} today="2026-11-25" onOpen={() => {}} />);
    expect(screen.getByText('Labour Thanksgiving Day')).toBeTruthy();
    expect(screen.getByText('Sun 22 Nov')).toBeTruthy();
    expect(screen.getByRole('button', { name: /Overdue/ })).toBeTruthy();
    await changeLanguage('ja');
  });
});
