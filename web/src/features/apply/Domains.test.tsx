import { screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/lib/api';
import { changeLanguage } from '@/lib/i18n';
import { queryClient } from '@/lib/session';
import type { Application } from '@/lib/types';
import { show } from '@/test/render';
import { Domains } from './Domains';

const proof = {
  id: 'dcv_1',
  fqdn: 'www.example.jp',
  authorizationDomain: 'example.jp',
  method: 'dns_txt',
  status: 'valid',
  usable: true,
  completedAt: '2026-11-01T00:00:00Z',
  usableUntil: '2029-02-01T00:00:00Z',
  lastError: '',
  caa: '',
  quorum: '',
  perspectives: [],
  mails: [],
};
const option = {
  method: 'dns_txt',
  section: '3.2.2.4.7',
  allowed: true,
  reason: null,
  warning: null,
  endsAt: null,
  authorizationDomains: ['www.example.jp'],
  addresses: [],
};
const application = (validations: object[]) =>
  ({
    id: 'app_1',
    names: ['www.example.jp'],
    validations,
    caa: [],
    caaAdvice: { issuerDomain: 'ca.example', accountUri: '', methods: [], record: '' },
  }) as unknown as Application;

beforeEach(async () => {
  await changeLanguage('ja');
  vi.spyOn(api, 'GET').mockResolvedValue({ data: { fqdn: 'www.example.jp', options: [option] }, response: new Response() } as never);
});
afterEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
});

describe('the domains of an application', () => {
  it('shows a proof that counts [C06]', async () => {
    await show(<Domains application={application([proof])} />);
    expect(await screen.findByText('確認済み')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '確認をはじめる' })).toBeNull();
  });
  it('offers the methods once more where the step was opened again [C05]', async () => {
    await show(<Domains application={application([{ ...proof, usable: false }])} />);
    expect(await screen.findByText('再確認が必要')).toBeTruthy();
    expect(screen.queryByText('確認済み')).toBeNull();
    expect(await screen.findByRole('button', { name: '確認をはじめる' })).toBeTruthy();
  });
  it('shows what an earlier application has proven beside an older try [C12]', async () => {
    const ended = { ...proof, id: 'dcv_0', authorizationDomain: 'www.example.jp', status: 'expired', usable: false };
    await show(<Domains application={application([ended, proof])} />);
    expect(await screen.findByText('確認済み')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '確認をはじめる' })).toBeNull();
  });
});
