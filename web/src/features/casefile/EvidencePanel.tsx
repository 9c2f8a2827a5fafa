import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { downloadFile } from '@/lib/api';
import { useMay } from '@/lib/session';
import { type Case, type EvidenceFile, isUndecided } from '@/lib/types';
import { Button } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Card } from '@/ui/Page';
import { Badge } from '@/ui/StatusBadge';
import { DateText, useDates } from '@/ui/Text';
import { AddFile } from './AddFile';
import { DecideFile } from './DecideFile';
import { formatSize } from './file';
import type { Category } from './ShownFields';
import './casefile.css';
import './words';

const tones = { unverified: 'warn', accepted: 'ok', refused: 'bad' } as const;

/** The documents of a step, and a form to add one. */
export function EvidencePanel({ vettingCase, step }: { vettingCase: Case; step: string }) {
  const { t } = useTranslation('casefile');
  const work = useMay()('cases:work') && isUndecided(vettingCase) && vettingCase.status !== 'in_review';
  const [adding, setAdding] = useState(false);
  const known = vettingCase.steps.some((entry) => entry.step === step);
  const files = vettingCase.files.filter((file) => file.step === step);
  if (!known && files.length === 0) return null;
  return (
    <Card title={t('files.title')}>
      <div className="stack">
        {files.length === 0 ? <p className="soft">{t('files.empty')}</p> : null}
        {files.map((file) => (
          <FileView key={file.id} file={file} work={work} />
        ))}
        {work && known && !adding ? (
          <div>
            <Button small onClick={() => setAdding(true)}>
              {t('files.attach')}
            </Button>
          </div>
        ) : null}
        {work && adding ? <AddFile vettingCase={vettingCase} step={step} onDone={() => setAdding(false)} /> : null}
      </div>
    </Card>
  );
}

function FileView({ file, work }: { file: EvidenceFile; work: boolean }) {
  const { t } = useTranslation('casefile');
  const dates = useDates();
  const shown = [file.shownName, file.shownAddress, file.issuedOn ? t('files.issued', { date: dates.date(file.issuedOn) }) : ''].filter(Boolean);
  const download = useMutation({ mutationFn: () => downloadFile(file.url, file.fileName) });
  return (
    <article className="stack stack-s evidence-file" aria-label={file.fileName}>
      <div className="row">
        <Badge tone={tones[file.status as keyof typeof tones] ?? 'quiet'}>{t(`files.${file.status as keyof typeof tones}`)}</Badge>
        <strong>{file.subject}</strong>
        <span className="small soft">{t(`category.${file.category as Category}`)}</span>
      </div>
      <div className="small soft">
        {file.fromApplicant ? t('files.from_applicant') : `${file.source}${file.method ? ` · ${file.method}` : ''}`}
        {' · '}
        {file.uploadedByName ? `${t('files.by', { name: file.uploadedByName })} · ` : ''}
        <DateText value={file.uploadedAt} style="instant" />
      </div>
      {shown.length > 0 ? <p>{shown.join(' · ')}</p> : null}
      {file.note ? <p className="small pre-line">{file.note}</p> : null}
      {file.decisionReason ? <p className="small">{t('files.decided', { name: file.decidedByName, reason: file.decisionReason })}</p> : null}
      <div className="row">
        <Button small icon={<Download size={16} aria-hidden="true" />} busy={download.isPending} onClick={() => download.mutate()}>
          {t('files.download', { name: file.fileName })}
        </Button>
        <span className="small soft">{formatSize(file.size)}</span>
      </div>
      <CopyText value={file.sha256} what="SHA-256" />
      {download.error ? <ErrorPanel error={download.error} /> : null}
      {work && file.status === 'unverified' ? <DecideFile file={file} /> : null}
    </article>
  );
}
