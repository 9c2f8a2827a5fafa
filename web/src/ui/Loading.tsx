import { Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** True after the time it takes a person to notice that nothing happens. */
function useNoticed(): boolean {
  const [noticed, setNoticed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setNoticed(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return noticed;
}

/** Grey lines in the shape of what is coming. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation('words');
  const noticed = useNoticed();
  return (
    <div className="stack" aria-busy="true">
      <span className="visually-hidden" role="status">
        {noticed ? t('loading') : ''}
      </span>
      {noticed ? Array.from({ length: lines }, (_, line) => <Skeleton key={`line-${line + 1}`} height={line === 0 ? 28 : 18} width={`${92 - ((line * 17) % 40)}%`} radius={4} />) : null}
    </div>
  );
}
