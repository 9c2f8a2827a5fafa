import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { api } from '@/lib/api';
import { changeLanguage } from '@/lib/i18n';
import { queryClient } from '@/lib/session';
import { show } from '@/test/render';
import { ChooseMethod } from './ChooseMethod';
import { provingName } from './proving';

const closed = { warning: null, endsAt: null, authorizationDomains: [], addresses: [] };
const domains = ['www.example.jp', 'example.jp'];
const options = [
  { method: 'dns_txt', section: '3.2.2.4.7', allowed: true, reason: null, warning: null, endsAt: null, authorizationDomains: domains, addresses: [] },
  {
    method: 'email',
    section: '3.2.2.4.4',
    allowed: true,
    reason: null,
    warning: '2028年3月15日以降は利用できません',
    endsAt: '2028-03-15T00:00:00Z',
    authorizationDomains: domains,
    addresses: domains.map((at) => ({ address: `admin@${at}`, authorizationDomain: at, source: 'constructed' })),
  },
  { ...closed, method: 'whois_email', section: '3.2.2.4.2', allowed: false, reason: 'WHOISの連絡先は使用しません' },
];

afterEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
});

describe('choosing how a domain is proven', () => {
  it('offers what the server lists, says why others are closed, and asks those who were chosen', async () => {
    await changeLanguage('ja');
    const response = new Response();
    vi.spyOn(api, 'GET').mockResolvedValue({ data: { fqdn: 'www.example.jp', options }, response } as never);
    const post = vi.spyOn(api, 'POST').mockResolvedValue({ data: {}, response } as never);
    const done = vi.fn();
    const person = userEvent.setup();
    await show(<ChooseMethod name="www.example.jp" proving={provingName('app_1', 'www.example.jp')} onDone={done} />);
    await screen.findByText('WHOISの連絡先は使用しません');
    expect(screen.queryByRole('radio', { name: /WHOIS/ })).toBeNull();
    await person.click(screen.getByRole('radio', { name: /ドメインの管理者へのメール/ }));
    expect(screen.getByText('2028年3月15日以降は利用できません')).toBeTruthy();
    await person.click(screen.getByRole('radio', { name: /^example\.jp/ }));
    expect(screen.queryByRole('checkbox', { name: 'admin@www.example.jp' })).toBeNull();
    await person.click(screen.getByRole('checkbox', { name: 'admin@example.jp' }));
    await person.click(screen.getByRole('button', { name: '確認をはじめる' }));
    expect(post).toHaveBeenCalledWith('/applications/{id}/validations', {
      params: { path: { id: 'app_1' } },
      body: { fqdn: 'www.example.jp', method: 'email', authorizationDomain: 'example.jp', addresses: ['admin@example.jp'] },
    });
    expect(done).toHaveBeenCalled();
  });

  it('says what the server misses where nobody was chosen', async () => {
    await changeLanguage('ja');
    vi.spyOn(api, 'GET').mockResolvedValue({ data: { fqdn: 'www.example.jp', options }, response: new Response() } as never);
    const missing = { field: '/addresses', code: 'validation_address_missing', detail: '送付先を1つ以上選んでください' };
    const error = { status: 422, code: 'invalid', title: '入力をご確認ください', detail: '入力内容に誤りがあります', errors: [missing] };
    vi.spyOn(api, 'POST').mockResolvedValue({ error, response: new Response(null, { status: 422 }) } as never);
    const person = userEvent.setup();
    await show(<ChooseMethod name="www.example.jp" proving={provingName('app_1', 'www.example.jp')} onDone={() => undefined} />);
    await person.click(await screen.findByRole('radio', { name: /ドメインの管理者へのメール/ }));
    await person.click(screen.getByRole('button', { name: '確認をはじめる' }));
    expect((await screen.findByRole('alert')).textContent).toContain(missing.detail);
  });
});
