// EV in Chromium: order → application → consents by mailed links → seven steps of vetting → second specialist → certificate.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before } from 'node:test';
import { startBrowser } from './browser.mjs';
import { firstLogin } from './desk.mjs';
import { addNumber, consentLink, makeCall, openStep, opensslCsr, openTab, option, proveByMail, stepPassed } from './ev.mjs';
import { startShomei } from './shomei.mjs';
import { steps } from './steps.mjs';
import { dialog, inBoth, walkWizard } from './walk.mjs';

const domain = 'aozora.example.jp';
const names = [`www.${domain}`, domain];
const organization = '株式会社青空商事';
const switchboard = '03-0000-0001';
const personnel = '03-0000-0009';
const ichiro = { 姓: '鈴木', 名: '一郎', セイ: 'スズキ', メイ: 'イチロウ', 役職: '主任', メールアドレス: `ichiro@${domain}`, 電話番号: '03-0000-0002' };
const ken = { 姓: '高橋', 名: '健', セイ: 'タカハシ', メイ: 'ケン', 役職: '課長', メールアドレス: `ken@${domain}`, 電話番号: '03-0000-0003' };
const hanako = { 姓: '佐藤', 名: '花子', セイ: 'サトウ', メイ: 'ハナコ', 役職: '部長', メールアドレス: `hanako@${domain}`, 電話番号: '03-0000-0004' };
const english = { send: 'Mail me a code', code: 'Code', go: 'Continue' };
const japanese = { send: '確認コードを送る', code: '確認コード', go: '確認する' };

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

const step = steps(() => browser.picture('failed-ev'));
const staff = (role) => shomei.staff.find((user) => user.role === role);

step('a wildcard is refused for EV on the order page, with the way out [A05]', async () => {
  const visitor = await browser.person('wildcard', { locale: 'en-US' });
  const { page } = visitor;
  await visitor.open(`${shomei.site}/order`);
  await visitor.see('Quote and order');
  await option(page, 'EV Multi-Domain').check();
  await visitor.fill({ 'Base domain name': `*.${domain}` });
  await visitor.press('Next: orderer');
  await page.getByText('Enter each domain name that you need instead').waitFor();
  await inBoth(visitor, 'a wildcard for EV');
  await visitor.check('ev-01-wildcard');
  await visitor.context.close();
});

step('EV Multi-Domain with two names is ordered and paid [C01]', async () => {
  const applicant = await browser.person('applicant');
  story.applicant = applicant;
  const { page } = applicant;
  await applicant.open(`${shomei.site}/order`);
  await applicant.see('見積・注文');
  await option(page, 'EVマルチドメイン').check();
  await applicant.fill({ 基本のドメイン名: names[0] });
  await applicant.press('ドメイン名を追加する');
  await applicant.fill({ '追加のドメイン名 1': names[1] });
  await applicant.check('ev-02-order');
  await applicant.press('次へ：ご注文者');
  await applicant.fill({ 法人番号: '6010001999001' });
  await applicant.press('登記情報を検索');
  await page.getByText('の登記情報を入力しました').waitFor();
  await applicant.fill({
    '会社名（フリガナ）': 'アオゾラショウジ',
    ご担当者のお名前: '鈴木 一郎',
    メールアドレス: ichiro.メールアドレス,
    電話番号: switchboard,
  });
  await applicant.press('次へ：見積の確認');
  await page.getByRole('button', { name: 'この内容で注文する' }).waitFor();
  await inBoth(applicant, 'the quote for EV');
  await applicant.check('ev-03-quote');
  await applicant.press('この内容で注文する');
  await applicant.see('ご注文を受け付けました');
  const number = /ご注文番号は (\S+) です/.exec(await page.locator('main').innerText())[1];
  const finance = await browser.person('finance');
  await firstLogin(finance, shomei.desk, staff('finance'));
  await finance.page.getByRole('link', { name: '注文・入金' }).click();
  await finance.page.getByRole('link', { name: number }).click();
  await finance.see(`注文 ${number}`);
  await finance.press('入金を記録する');
  const form = finance.page.getByRole('dialog');
  await finance.fill({ 振込名義: 'カ)アオゾラシヨウジ', 取引番号: 'e2e-ev-1' }, form);
  await finance.press('記録する', form);
  await finance.page.getByText('入金を記録しました').waitFor();
  await finance.context.close();
});

step('the application carries the registration and the roles, one of them by the same person [A14, B01, B03, B04]', async () => {
  const { applicant } = story;
  const { page } = applicant;
  const mail = await shomei.mail.waitFor(ichiro.メールアドレス, 'アクセスコード');
  await applicant.open(`${shomei.site}/apply`);
  await applicant.fill({ アクセスコード: /[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/.exec(mail.text)[0] });
  await applicant.press('申請をはじめる');
  await applicant.see('証明書のお申し込み');
  const made = opensslCsr(shomei.folder, `/C=JP/ST=Tokyo/L=Chiyoda-ku/O=Aozora Shoji K.K./CN=${names[0]}`, names);
  story.publicKey = made.publicKey;
  await option(page, '作成済みのCSRを使う').check();
  await applicant.fill({ CSR: made.csr });
  await applicant.press('CSRを確認する');
  await page.getByText('このCSRは使用できます').waitFor();
  await applicant.press('次へ：ドメイン');
  await applicant.press('次へ：組織');
  const registration = page.getByRole('heading', { name: '登記・登録の情報（EV）' });
  await registration.waitFor();
  await applicant.fill({ '会社名（英語表記）': 'Aozora Shoji K.K.' });
  await option(page, '民間の組織').check();
  await page.getByText('登録番号には法人番号 6010001999001 を記載します').waitFor();
  await applicant.fill({ 証明書に記載する番地: '9-9-9 Marunouchi' });
  await applicant.check('ev-04-registration');
  await applicant.press('次へ：担当者');
  const role = (name) => page.getByRole('region', { name, exact: true });
  await applicant.fill(ichiro, role('技術担当者'));
  await applicant.fill(ken, role('承認担当者'));
  await applicant.fill(ken, role('上級承認担当者'));
  await option(role('契約承認者'), '承認担当者と同じ方').check();
  await option(role('申請入力担当者'), '技術担当者と同じ方').check();
  await role('上級承認担当者').getByText('担当者の決まりに合わないところがあります').waitFor();
  await applicant.check('ev-05-same-person');
  await applicant.fill(hanako, role('上級承認担当者'));
  await applicant.press('次へ：確認');
  await page.getByRole('heading', { name: '利用規約' }).waitFor();
  await applicant.check('ev-06-review');
  await walkWizard(applicant);
  await page.getByRole('checkbox', { name: '利用規約の全文を読み、同意します' }).check();
  await applicant.press('この内容で申請する');
  await applicant.see('申請を受け付けました');
  await page.getByText('承認待ち').nth(2).waitFor();
  await inBoth(applicant, 'the EV application after it was submitted');
  await applicant.check('ev-07-submitted');
});

step('a mail scanner that follows the links gives no consent [B01]', async () => {
  story.links = await Promise.all([ken, hanako].map((who) => consentLink(shomei.mail, who.メールアドレス)));
  for (const link of story.links)
    for (const method of ['HEAD', 'GET']) {
      const answer = await fetch(link, { method });
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('referrer-policy') ?? '', /no-referrer/);
    }
  const { page } = story.applicant;
  await page.reload();
  await page.getByText('承認待ち').nth(2).waitFor();
  assert.equal(await page.getByText('ページを開きました').count(), 0, 'nobody has opened a page');
});

step('the approver, who signs as well, gives two consents on one English page of a telephone and books the call [B01, B04, C08]', async () => {
  const [link] = story.links;
  const approver = await browser.person('approver', { locale: 'en-US', width: 390, height: 844 });
  const { page } = approver;
  await approver.open(link);
  await approver.see('Approve a certificate application');
  assert.ok(!page.url().includes(link.split('/').at(-1)), 'the address bar forgets the secret');
  await approver.check('ev-08-consent-390-en');
  await approver.open(link); // as who looks at the mail again
  await approver.see('Approve a certificate application');
  await proveByMail(approver, shomei.mail, ken.メールアドレス, english);
  await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
  await approver.look('the two questions', 'en');
  await approver.check('ev-09-questions-390-en');
  await approver.press('Approve');
  await page.getByText(/^You consented on/).waitFor();
  await approver.fill({ Signature: '高橋 健' });
  await approver.press('Sign');
  await approver.see('Your answer has arrived');
  await approver.look('the two answers', 'en');
  const times = page.getByRole('group', { name: /^Time/ });
  await times.getByRole('radio').last().check();
  await approver.check('ev-10-book-390-en');
  await approver.press('Book this time');
  await page.getByText(/^We will call you on/).waitFor();
  await inBoth(approver, 'the booked call');
  await approver.check('ev-11-booked-390-en');
  await approver.open(link);
  await page.getByText('お電話の日時をご覧いただく前に').waitFor(); // until the call is made; the language chosen last
  await inBoth(approver, 'a link that leads back to the call');
  await approver.context.close();
});

step('the higher authority confirms on a page of her own [B03]', async () => {
  const manager = await browser.person('manager', { width: 390, height: 844 });
  const { page } = manager;
  await manager.open(story.links[1]);
  await manager.see('証明書のお申し込みのご承認');
  await proveByMail(manager, shomei.mail, hanako.メールアドレス, japanese);
  await page.getByRole('button', { name: '確認しました', exact: true }).waitFor();
  await inBoth(manager, 'the question to the higher authority');
  await manager.check('ev-12-higher-390');
  await manager.press('確認しました');
  await manager.see('ご回答を受け付けました');
  await manager.context.close();
  const applicant = story.applicant;
  await applicant.page.reload();
  await applicant.page.getByText('承認済み').nth(2).waitFor();
});

step('the domains are validated by a DNS record on a real name server [C06]', async () => {
  const { applicant } = story;
  const { page } = applicant;
  const part = page.getByRole('region', { name: domain, exact: true });
  await applicant.press('確認をはじめる', part);
  const copied = async (what) =>
    (
      await part
        .getByRole('button', { name: `${what}をコピー` })
        .locator('xpath=preceding-sibling::*[1]')
        .innerText()
    ).trim();
  shomei.dns.publish(await copied('ホスト名（TXTレコードを登録する場所）'), await copied('値（TXTレコードの内容）'));
  const done = part.getByText('確認済み');
  for (let tries = 0; tries < 15 && !(await done.isVisible()); tries += 1) {
    await Promise.race([applicant.press('今すぐ確認する', part), done.waitFor()]);
    await done.waitFor({ timeout: 2000 }).catch(() => {});
  }
  await done.waitFor({ timeout: 1000 });
  await page.getByRole('region', { name: names[0], exact: true }).getByText('確認済み').waitFor();
  await applicant.check('ev-13-domains');
});

step('the desk makes seven checks: application, register, domains, personnel, one call for two roles, higher authority [C05, C08]', async () => {
  const specialist = await browser.person('specialist');
  story.specialist = specialist;
  const { page } = specialist;
  await firstLogin(specialist, shomei.desk, staff('specialist'));
  await specialist.press('担当する');
  await specialist.see(organization);
  assert.equal(await page.getByRole('navigation', { name: '確認する項目' }).getByRole('button').count(), 7);
  await openStep(specialist, '申請内容');
  await inBoth(specialist, 'the EV application at the desk');
  await specialist.check('ev-14-application');
  await openStep(specialist, '組織の実在確認');
  await specialist.press('探す');
  await page.getByText('登録簿から次のとおり証明書に記載します').waitFor();
  for (const group of await page.getByRole('group', { name: /の違い/ }).all()) await specialist.choose('同じものと認める', group);
  for (const reason of await page.getByRole('textbox', { name: /についての判断の理由/ }).all()) await reason.fill('表記の違いのみ');
  await specialist.check('ev-15-register');
  await specialist.press('照合の結果を記録する');
  await page.getByText('照合の結果を記録しました').waitFor();
  await openStep(specialist, '人事部門への在籍確認');
  await addNumber(specialist, switchboard, 'https://townpage.example.jp/chiyoda/aozora', '電話帳・番号案内');
  await addNumber(specialist, personnel, 'https://www.aozora.example.jp/recruit', '公式サイト');
  await inBoth(specialist, 'the phone book');
  const call = (name, number, reached, booked, picture, title) =>
    makeCall(specialist, { step: name, number, reached, title, booked, look: () => specialist.check(picture) });
  await call('人事部門への在籍確認', personnel, '山田 太郎', false, 'ev-16-hr-call', '部長');
  await call('承認担当者へのお電話', switchboard, '高橋 健', true, 'ev-17-joint-call');
  await stepPassed(specialist, '契約承認者へのお電話');
  await call('上級承認担当者へのお電話', switchboard, '佐藤 花子', false, 'ev-18-higher-call', '部長');
  for (const name of ['申請内容', '組織の実在確認', 'ドメインの所有確認', '人事部門への在籍確認', '承認担当者へのお電話', '上級承認担当者へのお電話'])
    await stepPassed(specialist, name);
  assert.equal(await page.getByRole('button', { name: '架電シートを作る' }).count(), 0, 'no call is offered for what is confirmed');
  await specialist.check('ev-19-seven');
});

step('differences on the correlation sheet are decided, and the case goes to a second specialist [C09]', async () => {
  const { specialist } = story;
  const { page } = specialist;
  await openTab(specialist, '突き合わせ表');
  const line = page.getByRole('row').filter({ hasText: '電話番号（人事部門への在籍確認）' });
  await line.getByText('≠ 不一致').waitFor();
  await page.getByText('判断が記録されていない違いがあります：電話番号（人事部門への在籍確認）').waitFor();
  assert.ok(await page.getByRole('button', { name: '二人目の審査へ回す' }).isDisabled(), 'what the server would refuse is not offered');
  await specialist.check('ev-20-difference-open');
  await line.getByRole('button', { name: /^判断する/ }).click();
  const form = page.getByRole('dialog', { name: /の違い$/ });
  await specialist.choose('認める', form);
  await specialist.fill({ 判断の理由: '公式サイトに人事部の番号として載っている' }, form);
  await specialist.check('ev-20-difference-decided');
  await specialist.press('判断を記録する', form);
  await form.waitFor({ state: 'hidden' });
  await page.getByText('すべての違いに判断があります').waitFor();
  await inBoth(specialist, 'the EV case before it is recommended');
  await specialist.press('二人目の審査へ回す');
  await specialist.press('二人目の審査へ回す', page.getByRole('dialog'));
  await page.getByText('一人目の審査：').waitFor();
  const own = page.getByRole('button', { name: '承認して発行する' });
  assert.ok((await own.count()) === 0 || (await own.isDisabled()), 'the first specialist has no way to approve');
});

step('the second specialist reviews the correlation sheet in English and approves [C09, C11]', async () => {
  const second = await browser.person('second');
  const { page } = second;
  await firstLogin(second, shomei.desk, staff('approving_specialist'));
  await second.speak('en');
  await page.getByRole('button', { name: /^Second review/ }).click();
  await page.getByRole('link', { name: organization }).click();
  await second.see(organization);
  await page.getByText('Every difference has a decision').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Pass to second review' }).count(), 0, 'it has been passed');
  await second.look('the second review', 'en');
  await second.check('ev-21-second-en');
  await inBoth(second, 'approve EV', dialog(/^(承認して発行する|Approve and issue)$/));
  await second.speak('en');
  await second.press('Approve and issue');
  const review = page.getByRole('dialog');
  const act = review.getByRole('button', { name: 'Approve and issue' });
  assert.ok(await act.isDisabled(), 'nothing is approved without a review');
  await review.getByRole('checkbox', { name: 'I have reviewed the whole correlation sheet' }).check();
  await second.fill({ 'What was reviewed': 'Application, register, consents and four calls agree' }, review);
  await second.check('ev-22-approve-en');
  await act.click();
  await page.getByText('Approved', { exact: true }).first().waitFor();
  await second.check('ev-23-approved-en');
});

step('the certificate carries the registration and the EV policy [A05, A14]', async () => {
  const mail = await shomei.mail.waitFor(ichiro.メールアドレス, '発行完了');
  const technical = await browser.person('technical');
  const { page } = technical;
  await technical.open(/https?:\/\/\S+\/download\/\S+/.exec(mail.text)[0]);
  await technical.see('証明書のダウンロード');
  await inBoth(technical, 'the download of an EV certificate');
  await technical.check('ev-24-download');
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '証明書＋中間証明書（PEM）をダウンロード' }).click()]);
  const [leaf, issuer] = readFileSync(await file.path(), 'utf8').match(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g);
  const inFolder = (name, text) => {
    writeFileSync(join(shomei.folder, name), text);
    return join(shomei.folder, name);
  };
  const pem = inFolder('ev-leaf.pem', leaf);
  const openssl = (...words) => execFileSync('openssl', words, { encoding: 'utf8' });
  assert.equal(
    openssl('x509', '-in', pem, '-noout', '-subject', '-nameopt', 'sep_comma_plus_space,utf8,sname').trim(),
    'subject=jurisdictionC=JP, businessCategory=Private Organization, serialNumber=6010001999001, C=JP, ST=Tokyo, L=Chiyoda-ku, ' +
      `postalCode=100-9999, street=9-9-9 Marunouchi, O=Aozora Shoji K.K., CN=${names[0]}`,
  );
  const text = openssl('x509', '-in', pem, '-noout', '-text');
  assert.match(text, /Policy: 2\.23\.140\.1\.1\n/);
  for (const name of names) assert.ok(text.includes(`DNS:${name}`), name);
  assert.equal(openssl('x509', '-in', pem, '-noout', '-pubkey'), story.publicKey);
  const anchor = inFolder('ev-root.pem', await (await fetch(`${shomei.site}/pki/root-r1.pem`)).text());
  const chain = inFolder('ev-issuer.pem', issuer);
  assert.match(openssl('verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', anchor, '-untrusted', chain, '-verify_hostname', names[1], pem), /: OK/);
  const { applicant } = story;
  await applicant.page.reload();
  await applicant.page.getByText('証明書を発行しました').first().waitFor();
  await inBoth(applicant, 'the EV application after the issuance');
  await applicant.check('ev-25-issued');
});
