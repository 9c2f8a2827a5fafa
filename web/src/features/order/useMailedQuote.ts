import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, keepCsrfToken, unwrap } from '@/lib/api';
import { queryClient, sessionKey, sessionOptions } from '@/lib/session';
import type { Quote } from '@/lib/types';

/** The secret of a mailed quote rides in the fragment, which is never sent; it leaves the address bar at once. */
function secretOfLink(): string | undefined {
  const secret = /^#quote=([\w-]{20,100})$/.exec(window.location.hash)?.[1];
  if (secret) window.history.replaceState(window.history.state, '', window.location.pathname);
  return secret;
}

async function openQuote(token: string): Promise<Quote> {
  // Whoever has a session sends its token, too.
  await queryClient.ensureQueryData(sessionOptions);
  return unwrap(api.POST('/quote-sessions', { body: { token } }));
}

/** The quote that a mailed link leads to: `quote` once it is open, `error` where it leads nowhere. */
export function useMailedQuote(onOpen: (quote: Quote) => void) {
  const begun = useRef(false);
  const open = useMutation({
    mutationFn: openQuote,
    onSuccess: (quote) => {
      keepCsrfToken(quote.csrfToken);
      queryClient.setQueryData(['quote', quote.id], quote);
      void queryClient.invalidateQueries({ queryKey: sessionKey });
      onOpen(quote);
    },
  });
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    const secret = secretOfLink();
    if (secret) open.mutate(secret);
  }, [open]);
  return { opening: open.isPending, error: open.error, quote: open.data };
}
