import { useId, useLayoutEffect, useRef, useSyncExternalStore } from 'react';

let open: readonly string[] = [];
const listeners = new Set<() => void>();

function put(next: readonly string[]): void {
  open = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Where a dialog lies among the open ones, 0 being the lowest, and whether another lies over it; a closed one keeps its layer. */
export function useLayer(isOpen: boolean): { layer: number; covered: boolean } {
  const id = useId();
  const layer = useRef(0);
  useLayoutEffect(() => {
    if (!isOpen) return;
    put([...open, id]);
    return () => put(open.filter((other) => other !== id));
  }, [isOpen, id]);
  const all = useSyncExternalStore(subscribe, () => open);
  const at = all.indexOf(id);
  if (at >= 0) layer.current = at;
  return { layer: layer.current, covered: at >= 0 && at < all.length - 1 };
}
