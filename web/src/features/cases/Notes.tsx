import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { useMay } from '@/lib/session';
import type { Case } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { CheckField, Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Card } from '@/ui/Page';
import { Badge } from '@/ui/StatusBadge';
import { History } from '@/ui/Timeline';
import { keepCase } from './CasePage';

const over = ['rejected', 'withdrawn', 'lapsed'];

/** Notes among specialists and messages to the applicant, newest first. */
export function Notes({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const work = useMay()('cases:work');
  const entries = [...vettingCase.notes].reverse().map((note) => ({
    key: note.id,
    at: note.at,
    who: note.authorName === 'system' ? t('notes.program') : note.authorName,
    text: (
      <>
        <Badge tone={note.visibleToApplicant ? 'info' : 'quiet'}>{note.visibleToApplicant ? t('notes.to_applicant') : t('notes.internal')}</Badge>
        <div className="pre-line">{note.text}</div>
      </>
    ),
  }));
  return (
    <Card title={t('case.history')}>
      <div className="stack">
        {work ? <NewNote vettingCase={vettingCase} /> : null}
        {entries.length ? <History entries={entries} /> : <p className="soft">{t('notes.empty')}</p>}
      </div>
    </Card>
  );
}

/** After the end of an application only the staff is written to. */
function NewNote({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const [visible, setVisible] = useState(false);
  const ended = over.includes(vettingCase.status);
  const toApplicant = visible && !ended;
  const fields = useFields({ text: '' }, { text: [checks.required] });
  const add = useMutation({
    mutationFn: () =>
      unwrap(api.POST('/cases/{id}/notes', { params: { path: { id: vettingCase.id } }, body: { text: fields.values.text, visibleToApplicant: toApplicant } })),
    onSuccess: (changed) => {
      keepCase(changed);
      fields.fill({ text: '' });
      setVisible(false);
    },
    onError: (error) => fields.refuse(error),
  });
  return (
    <Form label={t('notes.new')} onSubmit={() => fields.checkAll() && add.mutate()}>
      <div className="stack stack-s">
        <TextField fields={fields} name="text" label={ended ? t('notes.internal') : t('notes.text')} lines={3} hint={ended ? t('notes.ended') : undefined} />
        {ended ? null : <CheckField label={t('notes.visible')} checked={visible} onChange={setVisible} />}
        {add.error ? <ErrorPanel error={add.error} /> : null}
        <div>
          <Button small type="submit" busy={add.isPending}>
            {toApplicant ? t('notes.add_visible') : t('notes.add')}
          </Button>
        </div>
      </div>
    </Form>
  );
}
