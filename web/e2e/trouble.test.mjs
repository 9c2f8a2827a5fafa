// The first story again, with everything going wrong once.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { Person, startBrowser } from './browser.mjs';
import { firstLogin } from './desk.mjs';
import { openTab } from './ev.mjs';
import { startShomei } from './shomei.mjs';
import { idIn, pressUntil, steps } from './steps.mjs';

const domain = 'aozora.example.jp';
const orderer = 'hanako@aozora.example.jp';
const technical = 'ichiro@aozora.example.jp';
const unwilling = 'ken@aozora.example.jp';
const willing = 'makoto@aozora.example.jp';
const passPhrase = 'correct horse battery staple';

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

const step = steps(() => browser.picture('trouble-failed'));
const staff = (role) => shomei.staff.find((user) => user.role === role);
const linkIn = (mail, kind) => new RegExp(`https?://\\S+/${kind}/\\S+`).exec(mail.text)[0];

/** Opens a mailed link for consent and shows the code that is mailed apart. */
async function prove(person, address) {
  await person.open(linkIn(await shomei.mail.waitFor(address, 'ご承認のお願い'), 'a'));
  await person.see('証明書のお申し込みのご承認');
  await person.press('確認コードを送る');
  const mail = await shomei.mail.waitFor(address, '確認コード');
  await person.fill({ 確認コード: /\d{8}/.exec(mail.text.split('確認コード：')[1])[0] });
  await person.press('確認する');
  await person.page.getByRole('button', { name: '承認する' }).waitFor();
}

/** A working day at least four days ahead, as the desk writes it. */
function laterDay() {
  const day = new Date(Date.now() + 4 * 86_400_000);
  while (![2, 3, 4].includes(day.getUTCDay())) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10).replaceAll('-', '/');
}

step('an entry of the denied list meets the name of the organization', async () => {
  const approver = await browser.person('approver');
  story.approver = approver;
  const { page } = approver;
  await firstLogin(approver, shomei.desk, staff('approving_specialist'));
  await page.getByRole('link', { name: '拒否リスト' }).click();
  await approver.see('拒否リスト');
  await approver.press('項目を追加');
  const form = page.getByRole('dialog');
  await approver.fill({ 項目: '青空商事', 出典: '自社', 理由: '同じ名称の会社について注意の連絡' }, form);
  await approver.press('追加する', form);
  await page.getByRole('cell', { name: '青空商事', exact: true }).waitFor();
});

step('an order is paid', async () => {
  const applicant = await browser.person('applicant');
  story.applicant = applicant;
  const { page } = applicant;
  await applicant.open(`${shomei.site}/order`);
  await applicant.see('見積・注文');
  await applicant.fill({ 基本のドメイン名: domain });
  await applicant.press('次へ：ご注文者');
  await applicant.fill({ 法人番号: '6010001999001' });
  await applicant.press('登記情報を検索');
  await page.getByText('の登記情報を入力しました').waitFor();
  await applicant.fill({ '会社名（フリガナ）': 'アオゾラショウジ', ご担当者のお名前: '佐藤 花子', メールアドレス: orderer, 電話番号: '03-0000-0001' });
  await applicant.press('次へ：見積の確認');
  await applicant.press('この内容で注文する');
  await applicant.see('ご注文を受け付けました');
  const number = /ご注文番号は (\S+) です/.exec(await page.locator('main').innerText())[1];
  const finance = await browser.person('finance');
  await firstLogin(finance, shomei.desk, staff('finance'));
  await finance.page.getByRole('link', { name: number }).click();
  await finance.see(`注文 ${number}`);
  await finance.press('入金を記録する');
  const dialog = finance.page.getByRole('dialog');
  await finance.fill({ 振込名義: 'カ)アオゾラシヨウジ', 取引番号: 'e2e-0001' }, dialog);
  await finance.press('記録する', dialog);
  await finance.page.getByText('入金を記録しました').waitFor();
  await finance.context.close();
});

step('a wrong access code is refused, the right one opens the application', async () => {
  const { applicant } = story;
  const code = /[2-9A-Z]{4}(-[2-9A-Z]{4}){3}/.exec((await shomei.mail.waitFor(orderer, 'アクセスコード')).text)[0];
  await applicant.open(`${shomei.site}/apply`);
  await applicant.fill({ アクセスコード: `${code.slice(5)}-2222` });
  await applicant.press('申請をはじめる');
  await applicant.page.getByRole('alert').first().waitFor();
  await applicant.check('trouble-01-wrong-code');
  await applicant.fill({ アクセスコード: code });
  await applicant.press('申請をはじめる');
  await applicant.see('証明書のお申し込み');
});

step('two tabs save the same draft, and nothing is lost', async () => {
  const { applicant } = story;
  const { page } = applicant;
  await applicant.secret('秘密鍵ファイルのパスフレーズ', passPhrase);
  await applicant.secret('パスフレーズ（確認）', passPhrase);
  await applicant.press('鍵とCSRを作る');
  await page.getByText('このCSRは使用できます').waitFor();
  await Promise.all([page.waitForEvent('download'), applicant.press('秘密鍵ファイルを保存')]);
  await page.getByRole('checkbox', { name: '秘密鍵ファイルを安全な場所に保存しました' }).check();
  await applicant.press('次へ：ドメイン');
  await applicant.press('次へ：組織');
  await page.getByRole('heading', { name: '証明書に記載する表記' }).waitFor();
  story.application = idIn(page.url());
  const other = new Person(applicant.context, await applicant.context.newPage(), 'the other tab');
  await other.open(page.url());
  await other.page.getByRole('heading', { name: '証明書に記載する表記' }).waitFor();
  await other.fill({ 代表電話番号: '03-0000-0009' });
  await other.press('次へ：担当者');
  await other.page.getByRole('region', { name: '技術担当者' }).waitFor();
  await other.page.close();
  await applicant.press('次へ：担当者');
  await page.getByText('別の画面で下書きが保存されています').waitFor();
  await page.getByText('電話番号', { exact: false }).first().waitFor();
  await applicant.check('trouble-02-two-tabs');
  assert.equal(await page.getByRole('textbox', { name: /^代表電話番号/ }).inputValue(), '03-0000-0001', 'what was typed here stays');
  await applicant.press('次へ：担当者');
  await page.getByRole('region', { name: '技術担当者' }).waitFor();
});

step('the application is submitted', async () => {
  const { applicant } = story;
  const { page } = applicant;
  const ichiro = { 姓: '鈴木', 名: '一郎', セイ: 'スズキ', メイ: 'イチロウ', 役職: '主任', メールアドレス: technical, 電話番号: '03-0000-0002' };
  const ken = { 姓: '高橋', 名: '健', セイ: 'タカハシ', メイ: 'ケン', 役職: '部長', メールアドレス: unwilling, 電話番号: '03-0000-0003' };
  await applicant.fill(ichiro, page.getByRole('region', { name: '技術担当者' }));
  await applicant.fill(ken, page.getByRole('region', { name: '承認担当者' }));
  await applicant.press('次へ：確認');
  await page.getByRole('checkbox', { name: '利用規約の全文を読み、同意します' }).check();
  await applicant.press('この内容で申請する');
  await applicant.see('申請を受け付けました');
});

step('on another device the page says how to come in, and what the certificate will say is corrected', async () => {
  const { applicant } = story;
  const { page } = applicant;
  const elsewhere = await browser.person('another device', { width: 390, height: 844 });
  await elsewhere.open(page.url());
  await elsewhere.page.getByRole('heading', { name: 'メールからお越しの方へ' }).waitFor();
  await elsewhere.fill({ メールアドレス: 'stranger@example.com' });
  await elsewhere.check('trouble-02-come-in-390');
  await elsewhere.press('アクセスコードを受け取る');
  await elsewhere.page.getByText('アクセスコードをお送りしました').waitFor();
  await elsewhere.context.close();
  const name = '株式会社青空商事';
  for (const wanted of ['Aozora Trading', name]) {
    await applicant.press('証明書の記載内容を訂正する');
    const dialog = page.getByRole('dialog', { name: '証明書の記載内容の訂正' });
    await applicant.fill({ 会社名: wanted }, dialog);
    if (wanted !== name) await applicant.check('trouble-02-correct-subject');
    await applicant.press('訂正する', dialog);
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText(wanted, { exact: true }).first().waitFor();
  }
});

step('the approver declines, is replaced, and the next one consents', async () => {
  const { applicant } = story;
  const { page } = applicant;
  const ken = await browser.person('unwilling approver');
  await prove(ken, unwilling);
  await ken.press('辞退する');
  await ken.fill({ 辞退の理由: 'この申請は聞いていません' });
  await ken.press('辞退を送信する');
  await ken.see('ご回答を受け付けました');
  await ken.check('trouble-03-declined');
  await ken.context.close();
  await shomei.mail.waitFor(technical, '承認を辞退');
  await page.reload();
  await page.getByText('辞退の理由：この申請は聞いていません').waitFor();
  await applicant.check('trouble-04-declined');
  await applicant.press('別の方に変更する');
  const form = page.getByRole('form', { name: '別の方に変更する' });
  await applicant.fill({ 姓: '田中', 名: '誠', セイ: 'タナカ', メイ: 'マコト', メールアドレス: willing, 電話番号: '03-0000-0004' }, form);
  await applicant.check('trouble-05-replacement');
  await applicant.press('この方に変更して依頼する', form);
  await page.getByText('田中 誠 様').first().waitFor();
  const makoto = await browser.person('willing approver', { width: 390, height: 844 });
  await prove(makoto, willing);
  await makoto.check('trouble-06-consent-390');
  await makoto.press('承認する');
  await makoto.see('ご回答を受け付けました');
  await makoto.context.close();
});

step('the record in the DNS is wrong at first', async () => {
  const { applicant } = story;
  const { page } = applicant;
  await page.reload();
  const part = page.getByRole('region', { name: domain, exact: true });
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
  shomei.dns.publish(name, 'not-the-value');
  await pressUntil(() => applicant.press('今すぐ確認する', part), part.getByText('not-the-value').first());
  await applicant.check('trouble-07-wrong-record');
  shomei.dns.publish(name, value);
  await pressUntil(() => applicant.press('今すぐ確認する', part), part.getByText('確認済み'));
});

step('the desk asks for a document; a file that lies is refused, a real one is taken', async () => {
  const { applicant } = story;
  const specialist = await browser.person('specialist');
  story.specialist = specialist;
  const { page } = specialist;
  await firstLogin(specialist, shomei.desk, staff('specialist'));
  await specialist.queue('未割当');
  await specialist.press('担当する');
  await specialist.see('株式会社青空商事');
  story.case = idIn(page.url());
  await openTab(specialist, '申請者への質問');
  await specialist.press('質問する');
  await specialist.fill({ 申請者に送る文: '登記事項証明書をお送りください。' });
  await page.getByRole('checkbox', { name: '書類の添付もお願いする' }).check();
  await specialist.press('メールを確かめる');
  await page.getByRole('dialog').waitFor();
  await specialist.check('trouble-08-question');
  await specialist.press('送って回答を待つ', page.getByRole('dialog'));
  await page.getByText('から申請者の回答を待っています').waitFor();
  await applicant.page.reload();
  await applicant.page.getByRole('heading', { name: '審査担当からのご質問' }).waitFor();
  const file = applicant.page.locator('input[type="file"]');
  await file.setInputFiles({ name: 'extract.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\x90\0 this is a program', 'latin1') });
  await applicant.page.getByRole('alert').first().waitFor();
  await applicant.check('trouble-09-lying-file');
  await file.setInputFiles({ name: 'extract.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n') });
  await applicant.page.getByText('送った書類').waitFor();
  await applicant.fill({ ご回答: '登記事項証明書をお送りします。' });
  await applicant.press('回答を送る');
  await applicant.page.getByText('ご回答を受け付けました').waitFor();
  await applicant.check('trouble-10-answered');
  await page.reload();
  await specialist.press('確認した');
  const document = page.getByRole('article', { name: 'extract.pdf', exact: true });
  await openTab(specialist, '審査');
  for (const entry of await page.locator('.step-list li button').all()) {
    if (await document.isVisible()) break;
    await entry.click();
  }
  await specialist.choose('証拠として採用する', document);
  await document.getByRole('combobox', { name: /^種類/ }).selectOption({ label: '登記事項証明書' });
  await specialist.fill({ 書類の会社名: '株式会社青空商事', 書類の日付: '2026/11/01', 理由: '法務局の原本と一致' }, document);
  await specialist.press('判断を記録する', document);
  await document.getByText('法務局の原本と一致').waitFor();
  await specialist.check('trouble-11-document');
});

step('nobody answers the phone, then a call back is agreed on, then the approver is reached', async () => {
  const { specialist } = story;
  const { page } = specialist;
  await page.getByRole('button', { name: /^組織の実在確認/ }).click();
  await specialist.press('探す');
  await page.getByRole('heading', { name: '申請と登記の比較' }).waitFor();
  for (const group of await page.getByRole('group', { name: /の違い/ }).all()) await specialist.choose('同じものと認める', group);
  for (const reason of await page.getByRole('textbox', { name: /についての判断の理由/ }).all()) await reason.fill('表記の違いのみ');
  await specialist.press('照合の結果を記録する');
  await page.getByText('照合の結果を記録しました').waitFor();
  await page.getByRole('button', { name: /^承認担当者へのお電話/ }).click();
  await specialist.press('番号を追加する');
  await specialist.fill({ 番号: '03-0000-0001', 番号の根拠: 'https://townpage.example.jp/chiyoda/aozora' });
  await page.getByRole('combobox', { name: /^番号の出典/ }).selectOption({ label: '電話帳・番号案内' });
  await specialist.press('電話帳に追加する');
  const sheet = page.getByRole('dialog', { name: '架電シート' });
  const call = async (outcome) => {
    await sheet.waitFor();
    await specialist.choose(outcome, sheet);
  };
  const record = async () => {
    await specialist.press('結果を記録する', sheet);
    await sheet.getByRole('button', { name: '結果を記録する' }).waitFor({ state: 'hidden' });
  };
  const leave = async () => {
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'hidden' });
  };
  await page.getByRole('radio', { name: '03-0000-0001' }).check();
  await specialist.press('架電シートを作る');
  await call('応答なし・不在');
  await record();
  await specialist.check('trouble-12-no-answer');
  await leave();
  await page.getByRole('radio', { name: '03-0000-0001' }).check();
  await specialist.press('架電シートを作る');
  await call('かけ直し');
  await specialist.fill({ 日付: laterDay(), 時刻: '10:30' }, sheet);
  await specialist.check('trouble-13-call-back');
  await record();
  await leave();
  await page.locator('.tasks .button-primary, .tasks button').filter({ hasText: '架電シートを開く' }).last().click();
  await call('通話済み');
  for (const answer of await sheet.getByRole('radio', { name: 'はい', exact: true }).all()) await answer.check();
  await specialist.fill({ 電話に出た方の名前: '田中 誠' }, sheet);
  await record();
  await leave();
  await specialist.check('trouble-14-reached');
});

step('a hit of the denied list is decided by the second specialist', async () => {
  const { specialist, approver } = story;
  const hit = (person) => person.page.getByRole('article', { name: /^拒否リストの名称/ });
  const own = hit(specialist).getByRole('button', { name: '判断する' });
  assert.ok((await own.count()) === 0 || (await own.isDisabled()), 'who gathers the evidence does not decide the hit');
  await approver.open(`${shomei.desk}/desk/cases/${story.case}`);
  await approver.see('株式会社青空商事');
  await approver.press('判断する', hit(approver));
  const dialog = approver.page.getByRole('dialog');
  await approver.choose('該当しない（別のもの）', dialog);
  await approver.fill({ 判断の理由: '所在地と代表者が異なる別の会社' }, dialog);
  await approver.check('trouble-15-hit');
  await approver.press('判断を記録する', dialog);
  await approver.page.getByText('すべて判断済みです').waitFor();
});

step('the case is sent back once, then approved; who recommended it cannot approve', async () => {
  const { specialist, approver } = story;
  const recommend = async () => {
    await specialist.page.reload();
    await specialist.press('二人目の審査へ回す');
    await specialist.press('二人目の審査へ回す', specialist.page.getByRole('dialog'));
    await specialist.page.getByText('一人目の審査：').waitFor();
  };
  await recommend();
  const own = specialist.page.getByRole('button', { name: '承認して発行する' });
  assert.ok((await own.count()) === 0 || (await own.isDisabled()), 'who recommended has no way to approve');
  await approver.page.reload();
  await approver.press('差し戻す');
  const dialog = approver.page.getByRole('dialog');
  await approver.fill({ 差し戻しの理由: '電話の記録に部署を書き足してください' }, dialog);
  await approver.check('trouble-16-send-back');
  await approver.press('差し戻す', dialog);
  await dialog.waitFor({ state: 'hidden' });
  await specialist.page.reload();
  await specialist.page.getByText(/に差し戻しました$/).waitFor();
  await specialist.page.getByText('理由：電話の記録に部署を書き足してください').waitFor();
  await specialist.check('trouble-17-sent-back');
  await recommend();
  await approver.page.reload();
  await approver.press('承認して発行する');
  await dialog.getByRole('checkbox', { name: '突き合わせ表の全項目を確認しました' }).check();
  await approver.fill({ 確認した内容: '申請、登記、電話、書類の記録を突き合わせて確認' }, dialog);
  await approver.press('承認して発行する', dialog);
  await approver.page.getByText('承認済み').first().waitFor();
  await approver.check('trouble-18-approved');
  await specialist.open(`${shomei.desk}/desk/reports`);
  await specialist.see('審査の統計');
  await specialist.check('trouble-20-reports');
  await specialist.open(`${shomei.desk}/desk/calls?view=week&from=${laterDay().replaceAll('/', '-')}`);
  await specialist.page.locator('.week').waitFor();
  assert.equal(await specialist.page.locator('.week-call').count(), 0, 'the call was made before its time, which is free again');
  await specialist.check('trouble-21-week');
  const mail = await shomei.mail.waitFor(technical, '発行完了');
  await story.applicant.open(linkIn(mail, 'download'));
  await story.applicant.see('証明書のダウンロード');
  await story.applicant.check('trouble-19-download');
});
