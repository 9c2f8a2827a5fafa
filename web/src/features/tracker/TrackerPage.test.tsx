import { screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { queryClient } from '@/lib/session';
import { show } from '@/test/render';
import { TrackerPage } from './TrackerPage';

const order = {
  id: 'ord_1',
  number: 'A-2026-000001',
  status: 'paid',
  product: 'advantage',
  productName: 'アドバンテージ',
  termYears: 1,
  names: ['www.aozora.example.jp'],
  customer: { organizationName: '株式会社青空商事' },
  recipient: { name: '', email: 's***@aozora.test' },
  total: 55000,
  paid: 55000,
  invoice: { number: 'I-1', issuedOn: '2026-11-20', dueOn: '2026-12-20', pdfUrl: '', registrationNumber: '' },
  receipt: null,
  bankAccount: {},
  accessCode: { status: 'used', recipientEmail: 's***@aozora.test', issuedAt: '2026-11-20T01:00:00Z', expiresAt: '2026-12-20T01:00:00Z' },
  applicationId: null,
  timeline: [{ step: 'placed', status: 'done', at: '2026-11-20T01:00:00Z' }],
  createdAt: '2026-11-20T01:00:00Z',
  version: 1,
  actions: [{ name: 'resendAccessCode', allowed: true }],
};

function serve(kind: string) {
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    const url = new URL((input as Request).url).pathname.replace('/api/v1', '');
    const body = url === '/session' ? { kind, csrfToken: 'c', permissions: [], timeZone: 'Asia/Tokyo', user: null } : order;
    return new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
  });
}

beforeEach(() => changeLanguage('ja'));
afterEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
});

test('who came by number and mail address is told how to act, and gets no papers', async () => {
  serve('tracker');
  await show(<TrackerPage />);
  expect(await screen.findByText('状況の確認のみのページです')).toBeTruthy();
  expect(screen.getByText(/アクセスコードから/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /請求書/ })).toBeNull();
  expect(screen.getByRole('button', { name: 'コードを再送する' })).toBeTruthy();
});

test('the session that asked for the quote is not limited', async () => {
  serve('order');
  await show(<TrackerPage />);
  expect(await screen.findByRole('button', { name: /請求書/ })).toBeTruthy();
  expect(screen.queryByText('状況の確認のみのページです')).toBeNull();
});
