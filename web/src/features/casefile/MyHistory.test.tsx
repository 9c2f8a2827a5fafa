import { screen } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import type { Application } from '@/lib/types';
import { show } from '@/test/render';
import { MyHistory } from './MyHistory';

const at = '2026-11-27T02:30:00Z';
const ended = (event: string, subject: string) => ({ history: [{ at, event, subject }] }) as unknown as Application;

beforeEach(() => changeLanguage('ja'));

test.each([
  ['withdrawn', '別の商品に変更します', 'お申し込みを取り下げました', '理由：別の商品に変更します'],
  ['rejected', '鍵が基準を満たしていませんでした。', '審査の結果、発行できませんでした', '鍵が基準を満たしていませんでした。'],
  ['lapsed', '', '期限が過ぎたため、お申し込みを終了しました', ''],
])('the history tells of an application that was %s', async (event, subject, what, why) => {
  await show(<MyHistory application={ended(event, subject)} />);
  expect(screen.getByText(what)).toBeTruthy();
  if (why) expect(screen.getByText(why)).toBeTruthy();
});
