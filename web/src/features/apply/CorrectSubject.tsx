import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, etag, unwrap } from '@/lib/api';
import { application as applicationQuery } from '@/lib/queries';
import { queryClient } from '@/lib/session';
import { type Application, action } from '@/lib/types';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import './words';

/** Corrects what the certificate will say of the organization, while the application is being vetted. */
export function CorrectSubject({ application }: { application: Application }) {
  const { t } = useTranslation('apply');
  const [open, setOpen] = useState(false);
  if (!application.draft.organization || !action(application, 'correctSubject').allowed) return null;
  return (
    <div>
      <Button small kind="quiet" onClick={() => setOpen(true)}>
        {t('correct_subject.open')}
      </Button>
      {open ? <CorrectionDialog application={application} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function CorrectionDialog({ application, onClose }: { application: Application; onClose: () => void }) {
  const { t } = useTranslation(['apply', 'words']);
  const { organization, registration } = application.draft;
  const fields = useFields(
    {
      certificateOrganization: organization?.certificateOrganization ?? '',
      certificateState: organization?.certificateState ?? '',
      certificateLocality: organization?.certificateLocality ?? '',
      certificateStreet: registration?.certificateStreet ?? '',
    },
    { certificateOrganization: [checks.required], certificateState: [checks.required], certificateLocality: [checks.required] },
  );
  const correct = useMutation({
    mutationFn: async () => {
      // The page may be older than the last step of vetting; what counts is that it can still be corrected.
      const latest = await queryClient.fetchQuery({ ...applicationQuery(application.id), staleTime: 0 });
      const { certificateStreet, ...words } = fields.values;
      return unwrap(
        api.POST('/applications/{id}/subject-corrections', {
          params: { path: { id: application.id }, header: etag(latest) },
          body: registration ? { ...words, certificateStreet } : words,
        }),
      );
    },
    onSuccess: (changed) => {
      queryClient.setQueryData(['application', application.id], changed);
      onClose();
    },
    onError: (error) => fields.refuse(error),
  });
  return (
    <Dialog open title={t('correct_subject.title')} onClose={onClose}>
      <Form onSubmit={() => fields.checkAll() && correct.mutate()}>
        <div className="fields">
          <p>{t('correct_subject.text')}</p>
          {correct.error ? <ErrorPanel error={correct.error} /> : null}
          <TextField fields={fields} name="certificateOrganization" label={t('organization.certificateOrganization')} required />
          <TextField fields={fields} name="certificateState" label={t('organization.certificateState')} required />
          <TextField fields={fields} name="certificateLocality" label={t('organization.certificateLocality')} required />
          {registration ? <TextField fields={fields} name="certificateStreet" label={t('registration.certificateStreet')} optional /> : null}
        </div>
        <div className="dialog-buttons">
          <Button onClick={onClose}>{t('words:cancel')}</Button>
          <Button kind="primary" type="submit" busy={correct.isPending}>
            {t('correct_subject.verb')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
