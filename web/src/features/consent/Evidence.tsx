import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentState, VettingRecord } from '@/lib/types';
import { Facts } from '@/ui/Page';

function factOf(record: VettingRecord, name: string): string {
  const value = (record.facts as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
}

/** The newest record of a role's answer. */
export function recordOf(records: VettingRecord[], consent: ConsentState): VettingRecord | undefined {
  return records.filter((record) => record.kind === 'consent' && factOf(record, 'role') === consent.role && record.subject === consent.person).at(-1);
}

/** What was answered, in whose words, from where. */
export function Evidence({ record }: { record: VettingRecord | undefined }) {
  const { t } = useTranslation('consent');
  if (!record) return null;
  const fact = (name: string) => factOf(record, name);
  const items: [string, ReactNode][] = [
    [t('evidence.statement'), fact('statement')],
    [t('evidence.statedTitle'), fact('statedTitle')],
    [t('evidence.signature'), fact('signature')],
    [
      t('evidence.agreement'),
      fact('agreementSha256') ? t('evidence.agreement_value', { version: fact('agreementVersion'), sha256: fact('agreementSha256') }) : '',
    ],
    [t('evidence.origin'), fact('origin')],
    [
      t('evidence.sha256'),
      <span key="hash" className="mono small">
        {record.evidenceSha256}
      </span>,
    ],
  ];
  return (
    <details>
      <summary className="small">{t('evidence.title')}</summary>
      <Facts items={items.filter(([, value]) => value !== '')} />
    </details>
  );
}
