import { screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Tasks } from '@/features/tracker/Tasks';
import { changeLanguage } from '@/lib/i18n';
import { queryClient } from '@/lib/session';
import type { Application, Order } from '@/lib/types';
import { show } from '@/test/render';
import { Turn } from './Turn';
import { stepsOfCustomer } from './useDuties';

const application = {
  id: 'app_1',
  status: 'waiting_for_applicant',
  turn: 'applicant',
  waitingDays: 2,
  names: ['www.aozora.example.jp'],
  validations: [{ fqdn: 'www.aozora.example.jp', authorizationDomain: 'aozora.example.jp', method: 'dns_txt', status: 'valid', usable: true, mails: [] }],
  questions: [],
  steps: [
    { step: 'organization', status: 'in_progress' },
    { step: 'domains', status: 'passed' },
    { step: 'authorization_call', status: 'scheduled' },
  ],
  ending: null,
} as unknown as Application;
const order = {
  id: 'ord_1',
  status: 'paid',
  applicationId: 'app_1',
  accessCode: { status: 'used' },
  actions: [{ name: 'resendAccessCode', allowed: true }],
} as unknown as Order;

function serve(consents: object[]) {
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    const url = (input as Request).url;
    const session = { kind: 'order', csrfToken: 'x', permissions: [], applicationId: null, timeZone: 'Asia/Tokyo' };
    return new Response(JSON.stringify(url.endsWith('/session') ? session : { consents, required: true }), { headers: { 'Content-Type': 'application/json' } });
  });
}
const declined = { role: 'authorization', person: '山田 太郎', status: 'declined', reason: '聞いていません' };

beforeEach(async () => {
  queryClient.clear();
  await changeLanguage('ja');
});
afterEach(() => vi.restoreAllMocks());

test('a decline is the turn of the customer, though questions and domains are done', async () => {
  serve([declined, { role: 'contract_signer', person: '高橋 健', status: 'pending', reason: '' }]);
  await show(<Turn application={application} />);
  expect(await screen.findByText('承認担当者の 山田 太郎 様が辞退されました。別の方をご指定ください')).toBeTruthy();
  expect(screen.getByText('お客様にお願いしたいことがあります')).toBeTruthy();
  expect(screen.getByText('聞いていません')).toBeTruthy();
  expect(screen.getByRole('link', { name: '別の方を指定する' }).getAttribute('href')).toBe('#consents');
  expect(screen.queryByText('弊社で審査しています')).toBeNull();
});

test('without a duty vetting goes on', async () => {
  serve([{ ...declined, status: 'consented' }]);
  await show(<Turn application={{ ...application, status: 'vetting', turn: 'desk' } as Application} />);
  expect(await screen.findByText('弊社で審査しています')).toBeTruthy();
});

test('domains to prove and calls without a time wait for the customer', () => {
  const steps = [...application.steps, { step: 'hr_call', status: 'not_started' }] as Application['steps'];
  expect(stepsOfCustomer({ ...application, steps })).toEqual(['hr_call']);
  expect(stepsOfCustomer({ ...application, validations: [] })).toEqual(['domains']);
  const stale = application.validations.map((validation) => ({ ...validation, usable: false }));
  expect(stepsOfCustomer({ ...application, validations: stale })).toEqual(['domains']);
});

test('a domain whose proof counts no longer is a duty again, one that an earlier application has proven is none [C12]', async () => {
  serve([]);
  const validations = application.validations.map((validation) => ({ ...validation, usable: false }));
  const reused = { ...application.validations[0], fqdn: 'shop.aozora.example.jp', authorizationDomain: 'shop.aozora.example.jp', usable: true };
  const names = ['www.aozora.example.jp', 'shop.aozora.example.jp'];
  await show(<Turn application={{ ...application, status: 'vetting', names, validations: [...validations, reused] } as Application} />);
  expect(await screen.findByText(/www\.aozora\.example\.jp/)).toBeTruthy();
  expect(screen.queryByText(/shop\.aozora\.example\.jp/)).toBeNull();
});

test('a tracker without the session of the application says how to act', async () => {
  serve([declined]);
  await show(<Tasks order={order} application={application} />);
  expect(await screen.findByText(/辞退されました/)).toBeTruthy();
  expect(screen.getByText('ご対応の方法')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'コードを入力して開く' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'コードを再送する' })).toBeTruthy();
});
