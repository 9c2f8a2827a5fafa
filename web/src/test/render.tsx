import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from '@tanstack/react-router';
import { act, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Provider } from '@/ui/Provider';

/** Puts a part of a page into everything it stands in. */
export async function show(part: ReactNode) {
  const router = createRouter({ routeTree: createRootRoute({ component: () => part }), history: createMemoryHistory({ initialEntries: ['/'] }) });
  await act(() => router.load());
  return render(
    <Provider>
      <RouterProvider router={router} />
    </Provider>,
  );
}
