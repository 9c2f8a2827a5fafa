import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { FileDown } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { CertificateFacts } from '@/features/certificates/CertificateFacts';
import { api, fileUrl, unwrap } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import type { DownloadPage as Downloads } from '@/lib/types';
import { ButtonAnchor, ButtonLink } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Card, Page } from '@/ui/Page';
import { Badge, useWord } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';
import './words';

/** The page that the technical contact's mail links to; the token in the address is all it needs. */
export function DownloadPage() {
  const { t } = useTranslation('download');
  const dates = useDates();
  const { token = '' } = useParams({ strict: false });
  useEffect(() => {
    const meta = document.createElement('meta');
    meta.name = 'referrer';
    meta.content = 'no-referrer';
    document.head.append(meta);
    return () => meta.remove();
  }, []);
  const { data, error, refetch } = useQuery({
    queryKey: ['download', token],
    queryFn: () => unwrap(api.GET('/downloads/{token}', { params: { path: { token } } })),
  });
  if (error && [401, 403, 404, 410].includes(asProblem(error).status)) {
    return (
      <Page title={t('title')} width="narrow">
        <div className="card">
          <EmptyState
            title={t('gone')}
            act={
              <ButtonLink kind="primary" to="/orders">
                {t('gone_act')}
              </ButtonLink>
            }
          >
            {t('gone_text')}
          </EmptyState>
        </div>
      </Page>
    );
  }
  if (error || !data) {
    return (
      <Page title={t('title')} width="form">
        {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />}
      </Page>
    );
  }
  const host = data.certificate.names.find((name) => !name.startsWith('*.')) ?? data.certificate.commonName.replace('*', 'www');
  return (
    <Page title={t('title')} over={data.certificate.commonName} lead={t('lead')} width="form">
      <div className="stack">
        <Card title={t('formats')}>
          <Formats data={data} token={token} />
          <p className="small soft">{t('expires', { date: dates.long(data.expiresAt) })}</p>
        </Card>
        <Card title={t('certificate')}>
          <CertificateFacts certificate={data.certificate} />
        </Card>
        <Card title={t('install')}>
          <ul className="plain-list">
            {(['key', 'nginx', 'apache', 'iis', 'java', 'aws'] as const).map((server) => (
              <li key={server}>{t(`install_${server}`)}</li>
            ))}
          </ul>
        </Card>
        <Card title={t('verify')}>
          <div className="stack stack-s">
            <p>{t('verify_text')}</p>
            <CopyText block value={`openssl s_client -connect ${host}:443 -servername ${host} </dev/null`} what={t('verify')} />
          </div>
        </Card>
      </div>
    </Page>
  );
}

const order = ['fullchain', 'pem', 'chain', 'p7b', 'der', 'acm'];

/** The form that most servers want first. */
function inOrder(formats: Downloads['formats']): Downloads['formats'] {
  return [...formats].sort((a, b) => order.indexOf(a.format) - order.indexOf(b.format));
}

function Formats({ data, token }: { data: Downloads; token: string }) {
  const { t } = useTranslation('download');
  const word = useWord();
  return (
    <ul className="tasks formats">
      {inOrder(data.formats).map((entry) => (
        <li key={entry.format}>
          <FileDown size={20} aria-hidden="true" />
          <div>
            <strong>{word('format', entry.format)}</strong> {entry.format === 'fullchain' ? <Badge tone="info">{t('recommended')}</Badge> : null}
            <div className="small soft">
              {word('format_for', entry.format)} · <span className="mono">{entry.fileName}</span>
            </div>
          </div>
          <div className="task-act">
            <ButtonAnchor
              small
              kind={entry.format === 'fullchain' ? 'primary' : 'secondary'}
              href={fileUrl(`/downloads/${token}/${entry.format}`)}
              download={entry.fileName}
            >
              {t('get', { format: word('format', entry.format) })}
            </ButtonAnchor>
          </div>
        </li>
      ))}
    </ul>
  );
}
