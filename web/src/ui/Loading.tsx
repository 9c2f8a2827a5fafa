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

const widths = ['62%', '92%', '78%', '87%', '71%', '95%', '66%', '83%'];

/** Grey lines in the shape of what is coming. */
export function Loading({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation('words');
  const noticed = useNoticed();
  return (
    <div className="stack" aria-busy="true">
      <span className="visually-hidden" role="status">
        {noticed ? t('loading') : ''}
      </span>
      {noticed ? widths.slice(0, lines).map((width, line) => <Skeleton key={width} height={line === 0 ? 28 : 18} width={width} radius={4} />) : null}
    </div>
  );
}
