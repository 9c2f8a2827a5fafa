import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { Call } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { deskInstant } from './when';

/** Books a call, moves its booking, or gives it up; the person is told by mail. */
export function MoveCall({ call, onDone }: { call: Call; onDone: () => void }) {
  const { t } = useTranslation('calls');
  const [moving, setMoving] = useState(false);
  const [asking, setAsking] = useState(false);
  const fields = useFields({ date: '', time: '' }, { date: [checks.required, checks.date], time: [checks.required, checks.time] });
  const path = { path: { id: call.id } };
  const move = useMutation({
    mutationFn: () =>
      unwrap(api.PUT('/calls/{id}/booking', { params: path, body: { scheduledAt: deskInstant(fields.values.date, fields.values.time) } as never })),
    onSuccess: () => {
      setMoving(false);
      onDone();
    },
  });
  const cancel = useMutation({
    mutationFn: () => unwrap(api.DELETE('/calls/{id}/booking', { params: path })),
    onSuccess: () => {
      setAsking(false);
      onDone();
    },
  });
  return (
    <>
      <div className="row">
        <Button small onClick={() => setMoving((on) => !on)} aria-expanded={moving}>
          {t(call.scheduledAt ? 'move.move' : 'move.book')}
        </Button>
        {call.scheduledAt ? (
          <Button small onClick={() => setAsking(true)}>
            {t('move.cancel')}
          </Button>
        ) : null}
      </div>
      {moving ? (
        <Form label={t('move.move')} onSubmit={() => fields.checkAll() && move.mutate()}>
          <div className="stack">
            <div className="fields-pair">
              <TextField fields={fields} name="date" label={t('sheet.date')} required kind="date" example="2026/11/25" />
              <TextField fields={fields} name="time" label={t('sheet.time')} required kind="code" example="10:30" />
            </div>
            {move.error ? <ErrorPanel error={move.error} /> : null}
            <div>
              <Button type="submit" busy={move.isPending}>
                {t('move.save')}
              </Button>
            </div>
          </div>
        </Form>
      ) : null}
      <ConfirmDialog
        open={asking}
        title={t('move.cancel_title')}
        verb={t('move.cancel')}
        danger
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{t('move.cancel_text')}</p>
      </ConfirmDialog>
    </>
  );
}
