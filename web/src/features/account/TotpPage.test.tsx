import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DeskPlain } from '@/layouts/DeskFrame';
import { keepCsrfToken, setEntry } from '@/lib/api';
import { changeLanguage } from '@/lib/i18n';
import { queryClient, sessionKey } from '@/lib/session';
import { Provider } from '@/ui/Provider';
import { SecurityPage } from './SecurityPage';
import { TotpPage } from './TotpPage';

const session = { kind: 'staff', user: { name: '審査 花子', email: 'h@example.jp', role: 'specialist' }, csrfToken: 'token-1', permissions: [] };

/** A server that lets the app be replaced once the old one has shown its code. */
function serve() {
  const paths: string[] = [];
  vi.spyOn(window, 'fetch').mockImplementation(async (input) => {
    const path = new URL((input as Request).url).pathname.replace('/api/v1', '');
    const shown = paths.includes('/session/verifications');
    paths.push(path);
    const refused = path === '/session/totp' && !shown;
    const body = refused ? { code: 'second_factor_due' } : path === '/session/totp' ? { secret: 'JBSWY3DP', uri: 'otpauth://totp/x' } : session;
    return new Response(JSON.stringify(body), { status: refused ? 403 : 200, headers: { 'Content-Type': 'application/json' } });
  });
  return paths;
}

async function open() {
  const root = createRootRoute();
  const plain = createRoute({ getParentRoute: () => root, id: 'plain', component: DeskPlain });
  const next = (search: Record<string, unknown>) => ({ next: search.next as string | undefined });
  const routeTree = root.addChildren([
    plain.addChildren([createRoute({ getParentRoute: () => plain, path: '/totp', component: TotpPage, validateSearch: next })]),
    createRoute({ getParentRoute: () => root, path: '/security', component: SecurityPage }),
  ]);
  const router = createRouter({ routeTree, history: createMemoryHistory({ initialEntries: ['/security'] }) });
  await act(() => router.load());
  render(
    <Provider>
      <RouterProvider router={router} />
    </Provider>,
  );
  return router;
}

beforeEach(async () => {
  await changeLanguage('ja');
  setEntry('desk');
  keepCsrfToken('token-1');
  queryClient.setQueryData(sessionKey, session);
});

afterEach(() => {
  vi.restoreAllMocks();
  queryClient.clear();
});

it('who sets up the app again shows the old one first, and comes back to the settings [F10]', async () => {
  const paths = serve();
  const router = await open();
  await userEvent.click(screen.getByRole('link', { name: '認証アプリを設定し直す' }));
  await screen.findByRole('dialog', { name: '本人確認' });
  await userEvent.type(screen.getByRole('textbox', { name: /^確認コード/ }), '123456{Enter}');
  await userEvent.type(await screen.findByRole('textbox', { name: /^アプリに表示された/ }), '654321{Enter}');
  await screen.findByRole('heading', { level: 1, name: 'ログインの設定' });
  expect(router.state.location.pathname).toBe('/security');
  expect(paths.filter((path) => path.startsWith('/session/'))).toEqual([
    '/session/totp',
    '/session/verifications',
    '/session/totp',
    '/session/totp/confirmations',
  ]);
});
