import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { useMay } from '@/lib/session';
import type { Call } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { History } from '@/ui/Timeline';
import './words';

/** What was added to a recorded call, and a form to add more; the record itself is never changed. */
export function CallAdditions({ call, onDone }: { call: Call; onDone: () => void }) {
  const { t } = useTranslation('calls');
  const work = useMay()('cases:work') && call.status === 'done';
  const [adding, setAdding] = useState(false);
  const entries = call.additions.map((entry) => ({
    key: `${entry.addedAt} ${entry.text}`,
    at: entry.addedAt,
    who: entry.addedByName,
    text: <div className="pre-line">{entry.text}</div>,
  }));
  return (
    <>
      {entries.length > 0 ? (
        <section aria-label={t('sheet.added')}>
          <h3>{t('sheet.added')}</h3>
          <History entries={entries} />
        </section>
      ) : null}
      {work && !adding ? (
        <div>
          <Button small onClick={() => setAdding(true)}>
            {t('sheet.add')}
          </Button>
        </div>
      ) : null}
      {work && adding ? (
        <Add
          call={call}
          onDone={() => {
            setAdding(false);
            onDone();
          }}
        />
      ) : null}
    </>
  );
}

function Add({ call, onDone }: { call: Call; onDone: () => void }) {
  const { t } = useTranslation('calls');
  const fields = useFields({ text: '' }, { text: [checks.required] });
  const add = useMutation({
    mutationFn: () => unwrap(api.POST('/calls/{id}/additions', { params: { path: { id: call.id } }, body: { text: fields.values.text } })),
    onSuccess: onDone,
    onError: (error) => fields.refuse(error),
  });
  return (
    <Form label={t('sheet.add')} onSubmit={() => fields.checkAll() && add.mutate()}>
      <div className="stack stack-s">
        <TextField fields={fields} name="text" label={t('sheet.addition')} hint={t('sheet.addition_hint')} required lines={3} autoFocus />
        {add.error ? <ErrorPanel error={add.error} /> : null}
        <div>
          <Button kind="primary" type="submit" busy={add.isPending}>
            {t('sheet.add_save')}
          </Button>
        </div>
      </div>
    </Form>
  );
}
