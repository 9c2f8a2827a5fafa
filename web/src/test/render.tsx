import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Provider } from '@/ui/Provider';

/** Puts a part of a page into everything it stands in; `basepath` is where the pages of its entry begin, `search` what its address asks. */
export async function show(part: ReactNode, basepath = '/', search = '') {
  const router = createRouter({
    routeTree: createRootRoute({ component: () => part }),
    basepath,
    history: createMemoryHistory({ initialEntries: [basepath + search] }),
  });
  await act(() => router.load());
  return render(
    <Provider>
      <RouterProvider router={router} />
    </Provider>,
  );
}
