import { useState } from 'react';
import { keepDraft, readDraft } from '@/lib/drafts';
import type { OrderDraft } from './state';

/** An order being typed, kept in this browser under a name of its own. */
export function useOrderDraft(kept: string, start: (known: OrderDraft | null) => OrderDraft) {
  const [draft, setDraft] = useState(() => start(readDraft<OrderDraft>(kept)));
  const change = (some: Partial<OrderDraft>) => {
    const next = { ...draft, ...some };
    keepDraft(kept, next);
    setDraft(next);
  };
  return [draft, change] as const;
}
