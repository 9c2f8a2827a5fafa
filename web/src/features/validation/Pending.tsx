import { useMutation } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { Validation } from '@/lib/types';
import { Button } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Notice } from '@/ui/Notice';
import { Facts } from '@/ui/Page';
import { useDates } from '@/ui/Text';
import { MailApproval } from './MailApproval';
import { useSecondsUntil } from './useSecondsUntil';
import './words';

interface PendingProps {
  validation: Validation;
  onChange: () => void;
  onOther: () => void;
  acts?: ReactNode;
}

/** A validation under way: what to publish or who was asked, what was found, and the next look. */
export function Pending({ validation, onChange, onOther, acts }: PendingProps) {
  const { t } = useTranslation('validation');
  return (
    <div className="stack">
      {validation.warning ? <Notice tone="warn">{validation.warning}</Notice> : null}
      {validation.method === 'dns_txt' ? <DnsRecord validation={validation} /> : null}
      {validation.method === 'web_file' ? <WebFile validation={validation} /> : null}
      {validation.mails.length > 0 ? <MailApproval validation={validation} onChange={onChange} /> : <Look validation={validation} onChange={onChange} />}
      <div className="row">
        <Button kind="quiet" onClick={onOther}>
          {t('other')}
        </Button>
        {acts}
      </div>
    </div>
  );
}

/** What is expected beside what was found, with the next look and one on demand. */
function Look({ validation, onChange }: { validation: Validation; onChange: () => void }) {
  const { t } = useTranslation('validation');
  const dates = useDates();
  const left = useSecondsUntil(validation.nextCheckAt);
  const check = useMutation({
    mutationFn: () => unwrap(api.POST('/validations/{id}/checks', { params: { path: { id: validation.id } } })),
    onSettled: onChange,
  });
  return (
    <>
      <Facts
        items={[
          [
            t('expected'),
            <span key="expected" className="mono">
              {validation.recordValue ?? validation.fileContent}
            </span>,
          ],
          [
            t('found'),
            <span key="found">
              {validation.lastFound ? <span className="mono">{validation.lastFound}</span> : t('found_none')}
              {validation.lastError ? <span className="domain-error">{validation.lastError}</span> : null}
            </span>,
          ],
        ]}
      />
      <p className="small soft" role="status">
        {validation.attempts > 0 ? `${t('attempts', { count: validation.attempts })} ` : ''}
        {validation.nextTryAt ? t('next', { time: dates.instant(validation.nextTryAt) }) : ''} {t('expires', { date: dates.date(validation.valueExpiresAt) })}
      </p>
      {check.error ? <ErrorPanel error={check.error} /> : null}
      <div className="row">
        <Button kind="primary" busy={check.isPending} disabled={left > 0} icon={<RefreshCw size={16} aria-hidden="true" />} onClick={() => check.mutate()}>
          {left > 0 ? t('check_wait', { seconds: left }) : t('check')}
        </Button>
      </div>
    </>
  );
}

function DnsRecord({ validation }: { validation: Validation }) {
  const { t } = useTranslation('validation');
  const record = (validation.recordName ?? '').replace(/\.$/, '');
  const zone = `.${validation.authorizationDomain}`;
  const short = record.endsWith(zone) ? record.slice(0, -zone.length) : record;
  return (
    <div className="stack stack-s">
      <p className="small soft">{t('record_name')}</p>
      <CopyText value={record} what={t('record_name')} block />
      <p className="small soft">{t('record_short')}</p>
      <CopyText value={short} what={t('record_short')} block />
      <p className="small soft">{t('record_value')}</p>
      <CopyText value={validation.recordValue ?? ''} what={t('record_value')} block />
      <details>
        <summary>{t('help')}</summary>
        <ul className="plain-list small">
          {(['onamae', 'route53', 'cloudflare', 'azure'] as const).map((service) => (
            <li key={service}>{t(`help_${service}`)}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function WebFile({ validation }: { validation: Validation }) {
  const { t } = useTranslation('validation');
  return (
    <div className="stack stack-s">
      <p className="small soft">{t('file_url')}</p>
      <CopyText value={validation.fileUrl ?? ''} what={t('file_url')} block />
      <p className="small soft">{t('file_content')}</p>
      <CopyText value={validation.fileContent ?? ''} what={t('file_content')} block />
    </div>
  );
}
