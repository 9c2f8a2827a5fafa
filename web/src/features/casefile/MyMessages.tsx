import { useTranslation } from 'react-i18next';
import type { Application } from '@/lib/types';
import { Card } from '@/ui/Page';
import { History } from '@/ui/Timeline';
import './words';

/** What the vetting staff wrote to the applicant, newest first. */
export function MyMessages({ application }: { application?: Application }) {
  const { t } = useTranslation('casefile');
  if (!application?.messages.length) return null;
  return (
    <Card title={t('mine.messages')}>
      <History entries={application.messages.map((message, at) => ({ key: `${message.at}-${at}`, at: message.at, text: message.text })).reverse()} />
    </Card>
  );
}
