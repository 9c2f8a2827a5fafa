import { screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { queryClient } from '@/lib/session';
import { show } from '@/test/render';
import { OrderPage } from './OrderPage';

const secret = 'a'.repeat(43);
const quote = {
  id: 'quo_1',
  number: 'Q-2026-000001',
  status: 'sent',
  product: 'advantage',
  termYears: 1,
  names: ['aozora.example.jp'],
  customer: { organizationName: '株式会社青空商事', contactName: '佐藤 花子', email: 'hanako@aozora.example', department: '' },
  lines: [{ description: 'アドバンテージ', quantity: 1, unitPrice: 48000, amount: 48000, taxRate: 10 }],
  taxes: [{ rate: 10, net: 48000, tax: 4800 }],
  net: 48000,
  tax: 4800,
  total: 52800,
  validUntil: '2026-12-27T03:00:00Z',
  pdfUrl: '/api/v1/quotes/quo_1/pdf',
  orderId: null as string | null,
  csrfToken: 'csrf',
};

function serve(answer: object) {
  const asked: unknown[] = [];
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    const request = input as Request;
    if (request.method === 'POST') asked.push(JSON.parse(await request.text()));
    const body = request.url.endsWith('/session') ? { kind: null, csrfToken: null, permissions: [], timeZone: 'Asia/Tokyo' } : answer;
    if (request.url.endsWith('/products')) return new Response(JSON.stringify({ items: [] }), { headers: { 'Content-Type': 'application/json' } });
    return new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
  });
  return asked;
}

beforeEach(async () => {
  queryClient.clear();
  window.sessionStorage.clear();
  window.history.replaceState(null, '', `/order#quote=${secret}`);
  await changeLanguage('ja');
});
afterEach(() => vi.restoreAllMocks());

test('the mailed link opens the quote, and its secret leaves the address bar', async () => {
  const asked = serve(quote);
  await show(<OrderPage />);
  expect(await screen.findByText('Q-2026-000001')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'この内容で注文する' })).toBeTruthy();
  expect(asked).toEqual([{ token: secret }]);
  await waitFor(() => expect(window.location.hash).toBe(''));
});

test('a quote that was ordered leads to the order', async () => {
  serve({ ...quote, orderId: 'ord_1' });
  await show(<OrderPage />);
  expect(await screen.findByText('お見積り Q-2026-000001 は、ご注文いただいています')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'この内容で注文する' })).toBeNull();
});
