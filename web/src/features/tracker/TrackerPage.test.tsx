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

const application = {
  id: 'app_1',
  status: 'vetting',
  turn: 'desk',
  names: ['www.aozora.example.jp'],
  dueOn: '2026-11-30',
  dueOnLatest: '2026-12-07',
  waitingDays: 0,
  validations: [],
  questions: [],
  messages: [],
  history: [],
  steps: [],
  ending: null,
  actions: [],
};

function serve(kind: string, now = '2026-11-24T01:00:00Z', applicationId: string | null = null, status = application.status, of: object = {}) {
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    const url = new URL((input as Request).url).pathname.replace('/api/v1', '');
    const session = { kind, csrfToken: 'c', permissions: [], timeZone: 'Asia/Tokyo', user: null, now };
    const bodies: Record<string, unknown> = {
      '/session': session,
      '/applications/app_1': { ...application, status },
      '/applications/app_1/consents': { consents: [], required: false },
    };
    const body = bodies[url] ?? { ...order, applicationId, ...of };
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

test.each([
  ['2026-11-30T14:59:00Z', '2026年11月30日（月）ごろ発行予定（5〜10営業日）'],
  ['2026-11-30T15:00:00Z', '遅くとも2026年12月7日（月）までに発行予定'],
])('at %s the page says %s', async (now, due) => {
  serve('order', now, 'app_1');
  await show(<TrackerPage />);
  expect(await screen.findByText(due)).toBeTruthy();
});

test('once both dates are past the page says that it takes longer, and whom to ask', async () => {
  serve('order', '2026-12-08T01:00:00Z', 'app_1');
  await show(<TrackerPage />);
  expect(await screen.findByText(/予定より審査に時間がかかっています/)).toBeTruthy();
  expect(screen.getByRole('link', { name: 'お問い合わせ' }).getAttribute('href')).toBe('/contact');
  expect(screen.queryByText(/ごろ発行予定|遅くとも/)).toBeNull();
});

test('an application left as a draft is the turn of the customer, also for who only looks', async () => {
  serve('tracker', undefined, 'app_1', 'draft');
  await show(<TrackerPage />);
  expect(await screen.findByText('証明書の申請を続ける')).toBeTruthy();
  expect(screen.getByText('ご対応の方法')).toBeTruthy();
});

test('once issued the page speaks of the certificate and leads to no application', async () => {
  serve('tracker', undefined, 'app_1', 'issued');
  await show(<TrackerPage />);
  expect(await screen.findByText(/証明書を発行しました/)).toBeTruthy();
  expect(screen.queryByRole('link', { name: '申請へ進む' })).toBeNull();
});

test.each([
  ['2027-11-20T14:59:00Z', 'アクセスコードの送付を準備しています。'],
  ['2027-11-20T15:00:00Z', 'ご入金がお申し込みの期限より後になりました。ご返金または新しいご注文について、担当者よりご連絡します。'],
])('at %s a paid order without a code reads %s', async (now, ours) => {
  serve('order', now, null, undefined, { accessCode: null, unusedUntil: '2027-11-20' });
  await show(<TrackerPage />);
  expect(await screen.findByText(ours)).toBeTruthy();
  expect(screen.queryAllByText(/ご入金の確認後にお送りします|準備しています/).length).toBe(ours.includes('準備') ? 2 : 0);
});
