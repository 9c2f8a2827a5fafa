// The first story in Chromium: order → payment → access code → application → validation → vetting → issuance → download → revocation.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { orderAgain } from './again.mjs';
import { startBrowser } from './browser.mjs';
import { firstLogin } from './desk.mjs';
import { walkSecondFactor } from './second_factor.mjs';
import { root, startShomei } from './shomei.mjs';
import { idIn, pressUntil, steps } from './steps.mjs';
import {
  dialog,
  inBoth,
  walkApplication,
  walkApproval,
  walkAuditor,
  walkCaseFile,
  walkCms,
  walkCode,
  walkConsent,
  walkDenied,
  walkFinance,
  walkSite,
  walkSpecialist,
  walkStop,
  walkWizard,
} from './walk.mjs';

const domain = 'aozora.example.jp';
const passPhrase = 'correct horse battery staple';
const orderer = 'hanako@aozora.example.jp';
const technical = 'ichiro@aozora.example.jp';
const authorization = 'ken@aozora.example.jp';

let shomei;
let browser;
const story = {};

before(async () => {
  shomei = await startShomei();
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  if (shomei) assert.equal(await shomei.stop(), 0, `shomei ends with 0; its log: ${shomei.log()}`);
});

const step = steps(() => browser.picture('failed'));
const staff = (role) => shomei.staff.find((user) => user.role === role);

step('the server describes its API as the committed openapi.json does', async () => {
  const described = await (await fetch(`${shomei.site}/api/v1/openapi.json`)).json();
  assert.deepEqual(described, JSON.parse(readFileSync(`${root}web/openapi.json`, 'utf8')), 'web/openapi.json is stale; save it anew and run tools/web schema');
});

step('a visitor gets a quote and orders [C01]', async () => {
  const visitor = await browser.person('visitor');
  story.visitor = visitor;
  const { page } = visitor;
  await visitor.open(shomei.site);
  await visitor.see('その会社が、確かにそこにあると証明する');
  await visitor.check('story-01-landing');
  await page.getByRole('link', { name: '見積・注文をはじめる' }).click();
  await visitor.see('見積・注文');
  await visitor.fill({ 基本のドメイン名: `ＷＷＷ．${domain}` });
  await visitor.press('ドメイン名を追加する');
  await visitor.fill({ '追加のドメイン名 1': domain });
  await visitor.press('次へ：ご注文者');
  await visitor.fill({ 法人番号: '6010001999001' });
  await visitor.press('登記情報を検索');
  await page.getByText('の登記情報を入力しました').waitFor();
  await visitor.fill({ '会社名（フリガナ）': 'アオゾラショウジ', ご担当者のお名前: '佐藤 花子', メールアドレス: orderer, 電話番号: '03-0000-0001' });
  await page.getByRole('button', { name: 'English' }).click();
  assert.equal(await page.getByRole('textbox', { name: /^Contact person/ }).inputValue(), '佐藤 花子');
  await page.getByRole('button', { name: '日本語' }).click();
  await visitor.check('story-02-orderer');
  await visitor.press('次へ：見積の確認');
  await page.getByRole('button', { name: 'この内容で注文する' }).waitFor();
  await visitor.check('story-03-quote');
  const [pdf] = await Promise.all([page.waitForEvent('download'), visitor.press('見積書（PDF）を保存する')]);
  assert.match(readFileSync(await pdf.path(), 'latin1'), /^%PDF-/);
  await visitor.press('この内容で注文する');
  await visitor.see('ご注文を受け付けました');
  story.orderNumber = /ご注文番号は (\S+) です/.exec(await page.locator('main').innerText())[1];
  await visitor.check('story-04-placed');
  await page.getByRole('link', { name: '注文の状況を見る' }).click();
  await visitor.see(`ご注文 ${story.orderNumber}`);
  story.order = idIn(page.url());
  await visitor.check('story-05-tracker');
});

step('finance records the deposit, which brings the receipt [C01, C02]', async () => {
  const finance = await browser.person('finance');
  story.finance = await firstLogin(finance, shomei.desk, staff('finance'), true);
  const { page } = finance;
  await page.getByRole('link', { name: '注文・入金' }).click();
  await finance.see('注文・入金');
  await page.getByRole('link', { name: story.orderNumber }).click();
  await finance.see(`注文 ${story.orderNumber}`);
  await finance.press('入金を記録する');
  const dialog = page.getByRole('dialog');
  await finance.fill({ 振込名義: 'カ)アオゾラシヨウジ', 取引番号: 'e2e-0001' }, dialog);
  await finance.check('story-06-payment');
  await finance.press('記録する', dialog);
  await page.getByText('入金を記録しました').waitFor();
  const [receipt] = await Promise.all([page.waitForEvent('download'), finance.press('領収書（PDF）を保存する')]);
  assert.match(readFileSync(await receipt.path(), 'latin1'), /^%PDF-/);
  await finance.check('story-07-paid');
});

step('the access code arrives by mail and opens the application on a phone-sized screen [C03]', async () => {
  const mail = await shomei.mail.waitFor(orderer, 'アクセスコード');
  const code = /[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/.exec(mail.text)[0];
  const phone = await browser.person('phone', { width: 390, height: 844 });
  await phone.open(`${shomei.site}/orders?number=${story.orderNumber}`);
  await phone.see('注文の状況を確認する');
  await phone.fill({ メールアドレス: orderer });
  await phone.press('状況を表示する');
  await phone.see(`ご注文 ${story.orderNumber}`);
  await phone.check('story-08-tracker-390');
  await phone.page.getByText('状況の確認のみのページです').waitFor();
  await walkCode(phone);
  const applicant = story.visitor;
  await applicant.open(phone.page.url());
  await walkStop(applicant);
  await applicant.open(`${shomei.site}/apply`);
  await applicant.see('証明書の申請');
  await applicant.check('story-09-code');
  await applicant.fill({ アクセスコード: code.toLowerCase() });
  await applicant.press('申請をはじめる');
  await applicant.see('証明書のお申し込み');
  await phone.open(`${shomei.site}/apply`);
  await phone.fill({ アクセスコード: code });
  await phone.press('申請をはじめる');
  await phone.page.getByRole('alert').waitFor();
  await phone.context.close();
});

step('key and CSR are made in the browser and checked by OpenSSL [A10, A11]', async () => {
  const { page } = story.visitor;
  const applicant = story.visitor;
  await applicant.secret('秘密鍵ファイルのパスフレーズ', passPhrase);
  await applicant.secret('パスフレーズ（確認）', passPhrase);
  await applicant.check('story-10-csr');
  await applicant.press('鍵とCSRを作る');
  await page.getByText('このCSRは使用できます').waitFor();
  assert.equal(await page.getByRole('button', { name: '次へ：ドメイン' }).isDisabled(), true, 'the key must be saved first');
  const [file] = await Promise.all([page.waitForEvent('download'), applicant.press('秘密鍵ファイルを保存')]);
  story.key = join(shomei.folder, 'server.key');
  await file.saveAs(story.key);
  story.publicKey = execFileSync('openssl', ['pkey', '-in', story.key, '-passin', `pass:${passPhrase}`, '-pubout'], { encoding: 'utf8' });
  await page.getByRole('checkbox', { name: '秘密鍵ファイルを安全な場所に保存しました' }).check();
  await applicant.check('story-11-csr-made');
  await applicant.press('次へ：ドメイン');
});

step('the application is filled in, kept as a draft, and the rule on persons explains itself [C04, B01, B02, B06]', async () => {
  const applicant = story.visitor;
  const { page } = applicant;
  await applicant.press('次へ：組織');
  await page.getByRole('heading', { name: '証明書に記載する表記' }).waitFor();
  await applicant.check('story-12-organization');
  await applicant.press('次へ：担当者');
  const first = page.getByRole('region', { name: '技術担当者' });
  const second = page.getByRole('region', { name: '承認担当者' });
  const ichiro = { 姓: '鈴木', 名: '一郎', セイ: 'すずき', メイ: 'ｲﾁﾛｳ', 役職: '主任', メールアドレス: technical, 電話番号: '０３ー００００ー０００２' };
  await applicant.fill(ichiro, first);
  await applicant.fill(ichiro, second);
  await applicant.press('次へ：確認');
  await page.getByText('担当者の決まりに合わないところがあります').waitFor();
  await applicant.check('story-13-same-person');
  await applicant.fill({ 姓: '高橋', 名: '健', セイ: 'タカハシ', メイ: 'ケン', 役職: '部長', メールアドレス: authorization, 電話番号: '03-0000-0003' }, second);
  await applicant.press('次へ：確認');
  await page.getByRole('heading', { name: '利用規約' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: '利用規約' }).waitFor();
  await page.getByText('鈴木 一郎 様').waitFor();
  story.application = idIn(page.url());
  await walkWizard(applicant);
  await applicant.press('この内容で申請する');
  await page.getByText('申請するには、利用規約への同意が必要です').waitFor();
  await page.getByRole('checkbox', { name: '利用規約の全文を読み、同意します' }).check();
  await applicant.check('story-14-review');
  await applicant.press('この内容で申請する');
  await applicant.see('申請を受け付けました');
});

step('one name is approved by mail, the domain is validated by a DNS record on a real name server [C06]', async () => {
  const applicant = story.visitor;
  const { page } = applicant;
  const part = page.getByRole('region', { name: domain, exact: true });
  await walkApplication(applicant);
  const other = page.getByRole('region', { name: `www.${domain}`, exact: true });
  await other.getByRole('radio', { name: /^ドメインの管理者へのメール/ }).check();
  await other.getByRole('radio', { name: new RegExp(`^www.${domain}`) }).check();
  await other.getByRole('checkbox', { name: `admin@www.${domain}` }).check();
  await applicant.press('確認をはじめる', other);
  const asked = await shomei.mail.waitFor(`admin@www.${domain}`, 'ご承認のお願い');
  const holder = await browser.person('holder of the domain');
  await walkApproval(holder, /https?:\/\/\S+\/d\/\S+/.exec(asked.text)[0]);
  await holder.context.close();
  await applicant.press('確認をはじめる', part);
  const copied = async (what) =>
    (
      await part
        .getByRole('button', { name: `${what}をコピー` })
        .locator('xpath=preceding-sibling::*[1]')
        .innerText()
    ).trim();
  const name = await copied('ホスト名（TXTレコードを登録する場所）');
  const value = await copied('値（TXTレコードの内容）');
  await applicant.press('今すぐ確認する', part);
  await part.getByText('回確認しました').waitFor();
  await applicant.check('story-15-validation');
  shomei.dns.publish(name, value);
  await pressUntil(() => applicant.press('今すぐ確認する', part), part.getByText('確認済み'));
  await applicant.check('story-16-validated');
});

step('the authorization contact consents by a mailed link, with a code mailed apart, and books a call', async () => {
  const mail = await shomei.mail.waitFor(authorization, 'ご承認のお願い');
  const approver = await browser.person('authorization contact');
  await walkConsent(approver, /https?:\/\/\S+\/a\/\S+/.exec(mail.text)[0], async () => {
    const code = await shomei.mail.waitFor(authorization, '確認コード');
    return /\d{8}/.exec(code.text.split('確認コード：')[1])[0];
  });
  await approver.context.close();
});

step('a specialist checks the register and telephones [C05, C07, C08]', async () => {
  const specialist = await browser.person('specialist');
  story.specialist = specialist;
  const { page } = specialist;
  await firstLogin(specialist, shomei.desk, staff('specialist'));
  await specialist.see('審査案件');
  await specialist.queue('未割当');
  await specialist.check('story-17-queue');
  await specialist.press('担当する');
  await specialist.see('株式会社青空商事');
  await page.getByRole('button', { name: /^組織の実在確認/ }).click();
  await specialist.press('探す');
  await page.getByRole('heading', { name: '申請と登記の比較' }).waitFor();
  for (const group of await page.getByRole('group', { name: /の違い/ }).all()) await specialist.choose('同じものと認める', group);
  for (const reason of await page.getByRole('textbox', { name: /についての判断の理由/ }).all()) await reason.fill('表記の違いのみ');
  await specialist.check('story-18-comparison');
  await specialist.press('照合の結果を記録する');
  await page.getByText('照合の結果を記録しました').waitFor();
  await page.getByRole('button', { name: /^ドメインの所有確認/ }).click();
  await specialist.check('story-19-domains');
  await page.getByRole('button', { name: /^承認担当者へのお電話/ }).click();
  await specialist.press('番号を追加する');
  await specialist.fill({ 番号: '03-0000-0001', 番号の根拠: 'https://townpage.example.jp/chiyoda/aozora' });
  await page.getByRole('combobox', { name: /^番号の出典/ }).selectOption({ label: '電話帳・番号案内' });
  await specialist.press('電話帳に追加する');
  await walkCaseFile(specialist);
  await page.getByRole('button', { name: /^承認担当者へのお電話/ }).click();
  await specialist.press('架電シートを開く');
  const sheet = page.getByRole('dialog', { name: '架電シート' });
  await sheet.waitFor();
  await sheet.getByRole('radio', { name: '03-0000-0001' }).check();
  for (const answer of await sheet.getByRole('radio', { name: 'はい', exact: true }).all()) await answer.check();
  await specialist.choose('通話済み', sheet);
  await specialist.fill({ 電話に出た方の名前: '高橋 健' }, sheet);
  await specialist.fill({ メモ: '代表電話から取り次ぎ' }, sheet);
  await specialist.check('story-20-call');
  await specialist.press('結果を記録する', sheet);
  await sheet.getByText('電話に出た方', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  await page.getByRole('link', { name: '電話' }).click();
  await specialist.see('電話');
  await specialist.check('story-21-calls');
  await specialist.press('週のカレンダー');
  await page.locator('.week').waitFor();
  await specialist.check('story-21-week');
  await page.goBack();
  await page.goBack();
  await specialist.see('株式会社青空商事');
});

step('four eyes: the one who gathered the evidence cannot approve, another specialist can, who shows the second factor anew [C09, C11, F10]', async () => {
  const { page } = story.specialist;
  story.case = idIn(page.url());
  await inBoth(story.specialist, 'recommend', dialog(/^(二人目の審査へ回す|Pass to second review)$/));
  await inBoth(story.specialist, 'reject', dialog(/^(お断りする|Decline)$/));
  await story.specialist.press('二人目の審査へ回す');
  await story.specialist.press('二人目の審査へ回す', page.getByRole('dialog'));
  await page.getByText('一人目の審査：').waitFor();
  const own = page.getByRole('button', { name: '承認して発行する' });
  assert.ok((await own.count()) === 0 || (await own.isDisabled()), 'the first specialist has no way to approve');
  await story.specialist.check('story-22-recommended');
  const approver = await browser.person('approver');
  const { email, secret } = await firstLogin(approver, shomei.desk, staff('approving_specialist'));
  await approver.queue('二人目の審査');
  await approver.page.getByRole('link', { name: '株式会社青空商事' }).click();
  await approver.see('株式会社青空商事');
  await approver.check('story-23-review');
  await inBoth(approver, 'approve', dialog(/^(承認して発行する|Approve and issue)$/));
  await inBoth(approver, 'send back', dialog(/^(差し戻す|Send back)$/));
  story.approver = approver;
  await approver.press('承認して発行する');
  const review = approver.page.getByRole('dialog');
  await review.getByRole('checkbox', { name: '突き合わせ表の全項目を確認しました' }).check();
  await approver.fill({ 確認した内容: '申請、登記、電話の記録を突き合わせて確認' }, review);
  shomei.ageSecondFactor(email);
  await walkSecondFactor(approver, secret, () => approver.press('承認して発行する', review));
  await approver.page.getByText('承認済み').first().waitFor();
  await approver.check('story-24-approved');
});

step('the download page of the mail gives a chain that OpenSSL verifies with the key made in the browser [D01, A08, A09]', async () => {
  const mail = await shomei.mail.waitFor(technical, '発行完了');
  const link = /https?:\/\/\S+\/download\/\S+/.exec(mail.text)[0];
  story.download = new URL(link).pathname;
  const phone = await browser.person('technical', { width: 390, height: 844 });
  await phone.open(link);
  await phone.see('証明書のダウンロード');
  await phone.check('story-25-download-390');
  const { page } = phone;
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '証明書＋中間証明書（PEM）をダウンロード' }).click()]);
  const chain = join(shomei.folder, 'fullchain.pem');
  await file.saveAs(chain);
  const [leaf, ...others] = readFileSync(chain, 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g);
  story.leaf = join(shomei.folder, 'leaf.pem');
  story.issuer = join(shomei.folder, 'issuer.pem');
  writeFileSync(story.leaf, leaf);
  writeFileSync(story.issuer, others.join('\n'));
  const anchor = join(shomei.folder, 'root.pem');
  writeFileSync(anchor, await (await fetch(`${shomei.site}/pki/root-r1.pem`)).text());
  const verified = spawnSync(
    'openssl',
    ['verify', '-x509_strict', '-CAfile', anchor, '-untrusted', story.issuer, '-verify_hostname', `www.${domain}`, story.leaf],
    { encoding: 'utf8' },
  );
  assert.equal(verified.status, 0, verified.stdout + verified.stderr);
  assert.equal(execFileSync('openssl', ['x509', '-in', story.leaf, '-noout', '-pubkey'], { encoding: 'utf8' }), story.publicKey);
  await phone.open(`${shomei.site}/repository`);
  await phone.see('ルート証明書・中間証明書');
  await phone.check('story-26-repository-390');
  await phone.context.close();
});

step('the customer finds the certificate in CMS, makes an API key and signs in again [D01, G03]', async () => {
  const customer = await browser.person('customer');
  const { page } = customer;
  const user = shomei.addCustomer('sato@aozora.example.jp');
  const password = 'correct horse of aozora';
  story.customer = { ...user, password };
  const signIn = async (secret) => {
    await customer.see('ログイン');
    await customer.fill({ メールアドレス: user.email });
    await customer.secret('パスワード', secret);
    await customer.press('ログインする');
  };
  await customer.open(`${shomei.site}/cms`);
  await signIn(user.password);
  await customer.see('新しいパスワードの設定');
  await customer.secret('現在のパスワード', user.password);
  await customer.secret('新しいパスワード', password);
  await customer.secret('新しいパスワード（確認）', password);
  await customer.check('story-27-cms-password');
  await customer.press('パスワードを変更する');
  await customer.see('証明書');
  await page.getByRole('link', { name: `www.${domain}` }).waitFor();
  await customer.check('story-28-cms-certificates');
  await page
    .getByRole('textbox', { name: '証明書を探す' })
    .or(page.getByRole('searchbox', { name: '証明書を探す' }))
    .fill('nothing-like-this');
  await page.getByRole('heading', { name: '条件に合う証明書がありません' }).waitFor();
  await customer.press('検索条件をクリア');
  await page.getByRole('link', { name: `www.${domain}` }).click();
  await customer.see(`www.${domain}`);
  story.certificate = idIn(page.url());
  await customer.check('story-29-cms-certificate');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'PKCS#7（.p7b）' }).click()]);
  const printed = execFileSync('openssl', ['pkcs7', '-inform', 'PEM', '-in', await file.path(), '-print_certs', '-noout'], { encoding: 'utf8' });
  assert.match(printed, /CN ?= ?www\.aozora\.example\.jp/);
  await page.getByRole('link', { name: 'APIキー' }).click();
  await customer.see('APIキー');
  await customer.press('APIキーを作る');
  const dialog = page.getByRole('dialog');
  await customer.fill({ 名前: '社内の自動更新' }, dialog);
  await customer.press('作成する', dialog);
  await page.getByText('このキーは今だけ表示します').waitFor();
  const key = (await dialog.getByRole('button', { name: 'APIキーをコピー' }).locator('xpath=preceding-sibling::*[1]').innerText()).trim();
  const listed = await fetch(`${shomei.site}/api/v1/certificates`, { headers: { Authorization: `Bearer ${key}` } });
  assert.equal((await listed.json()).items[0].commonName, `www.${domain}`);
  await customer.check('story-30-api-key');
  await dialog.getByRole('checkbox', { name: '保存しました' }).check();
  await customer.press('閉じる', dialog.locator('.dialog-buttons'));
  await customer.press('ログアウト');
  await signIn(password);
  await customer.see('証明書');
  await customer.context.close();
});

step('the account orders another certificate in CMS, for the organization that was vetted [C01]', async () => {
  const customer = await browser.person('customer orders again');
  story.again = await orderAgain(customer, shomei.site, story);
  await customer.context.close();
});

step('support revokes, and OCSP says so at once [D08]', async () => {
  const support = await browser.person('support');
  const { page } = support;
  await firstLogin(support, shomei.desk, staff('support'));
  await page.getByRole('link', { name: '証明書' }).click();
  await support.see('証明書');
  await support.check('story-31-certificates');
  await page.getByRole('link', { name: `www.${domain}` }).click();
  await support.see(`www.${domain}`);
  await support.press('失効する…');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: /^失効の理由/ }).selectOption({ label: 'サーバーやサービスの運用を終えた' });
  await support.fill({ 経緯: 'お客様の依頼による', 確認のため: `www.${domain}` }, dialog);
  await support.check('story-32-revoke');
  await support.press('失効する', dialog);
  await page.getByText('失効しました').waitFor();
  await support.check('story-33-revoked');
  const url = /OCSP - URI:(\S+)/.exec(execFileSync('openssl', ['x509', '-in', story.leaf, '-noout', '-text'], { encoding: 'utf8' }))[1];
  const answer = spawnSync('openssl', ['ocsp', '-issuer', story.issuer, '-cert', story.leaf, '-url', url, '-noverify'], { encoding: 'utf8' });
  assert.match(answer.stdout, /leaf\.pem: revoked/);
});

step('the auditor reads what was done and can change nothing [G03]', async () => {
  const auditor = await browser.person('auditor');
  story.auditor = auditor;
  const { page } = auditor;
  await firstLogin(auditor, shomei.desk, staff('staff_auditor'));
  await page.getByRole('link', { name: '監査ログ' }).click();
  await auditor.see('監査ログ');
  await page.getByRole('cell', { name: /失効/ }).first().waitFor();
  await auditor.check('story-34-audit');
});

const japanese = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
/** What a person sees who reads English; only names and addresses may be in Japanese. */
async function readsEnglish(person, step) {
  const { page } = person;
  await person.check(step);
  const lines = (await page.locator('body').innerText()).split('\n').filter((line) => japanese.test(line));
  const foreign = lines.filter(
    (line) =>
      !['Example: ', '青空銀行', '普通 0000000', 'シヨウメイ', '日本語', '青空商事', '佐藤 花子', '鈴木 一郎', '高橋 健', '千代田区'].some((known) =>
        line.includes(known),
      ),
  );
  assert.deepEqual(foreign, [], `English of ${step}`);
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
}

/** `24 Nov 2026` and `24 Nov 2026, 10:12 (JST)`: what an English page may say about an instant. */
function written(instant, timeZone) {
  const options = { timeZone, year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'short' };
  const found = Object.fromEntries(new Intl.DateTimeFormat('en-US', options).formatToParts(new Date(instant)).map(({ type, value }) => [type, value]));
  const date = `${found.day} ${found.month} ${found.year}`;
  return [date, `${date}, ${found.hour}:${found.minute} (${timeZone === 'Asia/Tokyo' ? 'JST' : found.timeZoneName})`];
}

/** Every instant on the page is written as it is in that zone; returns how many there are. */
async function times(person, timeZone) {
  const shown = await person.page.locator('time').evaluateAll((all) => all.map((time) => [time.dateTime, time.innerText.trim()]));
  const instants = shown.filter(([instant]) => instant.includes('T'));
  for (const [instant, text] of instants) assert.ok(written(instant, timeZone).includes(text), `${instant} is written as ${text} for ${timeZone}`);
  return instants.length;
}

step('an engineer in Los Angeles orders in English and reads dates as they are in Tokyo [G04]', async () => {
  const engineer = await browser.person('engineer', { locale: 'en-US', timezoneId: 'America/Los_Angeles' });
  const { page } = engineer;
  await engineer.open(shomei.site);
  await engineer.see('Proof that the company is really there');
  await readsEnglish(engineer, 'english-01-landing');
  await page.getByRole('link', { name: 'Start a quote and order' }).click();
  await engineer.see('Quote and order');
  await engineer.fill({ 'Base domain name': 'api.aozora.example.jp' });
  await engineer.press('Next: orderer');
  await engineer.fill({ 'Corporate number': '6010001999001' });
  await engineer.press('Search the register');
  await page.getByText('Filled in from the register').waitFor();
  await engineer.fill({
    'Company name \\(katakana\\)': 'アオゾラショウジ',
    'Contact person': 'Hanako Sato',
    'Mail address': orderer,
    'Phone number': '+81-3-0000-0001',
  });
  await readsEnglish(engineer, 'english-02-orderer');
  await engineer.press('Next: quote');
  await page.getByRole('button', { name: 'Place this order' }).waitFor();
  await readsEnglish(engineer, 'english-03-quote');
  await engineer.press('Place this order');
  await engineer.see('Your order has been received');
  await readsEnglish(engineer, 'english-04-placed');
  await page.getByRole('link', { name: 'See the order status' }).click();
  await page.getByText('Ordered on').waitFor();
  story.unpaid = idIn(page.url());
  await readsEnglish(engineer, 'english-05-tracker');
  assert.ok((await times(engineer, 'Asia/Tokyo')) > 0, 'the tracker says when the order was placed');
  for (const path of ['/apply', '/orders', '/repository', '/policies', '/faq', '/contact']) {
    await engineer.open(shomei.site + path);
    await engineer.page.getByRole('heading', { level: 1 }).waitFor();
    await readsEnglish(engineer, `english-page${path.replace('/', '-')}`);
    const found = await times(engineer, 'Asia/Tokyo');
    if (path === '/repository') assert.ok(found > 0, 'the repository says until when each issuer is valid');
  }
});

step('an account in Los Angeles reads times as they are there, on a computer in Tokyo [G04]', async () => {
  const { email, password } = story.customer;
  shomei.moveAccount(email, 'America/Los_Angeles');
  const customer = await browser.person('abroad', { locale: 'en-US', timezoneId: 'Asia/Tokyo' });
  const { page } = customer;
  await customer.open(`${shomei.site}/cms`);
  await customer.see('Sign in');
  await customer.fill({ 'Mail address': email });
  await customer.secret('Password', password);
  await customer.press('Sign in');
  await customer.see('Certificates');
  await page.getByRole('link', { name: `www.${domain}` }).waitFor();
  assert.ok((await times(customer, 'America/Los_Angeles')) > 0, 'the list says when each certificate ends');
  await page.getByRole('link', { name: `www.${domain}` }).click();
  await customer.see(`www.${domain}`);
  assert.ok((await times(customer, 'America/Los_Angeles')) >= 3, 'from, until and when it was revoked');
  await customer.context.close();
});

step('every page is without fault in both languages', async () => {
  const { certificate, customer, finance, unpaid } = story;
  await Promise.all([
    walkSite(story.visitor, shomei.site, story),
    browser.person('customer again').then((person) => walkCms(person, shomei.site, customer, story)),
    browser.person('finance again').then((person) => walkFinance(person, shomei.desk, finance, unpaid)),
    walkDenied(story.approver, shomei.desk),
    walkSpecialist(story.specialist, shomei.desk, story.case, certificate).then(() => walkAuditor(story.auditor, shomei.desk, story.case, certificate)),
  ]);
});
