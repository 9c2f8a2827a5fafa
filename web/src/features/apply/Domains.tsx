import { useMutation } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { queryClient } from '@/lib/session';
import type { Application, Validation } from '@/lib/types';
import { proves } from '@/lib/validation';
import { Button } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Notice } from '@/ui/Notice';
import { Card, Facts } from '@/ui/Page';
import { Sightings } from '@/ui/Sightings';
import { StatusBadge } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import { ChooseMethod } from './ChooseMethod';
import { MailApproval } from './MailApproval';
import { useSecondsUntil } from './useSecondsUntil';

/** The last word on a name: a valid one first, then the newest attempt. */
function latest(validations: Validation[], name: string): Validation | undefined {
  const own = validations.filter((entry) => entry.fqdn === name);
  return validations.find((entry) => proves(entry, name)) ?? own.at(-1);
}

/** Control over each name, by DNS or by a file, with what was found so far. */
export function Domains({ application }: { application: Application }) {
  const { t } = useTranslation('apply');
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['application', application.id] });
  return (
    <Card title={t('status.domains')}>
      <div className="domain-list">
        {application.names.map((name) => (
          <Domain key={name} name={name} applicationId={application.id} validation={latest(application.validations, name)} onChange={() => void refresh()} />
        ))}
      </div>
    </Card>
  );
}

interface DomainProps {
  name: string;
  applicationId: string;
  validation?: Validation;
  onChange: () => void;
}

function Domain({ name, applicationId, validation, onChange }: DomainProps) {
  const [choosing, setChoosing] = useState(false);
  const open = !validation || validation.status === 'expired' || choosing;
  return (
    <section className="domain" aria-label={name}>
      <div className="row row-between">
        <h3 className="domain-name">{name}</h3>
        {validation ? <StatusBadge kind="validation" status={validation.status} /> : null}
      </div>
      {validation?.status === 'valid' ? <Proven name={name} validation={validation} /> : null}
      {validation ? <Sightings validation={validation} /> : null}
      {open && validation?.status !== 'valid' ? (
        <ChooseMethod
          name={name}
          applicationId={applicationId}
          onDone={() => {
            setChoosing(false);
            onChange();
          }}
        />
      ) : null}
      {validation?.status === 'failed' && !choosing ? <Ended validation={validation} onOther={() => setChoosing(true)} /> : null}
      {validation?.status === 'pending' && !open ? <Pending validation={validation} onChange={onChange} onOther={() => setChoosing(true)} /> : null}
    </section>
  );
}

/** Since when and until when a name is proven, and by what. */
function Proven({ name, validation }: { name: string; validation: Validation }) {
  const { t } = useTranslation('apply');
  const dates = useDates();
  const { authorizationDomain, completedAt, usableUntil } = validation;
  const facts = [
    completedAt ? t('dcv.done', { date: dates.date(completedAt) }) : null,
    authorizationDomain !== name ? t('dcv.covered', { domain: authorizationDomain }) : null,
    usableUntil ? t('dcv.usable', { date: dates.date(usableUntil) }) : null,
  ];
  return <p className="soft small">{facts.filter(Boolean).join(' · ')}</p>;
}

function Ended({ validation, onOther }: { validation: Validation; onOther: () => void }) {
  const { t } = useTranslation('apply');
  return (
    <div className="stack">
      <Notice tone="warn">{validation.lastError}</Notice>
      <div>
        <Button kind="primary" onClick={onOther}>
          {t('dcv.start')}
        </Button>
      </div>
    </div>
  );
}

function Pending({ validation, onChange, onOther }: { validation: Validation; onChange: () => void; onOther: () => void }) {
  const { t } = useTranslation('apply');
  return (
    <div className="stack">
      {validation.warning ? <Notice tone="warn">{validation.warning}</Notice> : null}
      {validation.method === 'dns_txt' ? <DnsRecord validation={validation} /> : null}
      {validation.method === 'web_file' ? <WebFile validation={validation} /> : null}
      {validation.mails.length > 0 ? <MailApproval validation={validation} onChange={onChange} /> : <Look validation={validation} onChange={onChange} />}
      <div>
        <Button kind="quiet" onClick={onOther}>
          {t('dcv.other')}
        </Button>
      </div>
    </div>
  );
}

/** What is expected beside what was found, with the next look and one on demand. */
function Look({ validation, onChange }: { validation: Validation; onChange: () => void }) {
  const { t } = useTranslation('apply');
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
            t('dcv.expected'),
            <span key="expected" className="mono">
              {validation.recordValue ?? validation.fileContent}
            </span>,
          ],
          [
            t('dcv.found'),
            <span key="found">
              {validation.lastFound ? <span className="mono">{validation.lastFound}</span> : t('dcv.found_none')}
              {validation.lastError ? <span className="domain-error">{validation.lastError}</span> : null}
            </span>,
          ],
        ]}
      />
      <p className="small soft" role="status">
        {validation.attempts > 0 ? `${t('dcv.attempts', { count: validation.attempts })} ` : ''}
        {validation.nextTryAt ? t('dcv.next', { time: dates.instant(validation.nextTryAt) }) : ''}{' '}
        {t('dcv.expires', { date: dates.date(validation.valueExpiresAt) })}
      </p>
      {check.error ? <ErrorPanel error={check.error} /> : null}
      <div className="row">
        <Button kind="primary" busy={check.isPending} disabled={left > 0} icon={<RefreshCw size={16} aria-hidden="true" />} onClick={() => check.mutate()}>
          {left > 0 ? t('dcv.check_wait', { seconds: left }) : t('dcv.check')}
        </Button>
      </div>
    </>
  );
}

function DnsRecord({ validation }: { validation: Validation }) {
  const { t } = useTranslation('apply');
  const record = (validation.recordName ?? '').replace(/\.$/, '');
  const zone = `.${validation.authorizationDomain}`;
  const short = record.endsWith(zone) ? record.slice(0, -zone.length) : record;
  return (
    <div className="stack stack-s">
      <p className="small soft">{t('dcv.record_name')}</p>
      <CopyText value={record} what={t('dcv.record_name')} block />
      <p className="small soft">{t('dcv.record_short')}</p>
      <CopyText value={short} what={t('dcv.record_short')} block />
      <p className="small soft">{t('dcv.record_value')}</p>
      <CopyText value={validation.recordValue ?? ''} what={t('dcv.record_value')} block />
      <details>
        <summary>{t('dcv.help')}</summary>
        <ul className="plain-list small">
          {(['onamae', 'route53', 'cloudflare', 'azure'] as const).map((service) => (
            <li key={service}>{t(`dcv.help_${service}`)}</li>
          ))}
        </ul>
      </details>
    </div>
  );
}

function WebFile({ validation }: { validation: Validation }) {
  const { t } = useTranslation('apply');
  return (
    <div className="stack stack-s">
      <p className="small soft">{t('dcv.file_url')}</p>
      <CopyText value={validation.fileUrl ?? ''} what={t('dcv.file_url')} block />
      <p className="small soft">{t('dcv.file_content')}</p>
      <CopyText value={validation.fileContent ?? ''} what={t('dcv.file_content')} block />
    </div>
  );
}
