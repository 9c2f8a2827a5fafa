import { QueryClient, useQuery } from '@tanstack/react-query';
import { api, keepCsrfToken, unwrap } from './api';
import { asProblem } from './problem';
import type { Session } from './types';

/** The cache of this page; a refused request is not repeated, an unreachable server is tried twice more. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      refetchOnWindowFocus: false,
      retry: (count, error) => {
        const { status } = asProblem(error);
        return (status === 0 || status === 503) && count < 2;
      },
    },
    mutations: { retry: false },
  },
});

export const sessionKey = ['session'] as const;

async function load(): Promise<Session> {
  const session = await unwrap(api.GET('/session'));
  keepCsrfToken(session.csrfToken);
  return session;
}

export const sessionOptions = { queryKey: sessionKey, queryFn: load, staleTime: 60_000 };

/** Who is using the page, and what the server lets them do. */
export function useSession(): Session | undefined {
  return useQuery(sessionOptions).data;
}

/** Whether an order's number and mail address are all that the page was opened with: it then sees how things stand only. */
export function useIsTracker(): boolean {
  return useSession()?.kind === 'tracker';
}

/** The session if it has been asked for; does not ask. */
export function useKnownSession(): Session | undefined {
  return useQuery({ ...sessionOptions, enabled: false }).data;
}

/** Whether the server lets this user do something at all; an object's own actions say whether it can be done now. */
export function useMay(): (permission: string) => boolean {
  const permissions = useSession()?.permissions ?? [];
  return (permission) => permissions.includes(permission);
}

export function loadSession(): Promise<Session> {
  return queryClient.ensureQueryData(sessionOptions);
}

/** Replaces the known session after the server changed it. */
export function keepSession(session: Session): void {
  keepCsrfToken(session.csrfToken);
  queryClient.setQueryData(sessionKey, session);
}

export async function reloadSession(): Promise<Session> {
  return queryClient.fetchQuery({ ...sessionOptions, staleTime: 0 });
}

/** The server's clock, so that "expires today" does not depend on this computer's. */
export function useNow(): string {
  return useSession()?.now ?? new Date().toISOString();
}
