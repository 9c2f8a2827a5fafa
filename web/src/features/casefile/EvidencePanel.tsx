import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, downloadFile, unwrap } from '@/lib/api';
import { queryClient, useMay } from '@/lib/session';
import { type Case, type EvidenceFile, isUndecided } from '@/lib/types';
import { Button } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, Form, SelectField, TextField } from '@/ui/Field';
import { FileField } from '@/ui/FileField';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { Badge } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';
import { accepted, formatSize, readFile } from './file';
import './casefile.css';
import './words';

const categories = ['register_extract', 'articles', 'bank_letter', 'professional_letter', 'photo', 'screenshot', 'mail', 'other'] as const;
type Category = (typeof categories)[number];
const tones = { unverified: 'warn', accepted: 'ok', refused: 'bad' } as const;

function keep(changed: Case): void {
  queryClient.setQueryData(['case', changed.id], changed);
  void queryClient.invalidateQueries({ queryKey: ['correlation', changed.id] });
}

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

function DecideFile({ file }: { file: EvidenceFile }) {
  const { t } = useTranslation('casefile');
  const [choice, setChoice] = useState('');
  const [asked, setAsked] = useState(false);
  const fields = useFields({ reason: '' }, { reason: [checks.required] });
  const decide = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/evidence-files/{id}/decisions', {
          params: { path: { id: file.id } },
          body: { accepted: choice === 'accept', reason: fields.values.reason },
        }),
      ),
    onSuccess: keep,
    onError: (error) => fields.refuse(error),
  });
  const submit = () => {
    setAsked(true);
    if (fields.checkAll() && choice) decide.mutate();
  };
  return (
    <Form onSubmit={submit}>
      <div className="stack stack-s">
        <ChoiceGroup
          legend={t('files.decide')}
          name={`file-${file.id}`}
          required
          columns
          value={choice}
          error={asked && !choice ? t('files.reason_missing') : undefined}
          onChange={setChoice}
          choices={[
            { value: 'accept', label: t('files.accept') },
            { value: 'refuse', label: t('files.refuse') },
          ]}
        />
        <TextField fields={fields} name="reason" label={t('files.reason')} required />
        {decide.error ? <ErrorPanel error={decide.error} /> : null}
        <div>
          <Button small type="submit" busy={decide.isPending}>
            {t('files.record')}
          </Button>
        </div>
      </div>
    </Form>
  );
}

function AddFile({ vettingCase, step, onDone }: { vettingCase: Case; step: string; onDone: () => void }) {
  const { t } = useTranslation('casefile');
  const [file, setFile] = useState<File | null>(null);
  const [asked, setAsked] = useState(false);
  const fields = useFields(
    { category: '', subject: '', source: '', method: '', note: '' },
    { category: [checks.required], subject: [checks.required], source: [checks.required] },
  );
  const add = useMutation({
    mutationFn: async (chosen: File) => {
      const { category, ...said } = fields.values;
      const body = { ...said, category: category as Category, step: step as never, ...(await readFile(chosen)) };
      return unwrap(api.POST('/cases/{id}/evidence', { params: { path: { id: vettingCase.id } }, body }));
    },
    onSuccess: (changed) => {
      keep(changed);
      onDone();
    },
    onError: (error) => fields.refuse(error),
  });
  const submit = () => {
    setAsked(true);
    if (fields.checkAll() && file) add.mutate(file);
  };
  return (
    <Form label={t('files.attach')} onSubmit={submit}>
      <div className="stack stack-s">
        <FileField label={t('files.drop')} accept={accepted} onFile={setFile} />
        {file ? <p className="small">{t('files.chosen', { name: file.name, size: formatSize(file.size) })}</p> : null}
        {asked && !file ? <Notice tone="warn" title={t('files.file_missing')} live /> : null}
        <SelectField
          fields={fields}
          name="category"
          label={t('files.category')}
          required
          empty={t('files.choose')}
          choices={categories.map((value) => ({ value, label: t(`category.${value}`) }))}
        />
        <TextField fields={fields} name="subject" label={t('files.subject')} example={t('files.subject_example')} required />
        <TextField fields={fields} name="source" label={t('files.source')} example={t('files.source_example')} required />
        <TextField fields={fields} name="method" label={t('files.method')} optional />
        <TextField fields={fields} name="note" label={t('files.note')} lines={2} optional />
        {add.error ? <ErrorPanel error={add.error} /> : null}
        <div>
          <Button kind="primary" type="submit" busy={add.isPending}>
            {t('files.add')}
          </Button>
        </div>
      </div>
    </Form>
  );
}
