import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/lib/api';
import { changeLanguage } from '@/lib/i18n';
import { keepSession, queryClient } from '@/lib/session';
import type { AccountDomain, CaaAdvice, Session, Validation } from '@/lib/types';
import { show } from '@/test/render';
import { DomainsPage } from './DomainsPage';
import { Reverify } from './Reverify';
import { nextStep } from './steps';

const advice: CaaAdvice = {
  issuerDomain: 'ca.example.jp',
  accountUri: 'acct:acc_1@ca.example.jp',
  methods: ['ca-tbr-7', 'ca-tbr-18'],
  record: '0 issue "ca.example.jp; accounturi=acct:acc_1@ca.example.jp; validationmethods=ca-tbr-7,ca-tbr-18"',
};
const proven: AccountDomain = {
  domain: 'example.jp',
  fqdn: 'www.example.jp',
  method: 'dns_txt',
  coversBelow: true,
  completedAt: '2025-10-01T00:00:00Z',
  stateOv: 'usable',
  stateEv: 'ends_soon',
  usableUntilOv: '2027-12-31T15:00:00Z',
  usableUntilEv: '2026-12-20T00:00:00Z',
  pending: null,
};
const waiting = {
  id: 'dcv_1',
  fqdn: 'example.jp',
  authorizationDomain: 'example.jp',
  method: 'dns_txt',
  status: 'pending',
  recordName: '_shomei-validation.example.jp',
  recordValue: 'value-1',
  lastFound: '"other"',
  lastError: '別の値がありました。',
  attempts: 2,
  nextTryAt: '2026-11-27T06:00:00Z',
  valueExpiresAt: '2026-12-27T00:00:00Z',
  mails: [],
  caa: '',
  caaProblem: '',
  quorum: '',
  perspectives: [],
} as unknown as Validation;
const response = new Response();
const session = (permissions: string[]) => keepSession({ permissions, now: '2026-11-27T05:00:00Z' } as unknown as Session);

beforeEach(() => changeLanguage('ja'));
afterEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
});

describe('what to do about a domain [C12]', () => {
  it('is the pending proof first, then what has ended, then what ends next', () => {
    expect(nextStep({ ...proven, pending: waiting })).toEqual({ step: 'dns_txt' });
    expect(nextStep({ ...proven, pending: { ...waiting, method: 'caa_email' } })).toEqual({ step: 'mail' });
    expect(nextStep({ ...proven, stateEv: 'ended' })).toEqual({ step: 'ended' });
    expect(nextStep(proven)).toEqual({ step: 'ends_soon', by: '2026-12-20T00:00:00Z' });
    expect(nextStep({ ...proven, stateEv: 'usable' })).toEqual({ step: 'none' });
  });
});

describe('the list of domains [C12]', () => {
  it('says for each level until when, the next step, and the CAA record of the account', async () => {
    session(['domains:read']);
    vi.spyOn(api, 'GET').mockResolvedValue({ data: { items: [proven], caa: advice }, response } as never);
    await show(<DomainsPage />);
    const row = within((await screen.findByRole('link', { name: 'example.jp' })).closest('tr') as HTMLElement);
    expect(row.getByText('使えます')).toBeTruthy();
    expect(row.getByText('まもなく期限')).toBeTruthy();
    expect(row.getByText(/2026.*までに確認しなおす/)).toBeTruthy();
    expect(screen.getByText(advice.record)).toBeTruthy();
    expect(screen.getByText(advice.accountUri)).toBeTruthy();
  });
});

describe('proving a domain again [C06 C12]', () => {
  it('shows what to publish and what was found, looks on demand and stops after a question', async () => {
    session(['domains:validate']);
    const post = vi.spyOn(api, 'POST').mockResolvedValue({ data: waiting, response } as never);
    const remove = vi.spyOn(api, 'DELETE').mockResolvedValue({ data: waiting, response } as never);
    const person = userEvent.setup();
    await show(<Reverify domain={{ ...proven, pending: waiting }} advice={advice} />);
    expect(screen.getByText('_shomei-validation.example.jp')).toBeTruthy();
    expect(screen.getByText('"other"')).toBeTruthy();
    await person.click(screen.getByRole('button', { name: '今すぐ確認する' }));
    expect(post).toHaveBeenCalledWith('/validations/{id}/checks', { params: { path: { id: 'dcv_1' } } });
    await person.click(screen.getByRole('button', { name: 'この確認をやめる' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(remove).not.toHaveBeenCalled();
    await person.click(dialog.getByRole('button', { name: 'この確認をやめる' }));
    await waitFor(() => expect(remove).toHaveBeenCalledWith('/validations/{id}', { params: { path: { id: 'dcv_1' } } }));
  });

  it('offers the methods at once where the proof ends soon, and begins one for the domain', async () => {
    session(['domains:validate']);
    const option = { section: '3.2.2.4.7', allowed: true, reason: null, warning: null, endsAt: null, authorizationDomains: ['example.jp'], addresses: [] };
    const get = vi.spyOn(api, 'GET').mockResolvedValue({ data: { fqdn: 'example.jp', options: [{ ...option, method: 'dns_txt' }] }, response } as never);
    const post = vi.spyOn(api, 'POST').mockResolvedValue({ data: waiting, response } as never);
    const person = userEvent.setup();
    await show(<Reverify domain={proven} advice={advice} />);
    await person.click(await screen.findByRole('button', { name: '確認をはじめる' }));
    expect(get).toHaveBeenCalledWith('/domains/{domain}/validation-options', { params: { path: { domain: 'example.jp' } } });
    expect(post).toHaveBeenCalledWith('/domains/{domain}/validations', {
      params: { path: { domain: 'example.jp' } },
      body: { method: 'dns_txt', authorizationDomain: 'example.jp', addresses: [] },
    });
  });

  it('is not offered to those who may only read', async () => {
    session(['domains:read']);
    await show(<Reverify domain={proven} advice={advice} />);
    expect(screen.queryByRole('button')).toBeNull();
  });
});
