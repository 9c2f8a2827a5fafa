import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { Case } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Card } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { History } from '@/ui/Timeline';
import { useNames } from './sheet';
import './words';

const limit = 20;

/** Everything that happened to a case, newest first, a page at a time. */
export function CaseHistory({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('casefile');
  const word = useWord();
  const names = useNames();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: ['case-history', vettingCase.id, vettingCase.version],
    initialPageParam: '',
    queryFn: ({ pageParam: after }) =>
      unwrap(api.GET('/cases/{id}/history', { params: { path: { id: vettingCase.id }, query: { limit, ...(after ? { after } : {}) } } })),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const lines = data?.pages.flatMap((page) => page.items) ?? [];
  const who = (actor: string, name: string) => name || (actor === 'system' ? t('history.program') : t('history.applicant'));
  return (
    <Card title={t('history.title')}>
      <div className="stack">
        {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Loading lines={4} /> : null}
        {data && lines.length === 0 ? <p className="soft">{t('history.empty')}</p> : null}
        <History
          entries={lines.map((line) => ({
            key: line.id,
            at: line.at,
            who: who(line.actor, line.actorName),
            text: (
              <>
                <strong>{line.words}</strong>
                {line.subject || line.subjectRoles.length > 0 ? (
                  <span> {[line.subject, ...line.subjectRoles.map((role) => word('role', role))].filter(Boolean).join(' · ')}</span>
                ) : null}
                {line.difference ? <span> {names.item(line.difference)}</span> : null}
                {line.accepted == null ? null : <span> {t(line.accepted ? 'history.accepted' : 'history.refused')}</span>}
                {line.count > 1 ? <span className="soft"> {t('history.times', { count: line.count })}</span> : null}
                {line.text ? <div className="pre-line small">{line.text}</div> : null}
              </>
            ),
          }))}
        />
        {hasNextPage ? (
          <div>
            <Button small busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('history.more')}
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
