import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { setEntry } from '@/lib/api';
import { keepDraft } from '@/lib/drafts';
import { changeLanguage } from '@/lib/i18n';
import { keepSession, queryClient } from '@/lib/session';
import type { Order, Session } from '@/lib/types';
import { show } from '@/test/render';
import { MyOrderPage } from './MyOrderPage';
import { MyOrdersPage } from './MyOrdersPage';
import { nextOf } from './next';
import { OrderAgainPage } from './OrderAgainPage';

const now = '2026-11-27T05:00:00Z';
const customer = {
  organizationName: '株式会社青空商事',
  organizationKana: 'カブシキガイシャアオゾラショウジ',
  corporateNumber: '6010001999001',
  postalCode: '100-0005',
  state: '東京都',
  locality: '千代田区',
  street: '丸の内1-1-1',
  department: '',
  contactName: '佐藤 花子',
  email: 'hanako@aozora.example',
  phone: '03-0000-0001',
};
const recipient = { name: '鈴木 一郎', email: 'ichiro@aozora.example' };
const reached = (...steps: string[]) =>
  ['placed', 'paid', 'code_sent', 'applied', 'vetting', 'issued'].map((step) => ({
    step,
    status: steps.includes(step) ? 'done' : 'waiting',
    at: steps.includes(step) ? now : null,
  }));
const code = { status: 'issued', recipientEmail: recipient.email, issuedAt: now, expiresAt: '2026-12-27T00:00:00Z' };
const invoiced: Order = {
  id: 'ord_1',
  number: 'A-2026-000001',
  status: 'invoiced',
  product: 'advantage',
  productName: 'アドバンテージ',
  termYears: 1,
  names: ['www.aozora.example', 'aozora.example'],
  customer,
  recipient,
  total: 55000,
  paid: 0,
  invoice: { number: 'I-1', issuedOn: '2026-11-27', dueOn: '2026-12-27', pdfUrl: '/api/v1/orders/ord_1/invoice', registrationNumber: '' },
  receipt: null,
  bankAccount: { bank: '青空銀行', branch: '本店', kind: '普通', number: '0000000', holder: 'シヨウメイ' },
  accessCode: null,
  applicationId: null,
  unusedUntil: null,
  timeline: reached('placed'),
  createdAt: now,
  version: 1,
  actions: [],
};
const paid: Order = {
  ...invoiced,
  status: 'paid',
  paid: 55000,
  receipt: { number: 'R-1', issuedOn: '2026-11-27', pdfUrl: '/api/v1/orders/ord_1/receipt' },
  accessCode: code,
  unusedUntil: '2027-11-26',
  timeline: reached('placed', 'paid', 'code_sent'),
};
const applied = (...steps: string[]): Order => ({
  ...paid,
  accessCode: { ...code, status: 'used' },
  unusedUntil: null,
  timeline: reached('placed', 'paid', 'code_sent', ...steps),
});
const quote = {
  id: 'quo_1',
  number: 'Q-2026-000002',
  status: 'sent',
  product: 'advantage',
  termYears: 1,
  names: ['shop.aozora.example'],
  customer,
  lines: [],
  taxes: [],
  net: 50000,
  tax: 5000,
  total: 55000,
  validUntil: '2026-12-27T03:00:00Z',
  pdfUrl: '/api/v1/quotes/quo_1/pdf',
  orderId: null,
};
const product = {
  id: 'advantage',
  name: 'アドバンテージ',
  level: 'OV',
  price: 50000,
  terms: [1],
  maxNames: 4,
  includedNames: 4,
  extraNamePrice: 0,
  wildcards: true,
};

const refusal = (status: number, code: string) =>
  new Response(JSON.stringify({ status, code }), { status, headers: { 'Content-Type': 'application/problem+json' } });

/** Answers by method and path, or refuses as told; returns what was posted. */
function serve(bodies: Record<string, unknown>) {
  const posted: Record<string, unknown>[] = [];
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    const request = input as Request;
    const place = `${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`;
    if (request.method === 'POST') posted.push({ place, ...JSON.parse(await request.text()) });
    const body = bodies[place];
    if (!body) return refusal(404, 'not_found');
    return body instanceof Response ? body : new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' } });
  });
  return posted;
}

const session = { kind: 'customer', csrfToken: 'c', permissions: ['orders:read', 'orders:place'], timeZone: 'Asia/Tokyo', user: { id: 'usr_1' }, now };
const signIn = (permissions = session.permissions) => keepSession({ ...session, permissions } as unknown as Session);

beforeEach(async () => {
  await changeLanguage('ja');
  window.sessionStorage.clear();
});
afterEach(() => {
  setEntry('order');
  vi.restoreAllMocks();
  queryClient.clear();
});

describe('what an order waits for [C01 C03]', () => {
  it.each<[string, Order]>([
    ['pay', invoiced],
    ['pay', { ...invoiced, status: 'partly_paid', paid: 1000 }],
    ['code', { ...paid, accessCode: null }],
    ['apply', paid],
    ['expired', { ...paid, accessCode: { ...code, status: 'expired' } }],
    ['revoked', { ...paid, accessCode: { ...code, status: 'revoked' } }],
    ['apply', { ...paid, unusedUntil: '2026-11-27' }],
    ['lapsed', { ...paid, unusedUntil: '2026-11-26' }],
    ['lapsed', { ...paid, accessCode: null, unusedUntil: '2026-11-26' }],
    ['continue', applied()],
    ['vetting', applied('applied')],
    ['issued', { ...applied('applied', 'vetting', 'issued'), status: 'fulfilled' }],
    ['over', { ...invoiced, status: 'cancelled' }],
  ])('is %s', (next, order) => {
    expect(nextOf(order, now)).toBe(next);
  });
});

describe("the account's orders [C01 F01]", () => {
  it('tell the next step of each in words, and lead to a further order who may place one', async () => {
    signIn();
    serve({ 'GET /orders': { items: [invoiced] } });
    await show(<MyOrdersPage />, '/cms');
    const link = await screen.findByRole('link', { name: 'A-2026-000001' });
    expect(link.getAttribute('href')).toBe('/cms/orders/ord_1');
    const row = within(link.closest('tr') as HTMLElement);
    expect(row.getByText('入金待ち')).toBeTruthy();
    expect(row.getByText('55,000円のお振り込み')).toBeTruthy();
    expect(row.getByText('期限 2026/12/27')).toBeTruthy();
    expect(screen.getByRole('link', { name: '証明書を追加で注文する' }).getAttribute('href')).toBe('/cms/orders/new');
  });

  it('say when there are none, and offer no order to who may only read', async () => {
    signIn(['orders:read']);
    serve({ 'GET /orders': { items: [] } });
    await show(<MyOrdersPage />);
    expect(await screen.findByText('ご注文がまだありません')).toBeTruthy();
    expect(screen.queryByRole('link', { name: '証明書を追加で注文する' })).toBeNull();
  });
});

describe('an order of the account [C01 C03]', () => {
  it('shows where to pay while it is unpaid, with the invoice', async () => {
    signIn();
    serve({ 'GET /orders/': invoiced });
    await show(<MyOrderPage />);
    expect(await screen.findByRole('heading', { level: 1, name: 'ご注文 A-2026-000001' })).toBeTruthy();
    expect(screen.getByText('青空銀行 本店')).toBeTruthy();
    expect(screen.getByRole('button', { name: '請求書（PDF）を保存する' })).toBeTruthy();
    expect(screen.getByText('ご入金の確認後にお送りします')).toBeTruthy();
  });

  it('leads from the paid order to the application on the public site, and never to a page that the portal lacks', async () => {
    signIn();
    serve({ 'GET /orders/': paid });
    await show(<MyOrderPage />, '/cms');
    expect((await screen.findByRole('link', { name: '申請ページへ進む' })).getAttribute('href')).toBe('/apply');
    expect(screen.getByRole('button', { name: '領収書（PDF）を保存する' })).toBeTruthy();
    expect(screen.queryByText('青空銀行 本店')).toBeNull();
  });

  it('promises no access code for a payment that came after the time to apply', async () => {
    signIn();
    serve({ 'GET /orders/': { ...paid, accessCode: null, unusedUntil: '2026-11-26' } });
    await show(<MyOrderPage />, '/cms');
    expect(await screen.findByText('申請の期限が過ぎました')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'お問い合わせ' }).getAttribute('href')).toBe('/contact');
    expect(screen.queryByText(/お送りします/)).toBeNull();
  });

  it('tells whom vetting waits for, and leaves what is to be done to the applicant', async () => {
    signIn(['orders:read']);
    const asked = { id: 'qst_1', text: '登記の住所をお知らせください', wantsDocument: false, status: 'open', askedAt: now, answer: '', documents: [] };
    serve({
      'GET /orders/': { ...applied('applied'), applicationId: 'app_1' },
      'GET /applications/app_1': {
        id: 'app_1',
        status: 'waiting_for_applicant',
        turn: 'applicant',
        names: ['www.aozora.example'],
        dueOn: '2026-12-04',
        dueOnLatest: '2026-12-11',
        waitingDays: 2,
        validations: [],
        questions: [asked],
        messages: [{ at: now, text: 'お電話の日をお選びください' }],
        history: [],
        steps: [{ step: 'organization', status: 'in_progress', changedAt: now }],
        ending: null,
        actions: [],
      },
      'GET /applications/app_1/consents': { required: true, consents: [{ role: 'approver', person: '山田 太郎', status: 'pending' }] },
    });
    await show(<MyOrderPage />, '/cms');
    expect(await screen.findByText('登記の住所をお知らせください')).toBeTruthy();
    expect(screen.getByText(/2026年12月4日/)).toBeTruthy();
    expect(await screen.findByText(/山田 太郎/)).toBeTruthy();
    expect(screen.getByText('お電話の日をお選びください')).toBeTruthy();
    expect(screen.getByText('組織の実在確認')).toBeTruthy();
    expect(screen.getByRole('link', { name: '申請ページへ進む' }).getAttribute('href')).toBe('/apply');
    expect(screen.queryByRole('button', { name: /取り下げ|回答/ })).toBeNull();
    expect(screen.queryByText('審査の結果を待つ')).toBeNull(); // it is the customer's turn
  });

  it('leads from the issued certificate to the list, in English too', async () => {
    signIn();
    await changeLanguage('en');
    serve({ 'GET /orders/': { ...applied('applied', 'vetting', 'issued'), status: 'fulfilled' } });
    await show(<MyOrderPage />, '/cms');
    expect((await screen.findByRole('link', { name: 'See the certificates' })).getAttribute('href')).toBe('/cms/certificates');
  });
});

describe('an account orders again [C01]', () => {
  const answers = {
    'GET /session': session,
    'GET /account/order-defaults': { customer, recipient },
    'GET /products': { items: [product] },
    'POST /quotes': quote,
    'POST /orders': { ...invoiced, id: 'ord_2', number: 'A-2026-000002' },
  };
  const toOrderer = async (person: ReturnType<typeof userEvent.setup>) => {
    await person.type(await screen.findByRole('textbox', { name: /基本のドメイン名/ }), 'shop.aozora.example');
    await person.click(screen.getByRole('button', { name: '次へ：ご注文者' }));
  };

  it('for the organization that was vetted, with another contact, and comes to the order in the portal', async () => {
    signIn();
    const posted = serve(answers);
    const person = userEvent.setup();
    await show(<OrderAgainPage />, '/cms');
    expect(await screen.findByText(/有効期間内であれば再利用され/)).toBeTruthy();
    await toOrderer(person);
    expect(await screen.findByText('株式会社青空商事')).toBeTruthy();
    expect(screen.queryByRole('textbox', { name: /会社名/ })).toBeNull();
    expect(screen.getByRole('link', { name: '公開サイトで注文する' }).getAttribute('href')).toBe('/order');
    expect((screen.getByRole('textbox', { name: /^送付先のメールアドレス/ }) as HTMLInputElement).value).toBe(recipient.email);
    const name = screen.getByRole('textbox', { name: /^ご担当者のお名前/ });
    await person.clear(name);
    await person.type(name, '高橋 健');
    await person.click(screen.getByRole('button', { name: '次へ：見積の確認' }));
    await person.click(await screen.findByRole('button', { name: 'この内容で注文する' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'ご注文を受け付けました' })).toBeTruthy();
    expect(posted).toEqual([
      {
        place: 'POST /quotes',
        product: 'advantage',
        termYears: 1,
        names: ['shop.aozora.example'],
        customer: { ...customer, contactName: '高橋 健' },
        codeRecipient: recipient,
        language: 'ja',
      },
      { place: 'POST /orders', quoteId: 'quo_1' },
    ]);
    expect(screen.getByRole('link', { name: '注文の状況を見る' }).getAttribute('href')).toBe('/cms/orders/ord_2');
  });

  it('with a draft of its own: neither what is typed on the public site nor what another user typed', async () => {
    signIn();
    serve(answers);
    const other = { step: 'customer', product: 'advantage', termYears: 1, names: ['x.example'], customer: { ...customer, organizationName: '別の会社' } };
    keepDraft('order', other);
    keepDraft('order.usr_2', other);
    const person = userEvent.setup();
    await show(<OrderAgainPage />);
    await toOrderer(person);
    expect(await screen.findByText('株式会社青空商事')).toBeTruthy();
    await waitFor(() => expect(window.sessionStorage.getItem('shomei.draft.order.usr_1')).toContain('shop.aozora.example'));
    expect(window.sessionStorage.getItem('shomei.draft.order')).toContain('別の会社');
  });

  it('never for what a draft says of the organization', async () => {
    signIn();
    serve(answers);
    const draft = { step: 'customer', product: 'advantage', termYears: 1, names: ['x.example'], otherRecipient: false, recipient, quoteId: null };
    keepDraft('order.usr_1', { ...draft, customer: { ...customer, organizationName: '別の会社', contactName: '高橋 健' } });
    await show(<OrderAgainPage />);
    expect(await screen.findByText('株式会社青空商事')).toBeTruthy();
    expect((screen.getByRole('textbox', { name: /^ご担当者のお名前/ }) as HTMLInputElement).value).toBe('高橋 健');
  });

  it('after a new log-in where the session ended meanwhile, with what was typed', async () => {
    signIn();
    setEntry('cms');
    serve({ ...answers, 'POST /quotes': refusal(401, 'not_authenticated') });
    const person = userEvent.setup();
    const page = await show(<OrderAgainPage />, '/cms');
    await toOrderer(person);
    const name = await screen.findByRole('textbox', { name: /^ご担当者のお名前/ });
    await person.clear(name);
    await person.type(name, '高橋 健');
    await person.click(screen.getByRole('button', { name: '次へ：見積の確認' }));
    expect((await screen.findByRole('link', { name: 'もう一度ログインする' })).getAttribute('href')).toMatch(/^\/cms\/login\?next=/);
    page.unmount();
    await show(<OrderAgainPage />, '/cms');
    expect(((await screen.findByRole('textbox', { name: /^ご担当者のお名前/ })) as HTMLInputElement).value).toBe('高橋 健');
  });

  it('with a new quote where the one that was kept cannot be opened', async () => {
    signIn();
    serve(answers);
    const draft = { step: 'confirm', product: 'advantage', termYears: 1, names: ['x.example'], customer, otherRecipient: false, recipient, quoteId: 'quo_0' };
    keepDraft('order.usr_1', draft);
    const person = userEvent.setup();
    await show(<OrderAgainPage />, '/cms');
    await person.click(await screen.findByRole('button', { name: '内容を変更する' }));
    await person.click(await screen.findByRole('button', { name: '次へ：見積の確認' }));
    expect(await screen.findByText('Q-2026-000002')).toBeTruthy();
  });

  it('by the quote that the mailed link names, which leads to its order once it was ordered', async () => {
    signIn();
    serve({ ...answers, 'GET /quotes/quo_1': quote });
    const page = await show(<OrderAgainPage />, '/cms', '?quote=quo_1');
    expect(await screen.findByText('Q-2026-000002')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'この内容で注文する' })).toBeTruthy();
    page.unmount();
    queryClient.removeQueries({ queryKey: ['quote'] });
    serve({ ...answers, 'GET /quotes/quo_1': { ...quote, orderId: 'ord_2' } });
    await show(<OrderAgainPage />, '/cms', '?quote=quo_1');
    expect((await screen.findByRole('link', { name: '注文の状況を見る' })).getAttribute('href')).toBe('/cms/orders/ord_2');
  });

  it('with what is not known of its organization to be typed, where no order has told it', async () => {
    signIn();
    const unknown = { ...customer, organizationKana: '', corporateNumber: '', postalCode: '', state: '', locality: '', street: '', phone: '' };
    serve({ ...answers, 'GET /account/order-defaults': { customer: unknown, recipient: { name: customer.contactName, email: customer.email } } });
    const person = userEvent.setup();
    await show(<OrderAgainPage />);
    await toOrderer(person);
    expect(((await screen.findByRole('textbox', { name: /^会社名（登記上の名称）/ })) as HTMLInputElement).value).toBe('株式会社青空商事');
    expect(screen.getByRole('textbox', { name: /^町名/ })).toBeTruthy();
  });
});
