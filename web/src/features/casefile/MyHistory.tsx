import { useTranslation } from 'react-i18next';
import type { Application } from '@/lib/types';
import { Card } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { History } from '@/ui/Timeline';
import './words';

const withText = ['question', 'answer', 'message', 'rejected', 'withdrawn'];
const known = ['submitted', 'step', 'domain', 'question', 'answer', 'document', 'message', 'rejected', 'withdrawn', 'lapsed', 'issued'] as const;

/** What has happened to an application so far, newest first. */
export function MyHistory({ application }: { application?: Application }) {
  const { t } = useTranslation('casefile');
  const word = useWord();
  if (!application?.history.length) return null;
  const entries = application.history.map((entry, at) => {
    const event = known.find((name) => name === entry.event);
    const subject = entry.event === 'step' ? word('step', entry.subject) : entry.subject;
    return {
      key: `${entry.at}-${at}`,
      at: entry.at,
      text: (
        <>
          {event ? t(`event.${event}`, { subject }) : entry.event}
          {withText.includes(entry.event) && entry.subject ? (
            <div className="small soft pre-line">{entry.event === 'withdrawn' ? t('event.reason', { reason: entry.subject }) : entry.subject}</div>
          ) : null}
        </>
      ),
    };
  });
  return (
    <Card title={t('mine.history')}>
      <History entries={entries.reverse()} />
    </Card>
  );
}
