import { screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { show } from '@/test/render';
import { ReportPage } from './ReportPage';

const spread = { count: 1, medianSeconds: 7200, p90Seconds: 7200 };
const report = {
  from: '2026-11-01',
  to: '2026-11-30',
  daySeconds: 25_200,
  received: 1,
  approved: 1,
  rejected: 0,
  withdrawn: 0,
  lapsed: 0,
  decision: spread,
  steps: [{ ...spread, step: 'domains' }],
  firstTimeRight: 1,
  late: 0,
  specialists: [],
};

test('the times say from when until when they run', async () => {
  await changeLanguage('ja');
  vi.spyOn(window, 'fetch').mockImplementation(async () => new Response(JSON.stringify(report), { headers: { 'Content-Type': 'application/json' } }));
  await show(<ReportPage />);
  expect(await screen.findByText(/^申請から決定まで、および申請から各確認が済むまでの時間です。/)).toBeTruthy();
  expect(screen.getByRole('columnheader', { name: '申請からどこまで' })).toBeTruthy();
  vi.restoreAllMocks();
});
