import { useMutation } from '@tanstack/react-query';
import { Mail } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { Validation } from '@/lib/types';
import { Button } from '@/ui/Button';
import { type CheckLine, Checks } from '@/ui/Checks';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { useDates } from '@/ui/Text';
import './words';

/** Who was asked by mail to approve a domain, and what they answered. */
export function MailApproval({ validation, onChange }: { validation: Validation; onChange: () => void }) {
  const { t } = useTranslation('validation');
  const dates = useDates();
  const resend = useMutation({
    mutationFn: () => unwrap(api.POST('/validations/{id}/mails', { params: { path: { id: validation.id } } })),
    onSettled: onChange,
  });
  const lines = validation.mails.map((mail): CheckLine => {
    const time = dates.instant(mail.answeredAt ?? mail.sentAt);
    const answer = mail.answer === 'approved' ? t('mail_approved', { time }) : t('mail_declined', { time });
    const state = mail.answer === 'approved' ? 'ok' : 'bad';
    const said = mail.answer === '' ? t('mail_waiting', { time }) : answer;
    return { key: mail.id, state: mail.answer === '' ? 'wait' : state, word: said, text: `${mail.address} · ${said}` };
  });
  return (
    <div className="stack">
      <p>{t('mail_sent')}</p>
      <Checks lines={lines} />
      <p className="small soft" role="status">
        {t('expires', { date: dates.date(validation.valueExpiresAt) })} {resend.isSuccess ? t('resent') : ''}
      </p>
      {resend.error ? <ErrorPanel error={resend.error} /> : null}
      <div>
        <Button busy={resend.isPending} icon={<Mail size={16} aria-hidden="true" />} onClick={() => resend.mutate()}>
          {t('resend')}
        </Button>
      </div>
    </div>
  );
}
