// An account that was vetted orders another certificate in CMS.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { idIn } from './steps.mjs';

async function signIn(person, site, { email, password }) {
  await person.open(`${site}/cms`);
  await person.see('ログイン');
  await person.fill({ メールアドレス: email });
  await person.secret('パスワード', password);
  await person.press('ログインする');
  await person.see('証明書');
}

/** From the first order in the list to a placed one; returns its id. */
export async function orderAgain(person, site, { customer, orderNumber }) {
  const { page } = person;
  await signIn(person, site, customer);
  await page.getByRole('link', { name: 'ご注文', exact: true }).click();
  await person.see('ご注文');
  await page.getByRole('link', { name: orderNumber }).waitFor();
  await person.check('again-01-orders');
  await page.getByRole('link', { name: '証明書を追加で注文する' }).click();
  await person.see('証明書を追加で注文する');
  await person.fill({ 基本のドメイン名: 'shop.aozora.example.jp' });
  await person.press('次へ：ご注文者');
  await page.getByRole('link', { name: '公開サイトで注文する' }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: /^会社名/ }).count(), 0, 'the organization is the one that was vetted');
  await page.setViewportSize({ width: 390, height: 844 });
  await person.check('again-02-orderer-390');
  await person.press('次へ：見積の確認');
  await page.getByRole('button', { name: 'この内容で注文する' }).waitFor();
  await person.check('again-03-quote-390');
  await person.press('この内容で注文する');
  await person.see('ご注文を受け付けました');
  const number = /ご注文番号は (\S+) です/.exec(await page.locator('main').innerText())[1];
  await page.getByRole('link', { name: '注文の状況を見る' }).click();
  await person.see(`ご注文 ${number}`);
  assert.match(page.url(), /\/cms\/orders\//, 'the way to the order stays in CMS');
  await person.check('again-04-order-390');
  const id = idIn(page.url());
  const [invoice] = await Promise.all([page.waitForEvent('download'), person.press('請求書（PDF）を保存する')]);
  assert.match(readFileSync(await invoice.path(), 'latin1'), /^%PDF-/);
  await person.open(`${site}/cms/orders`);
  await page.getByRole('link', { name: number }).waitFor();
  await person.check('again-05-orders-390');
  return id;
}
