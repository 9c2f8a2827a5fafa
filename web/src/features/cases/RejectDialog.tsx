import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, etag, unwrap } from '@/lib/api';
import type { Case, RejectionCode } from '@/lib/types';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, SelectField, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { MailPreview } from '@/ui/MailPreview';
import { Card } from '@/ui/Page';
import './words';

const codes: RejectionCode[] = [
  'organization_not_found',
  'organization_closed',
  'domain_control_not_shown',
  'contact_not_reached',
  'contact_declined',
  'not_authorized',
  'high_risk',
  'documents_missing',
  'key_unfit',
  'other',
];

interface EndDialogProps {
  vettingCase: Case;
  onDone: (changed: Case) => void;
  onStale: (error: unknown) => boolean;
  onClose: () => void;
}

/** A coded reason, words to the applicant in the applicant's language, and the mail as it would go out. */
export function RejectDialog({ vettingCase, onDone, onStale, onClose }: EndDialogProps) {
  const { t } = useTranslation(['cases', 'words']);
  const fields = useFields({ reasonCode: '', reason: '' }, { reasonCode: [checks.required] });
  const [seen, setSeen] = useState<string | null>(null);
  const body = () => ({ reasonCode: fields.values.reasonCode as RejectionCode, reason: fields.values.reason });
  const now = JSON.stringify(body());
  const refused = (error: unknown) => void (onStale(error) || fields.refuse(error));
  const preview = useMutation({
    mutationFn: () => unwrap(api.POST('/cases/{id}/rejection-previews', { params: { path: { id: vettingCase.id } }, body: body() })),
    onSuccess: () => setSeen(now),
    onError: refused,
  });
  const reject = useMutation({
    mutationFn: () => unwrap(api.POST('/cases/{id}/rejections', { params: { path: { id: vettingCase.id }, header: etag(vettingCase) }, body: body() })),
    onSuccess: onDone,
    onError: refused,
  });
  const current = preview.data && seen === now;
  return (
    <Dialog open title={t('decision.reject_title')} size="xl" onClose={onClose}>
      <Form onSubmit={() => fields.checkAll() && (current ? reject.mutate() : preview.mutate())}>
        <div className="fields">
          <p>{t('decision.reject_text')}</p>
          {reject.error || preview.error ? <ErrorPanel error={reject.error ?? preview.error} /> : null}
          <SelectField
            fields={fields}
            name="reasonCode"
            label={t('rejection.code')}
            required
            empty={t('rejection.choose')}
            choices={codes.map((value) => ({ value, label: t(`rejection.${value}`) }))}
          />
          <TextField
            fields={fields}
            name="reason"
            label={t('decision.reason')}
            required={fields.values.reasonCode === 'other'}
            optional={fields.values.reasonCode !== 'other'}
            lines={4}
            hint={t(vettingCase.language === 'en' ? 'rejection.in_english' : 'rejection.in_japanese')}
          />
          {current ? (
            <Card title={t('rejection.preview')} level={3} tight>
              <MailPreview label={t('rejection.preview')} mail={preview.data} />
            </Card>
          ) : null}
        </div>
        <div className="dialog-buttons">
          <Button onClick={onClose}>{t('words:cancel')}</Button>
          <Button kind={current ? 'danger-strong' : 'primary'} type="submit" busy={preview.isPending || reject.isPending}>
            {current ? t('decision.reject') : t('rejection.see')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}

/** At the customer's wish; until issuing begins. */
export function WithdrawCaseDialog({ vettingCase, onDone, onStale, onClose }: EndDialogProps) {
  const { t } = useTranslation(['cases', 'words']);
  const fields = useFields({ reason: '' });
  const withdraw = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/cases/{id}/withdrawals', {
          params: { path: { id: vettingCase.id }, header: etag(vettingCase) },
          body: fields.values.reason ? { reason: fields.values.reason } : {},
        }),
      ),
    onSuccess: onDone,
    onError: (error) => void (onStale(error) || fields.refuse(error)),
  });
  return (
    <Dialog open title={t('withdrawal.title')} onClose={onClose}>
      <Form onSubmit={() => withdraw.mutate()}>
        <div className="fields">
          <p>{t('withdrawal.text', { name: vettingCase.organizationName })}</p>
          {withdraw.error ? <ErrorPanel error={withdraw.error} /> : null}
          <TextField fields={fields} name="reason" label={t('withdrawal.reason')} optional lines={3} hint={t('withdrawal.reason_hint')} />
        </div>
        <div className="dialog-buttons">
          <Button onClick={onClose} autoFocus>
            {t('words:cancel')}
          </Button>
          <Button kind="danger-strong" type="submit" busy={withdraw.isPending}>
            {t('withdrawal.verb')}
          </Button>
        </div>
      </Form>
    </Dialog>
  );
}
