import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { api, etag, keepCsrfToken, setEntry, unwrap } from '@/lib/api';
import { changeLanguage } from '@/lib/i18n';
import { asProblem } from '@/lib/problem';
import { queryClient, sessionKey } from '@/lib/session';
import { show } from '@/test/render';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/Dialog';
import { SecondFactor } from './SecondFactor';

interface Sent {
  path: string;
  body: string;
  headers: Headers;
}

const reply = (status: number, body: object) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } });
const due = { status: 403, code: 'second_factor_due', detail: '確認コードをもう一度入力してください。' };

/** A server that knows one code, and lets nobody approve before it was shown; the refusal of the case named by `slow` waits for `release`. */
function serve({ csrfToken = 'token-2', slow = '' } = {}) {
  const sent: Sent[] = [];
  let shown = false;
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    const request = input as Request;
    const one = { path: new URL(request.url).pathname.replace('/api/v1', ''), body: await request.text(), headers: request.headers };
    sent.push(one);
    if (one.path !== '/session/verifications') {
      const answer = shown ? reply(200, { id: 'cas_1' }) : reply(403, due);
      if (one.path.startsWith(`/cases/${slow}/`)) await held;
      return answer;
    }
    shown = JSON.parse(one.body).code === '123456';
    return shown ? reply(200, { kind: 'staff', csrfToken }) : reply(422, { code: 'totp_code_wrong', detail: '確認コードが違います。' });
  });
  return {
    sent,
    release,
    acts: () => sent.filter(({ path }) => path.endsWith('/approvals')),
    codes: () => sent.filter(({ path }) => path === '/session/verifications'),
  };
}

const approve = (id = 'cas_1') =>
  unwrap(api.POST('/cases/{id}/approvals', { params: { path: { id }, header: etag({ version: 7 }) }, body: { reviewed: true, note: '確認済み' } }));
const dialog = () => screen.findByRole('dialog', { name: '本人確認' });
const closed = () => waitFor(() => expect(screen.queryByRole('dialog', { name: '本人確認' })).toBeNull());

async function enter(code: string) {
  const field = within(await dialog()).getByRole('textbox', { name: /^確認コード/ });
  await userEvent.clear(field);
  await userEvent.type(field, `${code}{Enter}`);
}

beforeEach(async () => {
  await changeLanguage('ja');
  setEntry('desk');
  keepCsrfToken('token-1');
});

afterEach(() => {
  vi.restoreAllMocks();
  queryClient.removeQueries({ queryKey: sessionKey });
});

describe('the second factor anew [F10]', () => {
  it('the request goes out again, the same but for the token of the new session', async () => {
    const { acts, codes } = serve();
    await show(<SecondFactor />);
    const done = approve();
    await enter('１２３ ４５６');
    await expect(done).resolves.toMatchObject({ id: 'cas_1' });
    await closed();
    expect(codes().map(({ body }) => JSON.parse(body))).toEqual([{ code: '123456' }]);
    const [first, second] = acts();
    expect(acts()).toHaveLength(2);
    expect(JSON.parse(first?.body ?? '')).toEqual({ reviewed: true, note: '確認済み' });
    expect(second?.body).toBe(first?.body);
    for (const name of ['Idempotency-Key', 'If-Match', 'Content-Type', 'X-Entry', 'X-Session'])
      expect(second?.headers.get(name), name).toBe(first?.headers.get(name));
    expect(first?.headers.get('Idempotency-Key')).toBeTruthy();
    expect([first, second].map((one) => one?.headers.get('X-CSRF-Token'))).toEqual(['token-1', 'token-2']);
    expect(queryClient.getQueryData(sessionKey)).toMatchObject({ csrfToken: 'token-2' });
  });

  it('a wrong code is told, and the dialog stays for the right one', async () => {
    const { acts } = serve();
    await show(<SecondFactor />);
    const done = approve();
    await enter('000000');
    expect(await within(await dialog()).findByText('確認コードが違います。')).toBeTruthy();
    expect(acts()).toHaveLength(1);
    await enter('123456');
    await expect(done).resolves.toMatchObject({ id: 'cas_1' });
  });

  it('who would rather not gets the refusal, and is asked again the next time', async () => {
    const { acts } = serve();
    await show(<SecondFactor />);
    for (const tries of [1, 2]) {
      const refused = approve().catch(asProblem);
      await userEvent.click(within(await dialog()).getByRole('button', { name: 'キャンセル' }));
      expect(await refused).toMatchObject({ status: 403, code: 'second_factor_due', detail: due.detail });
      expect(acts()).toHaveLength(tries);
      await closed();
    }
  });

  it('requests that wait at once share one question', async () => {
    const { acts, codes } = serve();
    await show(<SecondFactor />);
    const done = Promise.all([approve('cas_1'), approve('cas_2')]);
    await waitFor(() => expect(acts()).toHaveLength(2));
    await enter('123456');
    await done;
    expect(codes()).toHaveLength(1);
    expect(acts().map(({ path }) => path)).toEqual(['/cases/cas_1/approvals', '/cases/cas_2/approvals', '/cases/cas_1/approvals', '/cases/cas_2/approvals']);
  });

  it('a request refused before the factor was shown, and told so after, goes out again without another question', async () => {
    const { acts, codes, release } = serve({ csrfToken: 'token-1', slow: 'cas_2' });
    await show(<SecondFactor />);
    const late = approve('cas_2');
    const done = approve('cas_1');
    await enter('123456');
    await done;
    await closed();
    release();
    await expect(late).resolves.toMatchObject({ id: 'cas_1' });
    expect(codes()).toHaveLength(1);
    expect(acts()).toHaveLength(4);
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('where nobody asks, the refusal is the answer', async () => {
    serve();
    expect(await approve().catch(asProblem)).toMatchObject({ code: 'second_factor_due' });
    const view = await show(<SecondFactor />);
    const refused = approve().catch(asProblem);
    await dialog();
    act(() => view.unmount());
    expect(await refused).toMatchObject({ code: 'second_factor_due' });
  });

  it('over the dialog of a page: Escape closes it alone, and the focus comes back', async () => {
    serve();
    function Page() {
      const [open, setOpen] = useState(false);
      return (
        <>
          <Button onClick={() => setOpen(true)}>承認…</Button>
          <ConfirmDialog open={open} title="承認しますか" verb="承認する" onConfirm={() => void approve().catch(asProblem)} onClose={() => setOpen(false)}>
            よろしいですか。
          </ConfirmDialog>
          <SecondFactor />
        </>
      );
    }
    await show(<Page />);
    await userEvent.click(screen.getByRole('button', { name: '承認…' }));
    await userEvent.click(await screen.findByRole('button', { name: '承認する' }));
    const above = await dialog();
    const below = screen.getByRole('dialog', { name: '承認しますか', hidden: true });
    expect(below.closest('[inert]')).not.toBeNull();
    expect(above.closest('[inert]')).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(within(above).getByRole('textbox')));
    await userEvent.keyboard('{Escape}');
    await closed();
    expect(screen.getByRole('dialog', { name: '承認しますか' }).closest('[inert]')).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(below));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says in English what it wants', async () => {
    serve();
    await changeLanguage('en');
    await show(<SecondFactor />);
    const refused = approve().catch(asProblem);
    await screen.findByRole('dialog', { name: 'Confirm it is you' });
    const field = screen.getByRole('textbox', { name: /^Verification code/ });
    expect([field.getAttribute('autocomplete'), field.getAttribute('inputmode')]).toEqual(['one-time-code', 'numeric']);
    await userEvent.keyboard('{Escape}');
    await refused;
  });
});
