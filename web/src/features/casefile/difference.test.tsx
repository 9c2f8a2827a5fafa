import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { queryClient, sessionKey } from '@/lib/session';
import type { Case, CorrelationLine } from '@/lib/types';
import { show } from '@/test/render';
import { CorrelationSheet } from './CorrelationSheet';

const at = '2026-11-27T02:30:00Z';
const vettingCase = { id: 'cas_1', version: 3, status: 'open' } as unknown as Case;
const line: CorrelationLine = {
  key: 'phone.authorization_call',
  topic: 'phone',
  values: [
    { source: 'application', text: '03-0000-0001' },
    { source: 'call', text: '06-0000-0009' },
  ],
  match: 'different',
  accepted: null,
  reason: '',
  decidedByName: '',
  decidedAt: null,
  decidable: true,
};
const sheet = (row: CorrelationLine) => ({ rows: [row], complete: false, compared: 1 });

beforeEach(async () => {
  await changeLanguage('ja');
  queryClient.setQueryData(sessionKey, { permissions: ['cases:work'], now: at, timeZone: 'Asia/Tokyo' });
});
afterEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
});

async function decide(): Promise<void> {
  await userEvent.click(await screen.findByRole('button', { name: /判断/ }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('radio', { name: '認める' }));
  await userEvent.type(within(dialog).getByRole('textbox'), '代表番号');
  await userEvent.click(within(dialog).getByRole('button', { name: '判断を記録する' }));
}

describe('a decision on a difference', () => {
  it('names the one that was seen; who comes too late is told, and sees it', async () => {
    const refused = { ...line, accepted: false, reason: '別会社の番号', decidedByName: '佐藤 花子', decidedAt: at };
    const sent: Request[] = [];
    let now = line;
    vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
      const request = input as Request;
      sent.push(request.clone());
      const late = request.method === 'POST' && now === line;
      const body = late ? { code: 'decided_meanwhile', detail: '佐藤 花子さんが「認めない」と判断しています。' } : sheet(now);
      if (late) now = refused;
      return new Response(JSON.stringify(body), { status: late ? 409 : 200, headers: { 'Content-Type': 'application/json' } });
    });
    await show(<CorrelationSheet vettingCase={vettingCase} />);
    await decide();
    expect(await screen.findByText('佐藤 花子さんが「認めない」と判断しています。')).toBeTruthy();
    expect(await screen.findByText('別会社の番号')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await decide();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const posted = await Promise.all(sent.filter((request) => request.method === 'POST').map((request) => request.json()));
    expect(posted).toEqual([
      { field: line.key, accepted: true, reason: '代表番号', seenDecidedAt: null },
      { field: line.key, accepted: true, reason: '代表番号', seenDecidedAt: at },
    ]);
    expect(screen.queryByText('佐藤 花子さんが「認めない」と判断しています。')).toBeNull();
  });
});
