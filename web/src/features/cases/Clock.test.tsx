import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import type { CaseSummary } from '@/lib/types';
import { show } from '@/test/render';
import { DueCell } from './Clock';

const row = (status: string, clock: Partial<NonNullable<CaseSummary['clock']>>): CaseSummary => ({
  id: 'cas_1',
  applicationId: 'app_1',
  applicationNumber: 'A-1',
  organizationName: '株式会社青空商事',
  product: 'advantage',
  orderNumber: 'N-1',
  productName: 'OV',
  level: 'OV',
  termYears: 1,
  sentBack: false,
  names: ['www.aozora.example.jp'],
  status,
  assignedTo: null,
  assignedName: null,
  dueOn: '2026-11-30',
  dueOnLatest: '2026-12-07',
  overdue: false,
  unseenAnswers: 0,
  openHits: 0,
  openSteps: 1,
  openedAt: '2026-11-20T01:00:00Z',
  clock: { leftSeconds: 0, daySeconds: 25_200, waitingDays: 0, flags: [], ...clock },
});

describe('the clock of a case', () => {
  it('says what is left in days and hours of the desk', async () => {
    await changeLanguage('ja');
    await show(<DueCell row={row('open', { leftSeconds: 25_200 + 4 * 3600 + 59 })} />);
    expect(screen.getByText(/あと1営業日と4時間/)).toBeTruthy();
    expect(screen.getByText('2026/12/07')).toBeTruthy();
    expect(screen.getByText(/目安 2026\/11\/30/)).toBeTruthy();
  });

  it('says whose turn it is while the applicant is awaited', async () => {
    await changeLanguage('ja');
    await show(<DueCell row={row('waiting_for_applicant', { leftSeconds: 25_200, waitingDays: 3 })} />);
    expect(screen.getByText(/お客様の対応待ち：3営業日/)).toBeTruthy();
    expect(screen.queryByText(/あと/)).toBeNull();
  });

  it('flags with words, and leaves out flags it does not know', async () => {
    await changeLanguage('en');
    await show(<DueCell row={row('open', { flags: ['overdue', 'unassigned_long', 'from_the_future'] })} />);
    expect(screen.getByText('Overdue')).toBeTruthy();
    expect(screen.getByText('Unassigned for long')).toBeTruthy();
    expect(screen.queryByText(/future/)).toBeNull();
  });
});
