import { useTranslation } from 'react-i18next';
import type { VettingRecord } from '@/lib/types';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { Badge, useWord } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';
import { outcomeTones } from './Records';
import { SideBySide } from './SideBySide';

interface RegisterRecordProps {
  record: VettingRecord;
  /** Recorded just now on this page. */
  fresh: boolean;
  onAgain?: () => void;
}

/** The register check as it was recorded: both sides, the results, and the decisions with their reasons. */
export function RegisterRecord({ record, fresh, onAgain }: RegisterRecordProps) {
  const { t } = useTranslation('cases');
  const word = useWord();
  return (
    <Card
      title={t('organization_step.recorded_title')}
      acts={
        onAgain ? (
          <Button small onClick={onAgain}>
            {t('organization_step.again')}
          </Button>
        ) : undefined
      }
    >
      <div className="stack">
        {fresh ? <Notice tone="ok" title={t('organization_step.recorded')} live /> : null}
        <div className="row">
          <Badge tone={outcomeTones[record.outcome as keyof typeof outcomeTones] ?? 'quiet'}>{word('record_outcome', record.outcome)}</Badge>
          <strong>{record.subject}</strong>
          <span className="small soft">
            {word('number_source', record.source)} · {record.collectedByName || t('notes.program')} · <DateText value={record.collectedAt} style="instant" />
          </span>
        </div>
        {record.compared.length > 0 ? (
          <SideBySide title={t('organization_step.recorded_title')} rows={record.compared} />
        ) : (
          <p className="soft">{t('organization_step.no_fields')}</p>
        )}
      </div>
    </Card>
  );
}
