import { queryClient } from '@/lib/session';
import type { Case } from '@/lib/types';

/** Replaces what is known of a case after a document changed it. */
export function keepFile(changed: Case): void {
  queryClient.setQueryData(['case', changed.id], changed);
  void queryClient.invalidateQueries({ queryKey: ['correlation', changed.id] });
}
