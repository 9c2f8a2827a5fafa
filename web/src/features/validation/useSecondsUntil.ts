import { useEffect, useState } from 'react';

const secondsUntil = (at?: string | null) => (at ? Math.max(0, Math.ceil((Date.parse(at) - Date.now()) / 1000)) : 0);

/** The whole seconds that are left until an instant, counted down; none where it is far off (another clock) or past. */
export function useSecondsUntil(at?: string | null): number {
  const [left, setLeft] = useState(() => secondsUntil(at));
  useEffect(() => {
    setLeft(secondsUntil(at));
    const timer = setInterval(() => setLeft(secondsUntil(at)), 1000);
    return () => clearInterval(timer);
  }, [at]);
  return left > 60 ? 0 : left;
}
