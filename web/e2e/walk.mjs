// A walk through every page in both languages.
import { freshCode, keepAnswering } from './second_factor.mjs';

/** What a button opens, and how to leave it. */
export const dialog = (button) => ({
  open: async ({ page }) => {
    await page.getByRole('button', { name: button }).first().click();
    await page.getByRole('dialog').waitFor();
  },
  close: async ({ page }) => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
  },
});

/** A part of the page that a button shows. */
const part = (button) => ({ open: ({ page }) => page.getByRole('button', { name: button }).click() });

/** What a button opens on the page, which is loaded anew to close it. */
const opened = (button, then = async () => {}) => ({
  open: async (person) => {
    await person.page.getByRole('button', { name: button }).first().click();
    await then(person);
  },
  close: async ({ page }) => {
    await page.reload();
    await page.locator('h1').first().waitFor();
  },
});

/** Looks at the page in English and then in Japanese, each time with what is to be opened on it. */
export async function inBoth(person, name, { open, close } = {}) {
  for (const language of ['en', 'ja']) {
    await person.speak(language);
    await open?.(person);
    await person.look(`${name} (${language})`, language);
    await close?.(person);
  }
}

/** `pages`: addresses below the origin, or `[address, what to open there]`. */
async function walk(person, origin, pages) {
  for (const entry of pages) {
    const [path, act] = Array.isArray(entry) ? entry : [entry];
    await person.open(origin + path);
    await inBoth(person, path, act);
  }
}

/** Every step of the application wizard, which is at its last one. */
export async function walkWizard(person) {
  const steps = person.page.locator('.steps-wizard li');
  const count = await steps.count();
  for (let at = 0; at < count; at += 1) {
    await steps.nth(at).getByRole('button').click();
    await inBoth(person, `step ${at + 1} of the application`);
  }
}

/** The tracker's dialogs about an access code that nobody has used. */
export async function walkCode(person) {
  await inBoth(person, 'have the code sent again', dialog(/^(コードを再送する|Send the code again)$/));
  await inBoth(person, 'another recipient of the code', dialog(/^(送付先を変更する|Change the recipient)$/));
}

/** What the session that asked for the quote may more than the tracker. */
export async function walkStop(person) {
  await inBoth(person, 'stop the code', dialog(/^(コードを無効にする|Revoke the code)$/));
}

/** What an applicant can open while the application is vetted. */
export async function walkApplication(person) {
  await inBoth(
    person,
    'choose when to be called',
    opened(/^(日時を選ぶ|Choose a time)$/, ({ page }) => page.locator('.slot-days').waitFor()),
  );
  await inBoth(person, 'another approver', opened(/^(別の方に変更する|Name somebody else)$/));
  await inBoth(person, 'withdraw the application', dialog(/^(申請を取り下げる|Withdraw this application)$/));
}

/** The page that a holder of a domain is mailed, which is approved at the end. */
export async function walkApproval(person, link) {
  await person.open(link);
  await person.see('ドメインの使用の承認');
  await person.check('approval-1-asked');
  await inBoth(person, 'the approval of a domain');
  await inBoth(person, 'decline the approval of a domain', dialog(/^(承認しない|Do not approve)$/));
  await person.press('承認する');
  await person.page.getByText('承認しました', { exact: true }).waitFor();
  await person.check('approval-2-approved');
  await inBoth(person, 'an approved domain');
}

/** The page for consent by a mailed link, which books a call at the end; `newCode` reads the code from its mail. */
export async function walkConsent(person, link, newCode) {
  const { page } = person;
  await person.open(link);
  await person.see('証明書のお申し込みのご承認');
  await person.check('consent-1-asked');
  await inBoth(person, 'a request for consent');
  await person.press('確認コードを送る');
  await person.fill({ 確認コード: '00000000' });
  await person.press('確認する');
  await page.getByRole('alert').first().waitFor();
  await person.check('consent-2-wrong-code');
  await inBoth(person, 'the code for a consent');
  await person.fill({ 確認コード: await newCode() });
  await person.press('確認する');
  await page.getByRole('button', { name: '承認する' }).waitFor();
  await page.getByText('登録内容の訂正').click();
  await person.check('consent-3-question');
  await inBoth(person, 'the question for consent', {
    open: () => page.getByRole('button', { name: /^(辞退する|Decline)$/ }).click(),
    close: async () => {
      await person.check(`consent-4-decline-${await page.locator('html').getAttribute('lang')}`);
      await page.getByRole('button', { name: /^(戻る|Back)$/ }).click();
    },
  });
  await person.press('承認する');
  await person.see('ご回答を受け付けました');
  await page.locator('.consent-time').first().click();
  await person.check('consent-5-call');
  await inBoth(person, 'the choice of a time to be called');
  await page.locator('.consent-time').first().click();
  await person.press('この日時で予約する');
  await page.getByRole('button', { name: '日時を変更する' }).waitFor();
  await person.check('consent-6-booked');
  await inBoth(person, 'an answered consent');
  await person.open(link);
  await page.getByText('お電話の日時をご覧いただく前に').waitFor();
  await inBoth(person, 'a link that leads back to the call');
}

/** Everything that can be opened in an open case. */
export async function walkCaseFile(person) {
  const { page } = person;
  const steps = page.locator('.step-list li');
  const count = await steps.count();
  for (let at = 0; at < count; at += 1) await inBoth(person, `step ${at + 1} of the case`, { open: () => steps.nth(at).getByRole('button').click() });
  const newNumber = opened(/^(番号を追加する|Add a number)$/);
  await inBoth(person, 'a new number', {
    ...newNumber,
    open: async () => {
      await page.getByRole('button', { name: /^(承認担当者へのお電話|Call to the authorization contact)/ }).click();
      await newNumber.open(person);
    },
  });
  await inBoth(person, 'a new document', opened(/^(書類を添付する|Attach a document)$/));
  const tab = (name) => page.getByRole('tab', { name });
  for (const name of [/^(突き合わせ表|Correlation sheet)/, /^(連絡・経過|Messages and notes)/, /^(履歴|History)/])
    await inBoth(person, `the part ${name} of the case`, { open: () => tab(name).click() });
  const question = opened(/^(質問する|Ask)$/, async () => {
    await page.getByRole('textbox', { name: /^(申請者に送る文|Text to the applicant)/ }).fill('登記の所在地をご確認ください。');
    await page.getByRole('button', { name: /^(メールを確かめる|Show the mail)$/ }).click();
    await page.getByRole('dialog').waitFor();
  });
  await inBoth(person, 'a question to the applicant', {
    ...question,
    open: async () => {
      await tab(/^(申請者への質問|Questions)/).click();
      await question.open(person);
    },
  });
  await inBoth(person, 'the checks of the case', { open: () => tab(/^(審査|Checks)/).click() });
  const reject = dialog(/^(お断りする|Decline)$/);
  await inBoth(person, 'the mail of a rejection', {
    ...reject,
    open: async () => {
      await reject.open(person);
      await page.getByRole('dialog').getByRole('combobox').selectOption('contact_not_reached');
      await page.getByRole('button', { name: /^(メールを確認する|See the mail)$/ }).click();
      await page.locator('.mail-preview').waitFor();
    },
  });
  await inBoth(person, 'the withdrawal of a case', dialog(/^(取り下げる|Withdraw)$/));
}

/** The public site, with the sessions of the order and of the application. */
export async function walkSite(person, site, { order, application, download }) {
  await walk(person, site, [
    '/',
    '/products/advantage',
    '/products/unknown',
    '/order',
    '/orders',
    `/orders/${order}`,
    '/apply',
    `/applications/${application}`,
    download,
    '/download/unknown',
    '/a/unknown',
    '/d/unknown',
    '/repository',
    '/cps',
    '/policies',
    '/faq',
    '/contact',
    '/no-such-page',
  ]);
  await walkBroken(person, site);
}

/** The page for what cannot be shown: an answer that no page understands. */
async function walkBroken(person, site) {
  const { page } = person;
  const issuers = '**/api/v1/issuers';
  person.forgiven = /is not a function/;
  await page.route(issuers, (route) => route.fulfill({ json: { items: 1 } }));
  await page.goto(`${site}/repository`);
  await person.see('ページを表示できませんでした');
  await inBoth(person, 'the page for what cannot be shown');
  await page.unroute(issuers);
  person.forgiven = null;
}

/** The orderer's step of an account's further order. */
const orderer = {
  open: async ({ page }) => {
    await page.getByRole('textbox', { name: /^(基本のドメイン名|Base domain name)/ }).fill('shop.aozora.example.jp');
    await page.getByRole('button', { name: /^(次へ：ご注文者|Next: orderer)$/ }).click();
    await page.getByRole('link', { name: /^(公開サイトで注文する|Order on the public site)$/ }).waitFor();
  },
  close: ({ page }) => page.locator('.steps-wizard li').first().getByRole('button').click(),
};

/** CMS from the log-in on. */
export async function walkCms(person, site, { email, password }, { certificate, order, again }) {
  await person.open(`${site}/cms/login`);
  await inBoth(person, '/cms/login');
  await person.fill({ メールアドレス: email });
  await person.secret('パスワード', password);
  await person.press('ログインする');
  await person.see('証明書');
  await walk(person, site, [
    '/cms/certificates',
    '/cms/certificates?q=nothing-like-this',
    `/cms/certificates/${certificate}`,
    '/cms/issue',
    '/cms/orders',
    `/cms/orders/${order}`,
    `/cms/orders/${again}`,
    '/cms/orders/new',
    ['/cms/orders/new', orderer],
    '/cms/domains',
    '/cms/domains/detail?domain=no-such.example.jp',
    '/cms/api-keys',
    ['/cms/api-keys', dialog(/^(APIキーを作る|Make an API key)$/)],
    ['/cms/api-keys', dialog(/^(無効にする|Revoke)$/)],
    '/cms/security',
    '/cms/password',
    '/cms/totp',
    '/cms/no-such-page',
  ]);
}

/** Signs in at the desk with the second factor, and sees what finance sees. */
export async function walkFinance(person, desk, { email, password, secret }, unpaid) {
  await person.open(`${desk}/desk/login`);
  await inBoth(person, '/desk/login');
  await person.fill({ メールアドレス: email });
  await person.secret('パスワード', password);
  await person.press('ログインする');
  await person.see('確認コードの入力');
  await inBoth(person, 'the form for the code of the authenticator app');
  await person.fill({ 確認コード: await freshCode(secret) });
  await person.press('確認してログインする');
  await person.see('注文・入金');
  await keepAnswering(person, secret);
  await walk(person, desk, [
    '/desk/orders',
    '/desk/orders?q=nothing-like-this',
    `/desk/orders/${unpaid}`,
    [`/desk/orders/${unpaid}`, dialog(/^(入金を記録する|Record a payment)$/)],
    '/desk/security',
    '/desk/password',
    '/desk/totp',
    '/desk/no-such-page',
  ]);
}

export async function walkSpecialist(person, desk, vettingCase, certificate) {
  const page = `/desk/cases/${vettingCase}`;
  await walk(person, desk, [
    '/desk/cases',
    '/desk/cases?queue=done',
    page,
    [page, part(/^(ドメインの所有確認|Domain control validation)/)],
    [page, part(/^(承認担当者へのお電話|Call to the authorization contact)/)],
    '/desk/calls',
    ['/desk/calls?status=done', dialog(/^(架電シート|Call sheet)$/)],
    '/desk/calls?view=week',
    `/desk/calls?view=week&from=${new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)}`,
    '/desk/reports',
    '/desk/denied',
    '/desk/certificates',
    `/desk/certificates/${certificate}`,
  ]);
}

/** The denied list of those who keep it: an entry is added and retired. */
export async function walkDenied(person, desk) {
  const { page } = person;
  await person.open(`${desk}/desk/denied`);
  await person.see('拒否リスト');
  await inBoth(person, 'a new entry of the denied list', dialog(/^(項目を追加|Add an entry)$/));
  await person.press('項目を追加');
  const form = page.getByRole('dialog');
  await person.fill({ 項目: 'denied.example.com', 出典: '自社', 理由: '試験のための項目' }, form);
  await form.getByRole('combobox', { name: /^種別/ }).selectOption('domain');
  await person.check('denied-1-add');
  await person.press('追加する', form);
  await page.getByRole('cell', { name: 'denied.example.com' }).waitFor();
  await person.check('denied-2-list');
  await inBoth(person, 'the end of an entry', dialog(/^(廃止する|Retire)$/));
  await person.press('廃止する');
  await person.fill({ 廃止の理由: '試験が終わったため' }, form);
  await person.press('廃止する', form);
  await form.waitFor({ state: 'hidden' });
  await walk(person, desk, ['/desk/denied', '/desk/denied?show=retired', '/desk/denied?q=nothing-like-this', '/desk/reports']);
}

export async function walkAuditor(person, desk, vettingCase, certificate) {
  await walk(person, desk, [
    '/desk/audit',
    `/desk/audit?object=${certificate}`,
    '/desk/audit?object=nothing',
    '/desk/denied',
    '/desk/samples',
    '/desk/samples?from=2020-01-01&to=2099-12-31&percent=100&seed=e2e',
    '/desk/samples?tab=retention',
    '/desk/reports',
    `/desk/cases/${vettingCase}`,
  ]);
}
