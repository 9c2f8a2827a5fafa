// A walk through every page in both languages.
import { totp } from './shomei.mjs';

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

/** CMS from the log-in on. */
export async function walkCms(person, site, { email, password }, certificate) {
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
  await person.fill({ 確認コード: totp(secret) });
  await person.press('確認してログインする');
  await person.see('注文・入金');
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
    '/desk/certificates',
    `/desk/certificates/${certificate}`,
  ]);
}

export async function walkAuditor(person, desk, vettingCase, certificate) {
  await walk(person, desk, [
    '/desk/audit',
    `/desk/audit?object=${certificate}`,
    '/desk/audit?object=nothing',
    '/desk/denied',
    '/desk/samples',
    '/desk/samples?tab=retention',
    `/desk/cases/${vettingCase}`,
  ]);
}
