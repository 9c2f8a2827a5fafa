import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient } from '@/lib/session';
import { Button } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { CheckField, Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';

const scopes = ['certificates:read', 'certificates:issue'] as const;

export function useScopeWord(): (scope: string) => string {
  const { t } = useTranslation('keys');
  const words: Record<(typeof scopes)[number], string> = {
    'certificates:read': t('scope.certificates_read'),
    'certificates:issue': t('scope.certificates_issue'),
  };
  return (scope) => words[scope as (typeof scopes)[number]] ?? scope;
}

/** Name and scopes; the key itself is shown once, and the dialog asks whether it was kept. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['keys', 'words']);
  const fields = useFields({ name: '', ipRanges: '' }, { name: [checks.required] });
  const [chosen, setChosen] = useState<string[]>(['certificates:read']);
  const [asked, setAsked] = useState(false);
  const [kept, setKept] = useState(false);
  const scopeWord = useScopeWord();
  const create = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api-keys', {
          body: { name: fields.values.name, scopes: chosen as (typeof scopes)[number][], ipRanges: fields.values.ipRanges.split(/\s+/).filter(Boolean) },
        }),
      ),
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: ['api-keys'] }),
    onError: (error) => fields.refuse(error),
  });
  const made = create.data;
  return (
    <Dialog open title={made ? t('created') : t('new')} onClose={() => (made && !kept ? undefined : onClose())}>
      {made ? (
        <div className="stack">
          <Notice tone="warn" title={t('once')} live />
          <CopyText value={made.key ?? ''} what={t('key')} block />
          <CheckField label={t('saved')} checked={kept} onChange={setKept} />
          <div className="dialog-buttons">
            <Button kind="primary" disabled={!kept} onClick={onClose}>
              {t('words:close')}
            </Button>
          </div>
        </div>
      ) : (
        <Form
          onSubmit={() => {
            setAsked(true);
            if (fields.checkAll() && chosen.length) create.mutate();
          }}
        >
          <div className="fields">
            {create.error ? <ErrorPanel error={create.error} /> : null}
            <TextField fields={fields} name="name" label={t('name')} required hint={t('name_hint')} />
            <fieldset className="fieldset">
              <legend>{t('scopes')}</legend>
              <div className="stack stack-s">
                {scopes.map((scope) => (
                  <CheckField
                    key={scope}
                    label={scopeWord(scope)}
                    checked={chosen.includes(scope)}
                    onChange={(checked) => setChosen(checked ? [...chosen, scope] : chosen.filter((entry) => entry !== scope))}
                  />
                ))}
                {asked && chosen.length === 0 ? <p className="field-problem">{t('scope_error')}</p> : null}
              </div>
            </fieldset>
            <TextField fields={fields} name="ipRanges" label={t('ranges')} optional hint={t('ranges_hint')} lines={3} mono />
          </div>
          <div className="dialog-buttons">
            <Button onClick={onClose}>{t('words:cancel')}</Button>
            <Button kind="primary" type="submit" busy={create.isPending}>
              {t('create')}
            </Button>
          </div>
        </Form>
      )}
    </Dialog>
  );
}
