// Staff at the desk.
import { freshCode, keepAnswering } from './second_factor.mjs';
import { inBoth } from './walk.mjs';

/** The first log-in of a staff user: a new password, an authenticator app, then the first page; `closely` looks at each in both languages. */
export async function firstLogin(person, desk, user, closely = false) {
  const { page } = person;
  const password = `${user.role}: correct horse`;
  await person.open(`${desk}/desk/login`);
  await person.see('ログイン');
  await person.fill({ メールアドレス: user.email });
  await person.secret('パスワード', user.password);
  await person.check(`desk-login-${user.role}`);
  await person.press('ログインする');
  await person.see('新しいパスワードの設定');
  if (closely) await inBoth(person, 'the first password');
  await person.secret('現在のパスワード', user.password);
  await person.secret('新しいパスワード', password);
  await person.secret('新しいパスワード（確認）', password);
  await person.press('パスワードを変更する');
  await person.see('2段階認証の設定');
  if (closely) await inBoth(person, 'the enrolment of an authenticator app');
  const secret = await page.getByRole('button', { name: '登録キーをコピー' }).locator('xpath=preceding-sibling::*[1]').innerText();
  await person.check(`desk-totp-${user.role}`);
  await person.fill({ アプリに表示された: await freshCode(secret) });
  await person.press('2段階認証を有効にする');
  await page.getByRole('navigation', { name: 'メニュー' }).waitFor();
  await keepAnswering(person, secret);
  return { ...user, password, secret };
}
