import { useTranslation } from 'react-i18next';
import type { Case, VettingRecord } from '@/lib/types';
import { CopyText } from '@/ui/CopyText';
import { Card, Facts } from '@/ui/Page';
import { Badge, useWord } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';

const tones = { passed: 'ok', failed: 'bad', inconclusive: 'warn' } as const;

/** The evidence of a step, newest first. */
export function Records({ vettingCase, step }: { vettingCase: Case; step: string }) {
  const { t } = useTranslation('cases');
  const records = vettingCase.records.filter((record) => record.step === step && record.kind !== 'document').reverse();
  if (step === 'application') return null;
  return (
    <Card title={t('case.records')}>
      {records.length === 0 ? <p className="soft">{t('case.records_empty')}</p> : null}
      <div className="stack">
        {records.map((record) => (
          <RecordView key={record.id} record={record} />
        ))}
      </div>
    </Card>
  );
}

function RecordView({ record }: { record: VettingRecord }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  const methods = t('record_method', { returnObjects: true }) as Record<string, string>;
  const methodOf = (method: string) => methods[method] ?? method; // of a document it is what somebody wrote
  return (
    <article aria-label={`${word('record_kind', record.kind)} ${record.subject}`}>
      <div className="row">
        <Badge tone={tones[record.outcome as keyof typeof tones] ?? 'quiet'}>{word('record_outcome', record.outcome)}</Badge>
        <strong>{word('record_kind', record.kind)}</strong>
        <span>{record.subject}</span>
      </div>
      <Facts
        items={[
          [t('case.source'), word('number_source', record.source)],
          ...(record.method ? ([[t('case.method'), methodOf(record.method)]] as [string, React.ReactNode][]) : []),
          [
            t('case.by', { name: '' }).replace(/\s+$/, ''),
            <span key="by">
              {record.collectedByName} · <DateText value={record.collectedAt} style="instant" />
            </span>,
          ],
          ...(record.evidenceSha256
            ? ([[t('case.evidence'), <CopyText key="sha" value={record.evidenceSha256} what={t('case.evidence')} />]] as [string, React.ReactNode][])
            : []),
        ]}
      />
    </article>
  );
}
