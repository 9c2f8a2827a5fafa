import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { isOvertaken } from '@/lib/problem';
import type { CaseHit, HighRisk } from '@/lib/types';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';

const decisions = ['false_positive', 'accepted', 'confirmed'] as const;
type Decision = (typeof decisions)[number];

/** What the form starts with: a confirmed hit is lifted for a reason of its own, any other decision is changed from what it was. */
function opening(hit: CaseHit) {
  const lifting = hit.decision === 'confirmed';
  const choices = decisions.filter((decision) => !(lifting && decision === 'confirmed'));
  const decision: Decision = choices.find((known) => known === hit.decision) ?? 'false_positive';
  return { choices, decision, reason: lifting ? '' : hit.reason };
}

interface HitDialogProps {
  hit: CaseHit;
  onClose: () => void;
  onDone: (changed: HighRisk) => void;
  /** Somebody has decided since the dialog was opened. */
  onOvertaken: (error: unknown) => void;
}

/** A written decision on one hit, made from what was seen when the dialog was opened. */
export function HitDialog({ hit: newest, onClose, onDone, onOvertaken }: HitDialogProps) {
  const { t } = useTranslation(['risk', 'words']);
  const [hit] = useState(newest);
  const start = opening(hit);
  const [decision, setDecision] = useState(start.decision);
  const fields = useFields({ reason: start.reason }, { reason: [checks.required] });
  const save = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/hits/{id}/decisions', {
          params: { path: { id: hit.id } },
          body: { decision, reason: fields.values.reason, seenDecidedAt: hit.decidedAt },
        }),
      ),
    onSuccess: onDone,
    onError: (error) => (isOvertaken(error) ? onOvertaken(error) : fields.refuse(error)),
  });
  return (
    <Dialog open title={t('decide_title')} onClose={onClose}>
      <Form onSubmit={() => fields.checkAll() && save.mutate()}>
        <div className="fields">
          <p>{t('decide_text')}</p>
          <p>
            <strong className="wrap">{hit.subject}</strong> = <strong className="wrap">{hit.matched}</strong>
          </p>
          {save.error ? <ErrorPanel error={save.error} /> : null}
          <ChoiceGroup
            legend={t('decision')}
            name={`decision-${hit.id}`}
            required
            choices={start.choices.map((value) => ({ value, label: t(`decisions.${value}`) }))}
            value={decision}
            onChange={(value) => setDecision(value as Decision)}
          />
          <TextField fields={fields} name="reason" label={t('reason')} required lines={4} />
        </div>
        <div className="dialog-buttons">
          <Button onClick={onClose}>{t('words:cancel')}</Button>
          <Button kind="primary" type="submit" busy={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
