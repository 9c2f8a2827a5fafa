import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { setEntry } from '@/lib/api';
import { changeLanguage } from '@/lib/i18n';
import { keepSession, queryClient } from '@/lib/session';
import type { Session } from '@/lib/types';
import { show } from '@/test/render';
import { SessionWatch } from './SessionWatch';

const start = Date.parse('2026-11-28T01:00:00Z');
const at = (seconds: number) => new Date(start + seconds * 1000).toISOString();
let expires = 900;
let ends = 43_200;
let asked: boolean[] = []; // in the background?
let posted: unknown[] = [];

/** The server of a session that a request in the foreground makes last 15 minutes more; a log-in begins another one. */
function answer(request: Request): Session {
  if (request.method === 'POST') expires = (Date.now() - start) / 1000 + 900;
  const background = request.headers.has('X-Background');
  asked.push(background);
  const passed = (Date.now() - start) / 1000;
  const over = passed >= expires;
  if (!over && !background) expires = Math.min(passed + 900, ends);
  const user = over ? null : { id: 'usr_1', email: 'hanako@desk.example' };
  const times = over ? {} : { expiresAt: at(expires), endsAt: at(ends) };
  return { kind: over ? 'anonymous' : 'staff', csrfToken: 'c', permissions: [], user, now: at(passed), ...times } as unknown as Session;
}

const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));
const press = async (name: string) => {
  const button = screen.getByRole('button', { name });
  await act(async () => {
    button.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true }));
    button.click();
  });
  await pass(1);
};

beforeEach(async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true, now: start });
  await changeLanguage('ja');
  setEntry('desk');
  expires = 900;
  ends = 43_200;
  asked = [];
  posted = [];
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    const request = input as Request;
    if (request.method === 'POST') posted.push(await request.clone().json());
    return new Response(JSON.stringify(answer(request)), { headers: { 'Content-Type': 'application/json' } });
  });
  window.dispatchEvent(new KeyboardEvent('keydown')); // the page is attended now
  keepSession({
    user: { id: 'usr_1', email: 'hanako@desk.example' },
    permissions: [],
    now: at(0),
    expiresAt: at(900),
    endsAt: at(43_200),
  } as unknown as Session);
});
afterEach(() => {
  setEntry('order');
  vi.useRealTimers();
  vi.restoreAllMocks();
  queryClient.clear();
});

test('[G01] an unattended page warns two minutes before its session ends, and goes on where it is told to', async () => {
  await show(<SessionWatch />);
  await pass(700);
  expect(asked.every(Boolean)).toBe(true);
  expect(screen.queryByRole('dialog')).toBeNull();
  await pass(130);
  expect(screen.getByRole('dialog', { name: 'まもなくログアウトします' })).toBeTruthy();
  await press('続ける');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(asked.at(-1)).toBe(false);
  await pass(600);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('[G01] whoever was signed out signs in again on the page as it stands', async () => {
  await show(
    <>
      <textarea aria-label="メモ" />
      <SessionWatch />
    </>,
    '/desk',
  );
  fireEvent.change(screen.getByLabelText('メモ'), { target: { value: '書きかけ' } });
  await pass(1100);
  const dialog = within(screen.getByRole('dialog', { name: 'ログアウトしました' }));
  expect(dialog.getByText('hanako@desk.example')).toBeTruthy();
  expect(dialog.getByRole('link', { name: '別の利用者でログインする' }).getAttribute('href')).toMatch(/^\/desk\/login\?next=/);
  fireEvent.change(dialog.getByLabelText(/パスワード/), { target: { value: 'correct horse' } });
  await press('ログインする');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(posted).toEqual([{ email: 'hanako@desk.example', password: 'correct horse' }]);
  expect((screen.getByLabelText('メモ') as HTMLTextAreaElement).value).toBe('書きかけ');
});

test('[G01] the last minutes of the longest session offer nothing that cannot be', async () => {
  ends = 300;
  expires = 300;
  await show(<SessionWatch />);
  await pass(200);
  expect(screen.getByText(/12時間/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: '続ける' })).toBeNull();
  await press('確認しました');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
