// What the people of the EV story do.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A radio button by the first words of its label; what follows may explain it. */
export const option = (within, name) => within.getByRole('radio', { name: new RegExp(`^${name}`) });

/** A key pair and a request for these names, made by OpenSSL as on a server. */
export function opensslCsr(folder, subject, names) {
  const [key, csr] = ['ev.key', 'ev.csr'].map((file) => join(folder, file));
  const kind = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-utf8'];
  const wish = ['-subj', subject, '-addext', `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`];
  execFileSync('openssl', ['req', '-new', ...kind, '-keyout', key, '-out', csr, ...wish], { stdio: 'ignore' });
  return { csr: readFileSync(csr, 'utf8'), publicKey: execFileSync('openssl', ['pkey', '-in', key, '-pubout'], { encoding: 'utf8' }) };
}

/** The link of the mail that asks for a consent. */
export async function consentLink(mail, address) {
  return /https?:\/\/\S+\/a\/[\w-]{43}/.exec((await mail.waitFor(address, 'ご承認のお願い')).text)[0];
}

/** Shows that the mail reaches the person: asks for a code on the page and enters it. */
export async function proveByMail(person, mail, address, words) {
  await person.press(words.send);
  const code = /\b\d{8}\b/.exec((await mail.waitFor(address, '確認コード')).text)[0];
  await person.fill({ [words.code]: code });
  await person.press(words.go);
}

/** Opens a check of the case. */
export async function openStep({ page }, name) {
  await page
    .getByRole('navigation', { name: '確認する項目' })
    .getByRole('button', { name: new RegExp(`^${name}`) })
    .click();
}

/** Opens a part of the case: 審査, 突き合わせ表, 申請者への質問, 連絡・経過, 履歴. */
export async function openTab({ page }, name) {
  await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
}

/** Adds a number that was found in a source other than the applicant. */
export async function addNumber(person, number, evidence, source) {
  const { page } = person;
  await person.press('番号を追加する');
  await person.fill({ 番号: number, 番号の根拠: evidence });
  await page.getByRole('combobox', { name: /^番号の出典/ }).selectOption({ label: source });
  await person.press('電話帳に追加する');
  await option(page, number).waitFor();
}

/** Makes the call of a check on a number of the phone book: every answer is yes. `booked`: the call is on the list already. */
export async function makeCall(person, { step, number, reached, title = '', booked = false, look }) {
  const { page } = person;
  await openStep(person, step);
  if (booked) {
    await person.press('架電シートを開く');
  } else {
    await option(page, number).check();
    await person.press('架電シートを作る');
  }
  const sheet = page.getByRole('dialog', { name: '架電シート' });
  await sheet.waitFor();
  await option(sheet, number).check();
  for (const answer of await sheet.getByRole('radio', { name: 'はい', exact: true }).all()) await answer.check();
  await person.choose('通話済み', sheet);
  await person.fill({ 電話に出た方の名前: reached, ...(title ? { 聞いた役職: title } : {}) }, sheet);
  await person.fill({ メモ: '代表電話から取り次ぎ' }, sheet);
  await look?.();
  await person.press('結果を記録する', sheet);
  await sheet.getByText('電話に出た方', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
}

/** The badge of a check in the list of checks. */
export const stepPassed = ({ page }, name) =>
  page
    .getByRole('navigation', { name: '確認する項目' })
    .getByRole('button', { name: new RegExp(`^${name}\\s*確認済み`) })
    .waitFor();
