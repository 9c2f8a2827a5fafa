import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { isOvertaken } from '@/lib/problem';
import { queryClient } from '@/lib/session';
import type { Case, CorrelationLine } from '@/lib/types';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { useNames } from './sheet';
import './words';

interface DifferenceDialogProps {
  vettingCase: Case;
  line: CorrelationLine;
  onClose: () => void;
  /** Somebody has decided since the dialog was opened. */
  onOvertaken: (error: unknown) => void;
}

/** The words that differ, and whether the specialist accepts them, with the reason. */
export function DifferenceDialog({ vettingCase, line, onClose, onOvertaken }: DifferenceDialogProps) {
  const { t } = useTranslation('casefile');
  const names = useNames();
  const [choice, setChoice] = useState('');
  const [asked, setAsked] = useState(false);
  const fields = useFields({ reason: '' }, { reason: [checks.required] });
  const reload = () => {
    void queryClient.invalidateQueries({ queryKey: ['correlation', vettingCase.id] });
    void queryClient.invalidateQueries({ queryKey: ['case', vettingCase.id] });
  };
  const decide = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/cases/{id}/difference-decisions', {
          params: { path: { id: vettingCase.id } },
          body: { field: line.key, accepted: choice === 'accept', reason: fields.values.reason, seenDecidedAt: line.decidedAt },
        }),
      ),
    onSuccess: () => {
      reload();
      onClose();
    },
    onError: (error) => {
      if (!isOvertaken(error)) return void fields.refuse(error);
      reload();
      onOvertaken(error);
    },
  });
  const submit = () => {
    setAsked(true);
    if (fields.checkAll() && choice) decide.mutate();
  };
  const title = t('correlation.decide_title', { item: names.item(line.key) });
  return (
    <Dialog open title={title} onClose={onClose}>
      <Form onSubmit={submit}>
        <div className="stack">
          <ul className="plain-list">
            {line.values.map((value) => (
              <li key={`${value.source} ${value.text}`}>
                {names.from(value)}: {names.text(value)}
              </li>
            ))}
          </ul>
          <ChoiceGroup
            legend={title}
            hideLegend
            name="difference"
            required
            columns
            value={choice}
            error={asked && !choice ? t('files.reason_missing') : undefined}
            onChange={setChoice}
            choices={[
              { value: 'accept', label: t('correlation.accepted') },
              { value: 'refuse', label: t('correlation.refused') },
            ]}
          />
          <TextField fields={fields} name="reason" label={t('correlation.reason')} lines={3} required />
          {decide.error ? <ErrorPanel error={decide.error} /> : null}
          <div className="dialog-buttons">
            <Button kind="primary" type="submit" busy={decide.isPending}>
              {t('correlation.record')}
            </Button>
          </div>
        </div>
      </Form>
    </Dialog>
  );
}
