import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { DeniedEntry, DeniedEntryRequest } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ConfirmDialog, Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, SelectField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';

const kinds = ['name', 'domain', 'country', 'person', 'number', 'protected_domain'] as const;

export function AddDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation(['risk', 'words']);
  const fields = useFields(
    { kind: 'name' as string, value: '', source: '', reason: '', from: '', until: '' },
    { value: [checks.required], source: [checks.required], reason: [checks.required] },
  );
  const add = useMutation({
    mutationFn: () => {
      const { kind, value, source, reason, from, until } = fields.values;
      return unwrap(
        api.POST('/denied-entries', { body: { kind: kind as DeniedEntryRequest['kind'], value, source, reason, from: from || null, until: until || null } }),
      );
    },
    onSuccess: onDone,
    onError: (error) => fields.refuse(error),
  });
  return (
    <Dialog open title={t('list.add')} onClose={onClose}>
      <Form onSubmit={() => fields.checkAll() && add.mutate()}>
        <div className="fields">
          {add.error ? <ErrorPanel error={add.error} /> : null}
          <SelectField
            fields={fields}
            name="kind"
            label={t('list.kind')}
            required
            size="s"
            choices={kinds.map((value) => ({ value, label: t(`list.kinds.${value}`) }))}
          />
          <TextField fields={fields} name="value" label={t('list.value')} required />
          <TextField fields={fields} name="source" label={t('list.source')} required size="m" hint={t('list.source_hint')} />
          <TextField fields={fields} name="reason" label={t('list.reason')} required lines={3} />
          <TextField fields={fields} name="from" label={t('list.from')} optional kind="date" size="s" />
          <TextField fields={fields} name="until" label={t('list.until')} optional kind="date" size="s" hint={t('list.until_hint')} />
        </div>
        <div className="dialog-buttons">
          <Button onClick={onClose}>{t('words:cancel')}</Button>
          <Button kind="primary" type="submit" busy={add.isPending}>
            {t('list.save')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

export function RetireDialog({ entry, onClose, onDone }: { entry: DeniedEntry; onClose: () => void; onDone: () => void }) {
  const { t } = useTranslation('risk');
  const fields = useFields({ reason: '' }, { reason: [checks.required] });
  const retire = useMutation({
    mutationFn: () => unwrap(api.POST('/denied-entries/{id}/retirements', { params: { path: { id: entry.id } }, body: { reason: fields.values.reason } })),
    onSuccess: onDone,
    onError: (error) => fields.refuse(error),
  });
  return (
    <ConfirmDialog
      open
      title={t('list.retire_title')}
      verb={t('list.retire')}
      danger
      busy={retire.isPending}
      error={retire.error}
      onConfirm={() => fields.checkAll() && retire.mutate()}
      onClose={onClose}
    >
      <p>{t('list.retire_text', { value: entry.value })}</p>
      <TextField fields={fields} name="reason" label={t('list.retire_reason')} required lines={3} />
    </ConfirmDialog>
  );
}
