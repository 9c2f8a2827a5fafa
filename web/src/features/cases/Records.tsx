import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Case, VettingRecord } from '@/lib/types';
import { CopyText } from '@/ui/CopyText';
import { Card, Facts } from '@/ui/Page';
import { Badge, useWord } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';

export const outcomeTones = { passed: 'ok', failed: 'bad', inconclusive: 'warn' } as const;

/** The evidence of a step, newest first. */
export function Records({ vettingCase, step }: { vettingCase: Case; step: string }) {
  const { t } = useTranslation('cases');
  const records = vettingCase.records.filter((record) => record.step === step && record.kind !== 'document').reverse();
  if (step === 'application' && records.length === 0) return null;
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

/** A decision on a document says what was decided; it passes no check. */
function Outcome({ record }: { record: VettingRecord }) {
  const { t } = useTranslation('casefile');
  const word = useWord();
  if (typeof record.accepted === 'boolean')
    return <Badge tone={record.accepted ? 'ok' : 'quiet'}>{record.accepted ? t('files.accepted') : t('files.refused')}</Badge>;
  return <Badge tone={outcomeTones[record.outcome as keyof typeof outcomeTones] ?? 'quiet'}>{word('record_outcome', record.outcome)}</Badge>;
}

/** Who recorded it: a colleague, the applicant, or the program itself. */
function useAuthor(): (record: VettingRecord) => string {
  const { t } = useTranslation('cases');
  return ({ collectedBy, collectedByName }) => {
    if (collectedByName) return collectedByName;
    return collectedBy === 'system' || collectedBy === '' ? t('notes.program') : t('case.applicant');
  };
}

/** Of a call: the title that was heard. */
function statedTitle(facts: unknown): string {
  const { statedTitle: title } = (facts ?? {}) as { statedTitle?: unknown };
  return typeof title === 'string' ? title : '';
}

function RecordView({ record }: { record: VettingRecord }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  const author = useAuthor();
  const methods = t('record_method', { returnObjects: true }) as Record<string, string>;
  const methodOf = (method: string) => methods[method] ?? method; // of a document it is what somebody wrote
  const title = statedTitle(record.facts);
  return (
    <article aria-label={`${word('record_kind', record.kind)} ${record.subject}`}>
      <div className="row">
        <Outcome record={record} />
        <strong>{word('record_kind', record.kind)}</strong>
        <span>{record.subject}</span>
      </div>
      <Facts
        items={[
          [t('case.source'), word('number_source', record.source)],
          ...(record.method ? ([[t('case.method'), methodOf(record.method)]] as [string, ReactNode][]) : []),
          ...(title ? ([[t('case.stated_title'), title]] as [string, ReactNode][]) : []),
          [
            t('case.recorded_by'),
            <span key="by">
              {author(record)} · <DateText value={record.collectedAt} style="instant" />
            </span>,
          ],
          ...(record.evidenceSha256
            ? ([[t('case.evidence'), <CopyText key="sha" value={record.evidenceSha256} what={t('case.evidence')} />]] as [string, ReactNode][])
            : []),
        ]}
      />
    </article>
  );
}
