import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { Case } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, SelectField, TextField } from '@/ui/Field';
import { FileField } from '@/ui/FileField';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { accepted, formatSize, readFile } from './file';
import { keepFile } from './keep';
import { type Category, categories, ShownFields, shownBody, shownChecks, shownValues } from './ShownFields';
import './words';

/** A specialist's own document, with what it is, where it came from and what it shows. */
export function AddFile({ vettingCase, step, onDone }: { vettingCase: Case; step: string; onDone: () => void }) {
  const { t } = useTranslation('casefile');
  const [file, setFile] = useState<File | null>(null);
  const [asked, setAsked] = useState(false);
  const fields = useFields(
    { category: '', subject: '', source: '', method: '', note: '', ...shownValues },
    { category: [checks.required], subject: [checks.required], source: [checks.required], ...shownChecks },
  );
  const add = useMutation({
    mutationFn: async (chosen: File) => {
      const { category, subject, source, method, note } = fields.values;
      const said = { subject, source, method, note, category: category as Category, ...shownBody(fields.values) };
      const body = { ...said, step: step as never, ...(await readFile(chosen)) };
      return unwrap(api.POST('/cases/{id}/evidence', { params: { path: { id: vettingCase.id } }, body }));
    },
    onSuccess: (changed) => {
      keepFile(changed);
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
        <ShownFields fields={fields} />
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
