import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { Problem } from '@/lib/problem';
import { queryClient, sessionKey } from '@/lib/session';
import { show } from '@/test/render';
import { ActionButton, Button } from './Button';
import { CopyText } from './CopyText';
import { DataTable } from './DataTable';
import { ConfirmDialog } from './Dialog';
import { EmptyState } from './EmptyState';
import { ErrorPanel } from './ErrorPanel';
import { checkNames } from './NameList';
import { StatusBadge } from './StatusBadge';
import { DateText } from './Text';

type Row = { id: string; name: string };
const rows: Row[] = [
  { id: '1', name: 'www.aozora.example.jp' },
  { id: '2', name: 'shop.aozora.example.jp' },
];
const columns = [{ key: 'name', head: 'ドメイン名', main: true, sort: 'name', cell: (row: Row) => row.name }];
const table = { caption: '証明書', columns, rowKey: (row: Row) => row.id, empty: <EmptyState title="ありません" /> };

describe('parts of pages', () => {
  it('an error says what, why and what next, with code and request id small', async () => {
    await changeLanguage('ja');
    const retry = vi.fn();
    await show(<ErrorPanel error={new Problem({ status: 0, code: 'network' })} onRetry={retry} />);
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('サーバーに接続できません');
    expect(alert.textContent).toContain('もう一度お試しください');
    await userEvent.click(within(alert).getByRole('button', { name: 'もう一度読み込む' }));
    expect(retry).toHaveBeenCalledOnce();
  });

  it('a stale version offers the latest one', async () => {
    await show(<ErrorPanel error={new Problem({ status: 412, code: 'version_stale', requestId: 'req_9' })} onRetry={() => undefined} />);
    expect(screen.getByText('別の方が先に更新しました')).toBeTruthy();
    expect(screen.getByRole('button', { name: '最新の内容を読み込む' })).toBeTruthy();
    expect(screen.getByText(/version_stale/).textContent).toContain('req_9');
  });

  it('a table tells its order and its emptiness', async () => {
    const sort = vi.fn();
    const { unmount } = await show(<DataTable {...table} rows={rows} sort="name" onSort={sort} />);
    expect(screen.getByRole('columnheader', { name: 'ドメイン名' }).getAttribute('aria-sort')).toBe('ascending');
    await userEvent.click(screen.getByRole('button', { name: 'ドメイン名' }));
    expect(sort).toHaveBeenCalledWith('-name');
    unmount();
    await show(<DataTable {...table} rows={[]} />);
    expect(screen.getByRole('heading', { name: 'ありません' })).toBeTruthy();
  });

  it('a table pages by cursor', async () => {
    const go = vi.fn();
    await show(<DataTable {...table} rows={rows} paging={{ next: 'n2', total: 120, limit: 50, atStart: true, go }} />);
    expect(screen.getByText('全120件')).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: '次の50件' }));
    expect(go).toHaveBeenCalledWith('n2');
  });

  it('an act that is not allowed stays visible with the reason', async () => {
    await show(
      <ActionButton action={{ name: 'approve', allowed: false, reason: '自分の案件は承認できません。' }} onClick={() => undefined}>
        承認する
      </ActionButton>,
    );
    const button = screen.getByRole('button', { name: '承認する' });
    expect(button).toHaveProperty('disabled', true);
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe('自分の案件は承認できません。');
  });

  it('a dangerous act starts on the way out and has its verb on the button', async () => {
    const confirm = vi.fn();
    function Sample() {
      const [open, setOpen] = useState(false);
      return (
        <>
          <Button onClick={() => setOpen(true)}>失効する…</Button>
          <ConfirmDialog open={open} title="失効しますか" verb="失効する" danger onConfirm={confirm} onClose={() => setOpen(false)}>
            取り消せません。
          </ConfirmDialog>
        </>
      );
    }
    await show(<Sample />);
    await userEvent.click(screen.getByRole('button', { name: '失効する…' }));
    const dialog = await screen.findByRole('dialog', { name: '失効しますか' });
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('キャンセル'));
    await userEvent.click(within(dialog).getByRole('button', { name: '失効する' }));
    expect(confirm).toHaveBeenCalledOnce();
  });

  it('copied text says so in place', async () => {
    const user = userEvent.setup();
    await show(<CopyText value="4d6751" what="シリアル番号" />);
    await user.click(screen.getByRole('button', { name: 'シリアル番号をコピー' }));
    expect(await navigator.clipboard.readText()).toBe('4d6751');
    expect(await screen.findByText('コピーしました')).toBeTruthy();
  });

  it('a state is a word in the language of the page', async () => {
    await show(<StatusBadge kind="certificate" status="revoked" />);
    expect(screen.getByText('失効済み')).toBeTruthy();
  });

  it('a date carries its exact instant', async () => {
    await show(<DateText value="2026-11-24T15:00:00Z" style="instant" />);
    const time = screen.getByText('2026/11/25 00:00 (JST)');
    expect(time.getAttribute('dateTime') ?? time.getAttribute('datetime')).toBe('2026-11-24T15:00:00Z');
  });

  it('a date is shown in the time zone of the account as soon as it is known [G04]', async () => {
    await show(<DateText value="2026-11-27T03:00:00Z" style="instant" />);
    expect(screen.getByText('2026/11/27 12:00 (JST)')).toBeTruthy();
    act(() => void queryClient.setQueryData(sessionKey, { timeZone: 'America/Los_Angeles' }));
    expect(await screen.findByText('2026/11/26 19:00 (PST)')).toBeTruthy();
    act(() => queryClient.removeQueries({ queryKey: sessionKey }));
  });

  it('names are asked for once each', () => {
    expect(checkNames(['', ''])).toEqual([{ code: 'required' }, null]);
    expect(checkNames(['a.example.jp', 'a.example.jp'])[1]).toEqual({ code: 'host_twice' });
    expect(checkNames(['*.example.jp'], false)).toEqual([{ code: 'wildcard' }]);
    expect(checkNames(['日本語.example.jp', 'not a name'])).toEqual([null, { code: 'host' }]);
  });
});
