import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { queryClient } from '@/lib/session';
import { show } from '@/test/render';
import { byDay } from './CallTime';
import { ConsentPage } from './ConsentPage';

const person = { name: '山田 太郎', employer: '株式会社青空商事', department: '', title: '部長' };
const asked = {
  person,
  maskedEmail: 'y••••@aozora.example',
  verified: false,
  code: { sentAt: null, expiresAt: null, lockedUntil: null, triesLeft: 5 },
  applicationNumber: 'A-1',
  language: 'ja',
  productName: 'EV',
  level: 'EV',
  names: ['www.example.jp'],
  organizationName: '株式会社青空商事',
  organizationAddress: '東京都',
  applicantName: '佐藤 花子',
  technical: person,
  authorization: null,
  consents: [
    { id: 'cns_1', role: 'authorization', statement: '承認します。', status: 'pending', decidedAt: null, reason: '' },
    { id: 'cns_2', role: 'contract_signer', statement: '署名します。', status: 'pending', decidedAt: null, reason: '' },
  ],
  agreement: { version: '1', text: '第1条' },
  agreementSha256: 'abc',
  expiresAt: '2026-12-11T03:00:00Z',
  done: false,
  deskPhone: '03',
  deskHours: '10',
};
const session = { kind: 'link', csrfToken: 'csrf', permissions: [], environment: 'test', timeZone: 'Asia/Tokyo', now: '2026-11-27T03:00:00Z', user: null };

/** A server that keeps the page, and what it was asked. */
function serve(page: object) {
  const calls: { url: string; method: string; body: unknown; headers: Headers }[] = [];
  let now: Record<string, unknown> = page as Record<string, unknown>;
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    const request = input as Request;
    const url = new URL(request.url).pathname.replace('/api/v1', '');
    const text = request.method === 'GET' ? '' : await request.text();
    const body = text ? JSON.parse(text) : null;
    calls.push({ url, method: request.method, body, headers: request.headers });
    const json = (answer: unknown, status = 200) => new Response(JSON.stringify(answer), { status, headers: { 'Content-Type': 'application/json' } });
    if (url === '/session') return json(session);
    if (url === '/consent-page/code-checks') {
      if (body.code !== '12345678')
        return json({ status: 422, code: 'consent_code_wrong', title: '確認', detail: '確認コードが正しくありません。', errors: [] }, 422);
      now = { ...now, verified: true };
    }
    if (url.endsWith('/decisions')) {
      const id = url.split('/')[2];
      const consents = (now.consents as typeof asked.consents).map((one) =>
        one.id === id ? { ...one, status: body.decision === 'consent' ? 'consented' : 'declined' } : one,
      );
      now = { ...now, consents, done: consents.every((one) => one.status !== 'pending') };
    }
    if (url === '/consent-page/calls') return json({ timeZone: 'Asia/Tokyo', free: ['2026-11-30T01:00:00Z'], bookedAt: null });
    return json(now);
  });
  return calls;
}

beforeEach(() => changeLanguage('ja'));
afterEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
});

const button = (name: string) => screen.findByRole('button', { name });

test('an answered link that is opened again asks for the code before it shows the call', async () => {
  const consents = asked.consents.map((one) => ({ ...one, status: 'consented', decidedAt: '2026-11-27T03:00:00Z' }));
  serve({ ...asked, consents, done: true });
  await show(<ConsentPage />);
  expect(await screen.findByText(/お電話の日時をご覧いただく前に/)).toBeTruthy();
  expect(screen.queryByText('確認のお電話の日時')).toBeNull();
  fireEvent.click(await button('確認コードを送る'));
  fireEvent.change(await screen.findByRole('textbox', { name: /確認コード/ }), { target: { value: '12345678' } });
  fireEvent.click(await button('確認する'));
  expect(await screen.findByText('確認のお電話の日時')).toBeTruthy();
});

test('a code comes before any answer, and a wrong one is told', async () => {
  const calls = serve(asked);
  await show(<ConsentPage />);
  expect(await screen.findByText('www.example.jp')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '承認する' })).toBeNull();
  fireEvent.click(await button('確認コードを送る'));
  const code = await screen.findByRole('textbox', { name: /確認コード/ });
  fireEvent.change(code, { target: { value: '11111111' } });
  fireEvent.click(await button('確認する'));
  expect(await screen.findByText('確認コードが正しくありません。')).toBeTruthy();
  fireEvent.change(code, { target: { value: '12345678' } });
  fireEvent.click(await button('確認する'));
  expect(await button('承認する')).toBeTruthy();
  const posts = calls.filter((call) => call.method === 'POST');
  expect(posts.every((call) => call.headers.get('X-Entry') === 'link' && call.headers.get('X-CSRF-Token') === 'csrf')).toBe(true);
  expect(calls.filter((call) => call.url.endsWith('/decisions'))).toEqual([]);
});

test('one person answers two questions apart, and signs with the agreement read', async () => {
  const calls = serve({ ...asked, verified: true });
  await show(<ConsentPage />);
  fireEvent.click(await button('承認する'));
  await waitFor(() => expect(screen.queryByRole('button', { name: '承認する' })).toBeNull());
  fireEvent.click(await button('署名する'));
  expect(calls.filter((call) => call.url === '/consents/cns_2/decisions')).toEqual([]);
  fireEvent.change(screen.getByRole('textbox', { name: /ご署名/ }), { target: { value: '山田 太郎' } });
  fireEvent.click(await button('署名する'));
  expect((await screen.findAllByText('ご回答を受け付けました')).length).toBeGreaterThan(0);
  expect(calls.find((call) => call.url === '/consents/cns_2/decisions')?.body).toEqual({ decision: 'consent', signature: '山田 太郎', agreementSha256: 'abc' });
  expect(await screen.findByText('10:00')).toBeTruthy();
});

test('declining takes a reason', async () => {
  const calls = serve({ ...asked, verified: true, consents: asked.consents.slice(0, 1), agreement: null });
  await show(<ConsentPage />);
  fireEvent.click(await button('辞退する'));
  fireEvent.click(await button('辞退を送信する'));
  expect(calls.filter((call) => call.url.endsWith('/decisions'))).toEqual([]);
  fireEvent.change(screen.getByRole('textbox', { name: /辞退の理由/ }), { target: { value: '聞いていません' } });
  fireEvent.click(await button('辞退を送信する'));
  expect((await screen.findAllByText('ご回答を受け付けました')).length).toBeGreaterThan(0);
  expect(calls.find((call) => call.url.endsWith('/decisions'))?.body).toEqual({ decision: 'decline', reason: '聞いていません' });
  expect(screen.queryByText('確認のお電話の日時')).toBeNull();
});

test('a used link says when and what was done', async () => {
  vi.spyOn(window, 'fetch').mockImplementation(async (input) =>
    (input as Request).url.endsWith('/session')
      ? new Response(JSON.stringify(session), { headers: { 'Content-Type': 'application/json' } })
      : new Response(JSON.stringify({ status: 409, code: 'consent_link_used', title: 'x', detail: 'このリンクは 11/20 10:12 に承認済みです。', errors: [] }), {
          status: 409,
          headers: { 'Content-Type': 'application/problem+json' },
        }),
  );
  await show(<ConsentPage />);
  expect(await screen.findByText('このリンクは 11/20 10:12 に承認済みです。')).toBeTruthy();
});

test('free half hours are listed by their day in Japan', () => {
  const days = byDay({ timeZone: 'Asia/Tokyo', free: ['2026-11-30T01:00:00Z', '2026-11-30T07:30:00Z', '2026-12-01T01:00:00Z'], bookedAt: null }, 'ja');
  expect([...days.keys()]).toEqual(['2026年11月30日（月）', '2026年12月1日（火）']);
  expect(days.get('2026年11月30日（月）')).toHaveLength(2);
});
