import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { EvidenceFile } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, Form, SelectField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { keepFile } from './keep';
import { type Category, categories, ShownFields, shownBody, shownChecks, shownValues } from './ShownFields';
import './words';

/** Whether the applicant's document is evidence, and of what. */
export function DecideFile({ file }: { file: EvidenceFile }) {
  const { t } = useTranslation('casefile');
  const [choice, setChoice] = useState('');
  const [asked, setAsked] = useState(false);
  const accept = choice === 'accept';
  const fields = useFields(
    { reason: '', category: file.category === 'other' ? '' : file.category, ...shownValues },
    { reason: [checks.required], ...(accept ? { category: [checks.required], ...shownChecks } : {}) },
  );
  const decide = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/evidence-files/{id}/decisions', {
          params: { path: { id: file.id } },
          body: {
            accepted: accept,
            reason: fields.values.reason,
            ...(accept ? { category: fields.values.category as Category, ...shownBody(fields.values) } : {}),
          },
        }),
      ),
    onSuccess: keepFile,
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
        {accept ? (
          <>
            <SelectField
              fields={fields}
              name="category"
              label={t('files.category')}
              required
              empty={t('files.choose')}
              choices={categories.map((value) => ({ value, label: t(`category.${value}`) }))}
            />
            <ShownFields fields={fields} />
          </>
        ) : null}
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
