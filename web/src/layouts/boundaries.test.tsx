import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, render, screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { changeLanguage } from '@/lib/i18n';
import { queryClient, sessionKey } from '@/lib/session';
import { Provider } from '@/ui/Provider';
import { Broken, NotFound } from './boundaries';
import { PlainLayout } from './PlainLayout';

/** Two routes that fail: one inside a layout, one outside of all. */
async function open(path: string) {
  const fail = () => {
    throw new Error('no such part');
  };
  const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: Broken });
  const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: () => <PlainLayout note="CMS" /> });
  const routeTree = root.addChildren([
    frame.addChildren([createRoute({ getParentRoute: () => frame, path: '/inside', component: fail })]),
    createRoute({ getParentRoute: () => root, path: '/outside', component: fail }),
  ]);
  const router = createRouter({ routeTree, defaultErrorComponent: Broken, history: createMemoryHistory({ initialEntries: [path] }) });
  await act(() => router.load());
  render(
    <Provider>
      <RouterProvider router={router} />
    </Provider>,
  );
}

describe('pages for what goes wrong', () => {
  beforeEach(async () => {
    await changeLanguage('ja');
    queryClient.setQueryData(sessionKey, { environment: 'production', timeZone: 'Asia/Tokyo' });
  });

  it.each([
    ['/nowhere', 'ページが見つかりません'],
    ['/inside', 'ページを表示できませんでした'],
    ['/outside', 'ページを表示できませんでした'],
  ])('%s has one main part with the heading, and a way to the other language', async (path, title) => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await open(path);
    expect(within(screen.getByRole('main')).getByRole('heading', { level: 1, name: title })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'English' })).toBeTruthy();
    said.mockRestore();
  });
});
