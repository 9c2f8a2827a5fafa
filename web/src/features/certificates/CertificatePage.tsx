import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fileUrl } from '@/lib/api';
import { certificate as certificateQuery } from '@/lib/queries';
import { useSession } from '@/lib/session';
import { action } from '@/lib/types';
import { ActionButton, ButtonAnchor, ButtonLink } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyText';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Card, Page } from '@/ui/Page';
import { StatusBadge, useWord } from '@/ui/StatusBadge';
import { CertificateFacts } from './CertificateFacts';
import { RevokeDialog } from './RevokeDialog';
import './words';

const formats = ['fullchain', 'pem', 'chain', 'p7b', 'der', 'acm'] as const;

/** One certificate: what it says, its files, and the acts the server allows. */
export function CertificatePage() {
  const { t } = useTranslation('certificates');
  const word = useWord();
  const { id = '' } = useParams({ strict: false });
  const session = useSession();
  const { data: certificate, error, refetch } = useQuery(certificateQuery(id));
  const [revoking, setRevoking] = useState(false);
  const [revoked, setRevoked] = useState(false);
  if (error || !certificate) {
    return <Page title={t('title')}>{error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : <Loading lines={6} />}</Page>;
  }
  const revoke = action(certificate, 'revoke');
  const showRevoke = certificate.actions.some((entry) => entry.name === 'revoke') && certificate.status !== 'revoked';
  return (
    <Page
      title={certificate.commonName}
      over={certificate.productName}
      acts={
        <>
          <StatusBadge kind="certificate" status={certificate.status} />
          {session?.permissions.includes('audit:read') ? (
            <ButtonLink to="/audit" search={{ object: certificate.id }}>
              {t('detail.audit')}
            </ButtonLink>
          ) : null}
          {showRevoke ? (
            <ActionButton kind="danger" permission="certificates:revoke" action={revoke} onClick={() => setRevoking(true)}>
              {t('detail.revoke')}
            </ActionButton>
          ) : null}
        </>
      }
    >
      <div className="with-side">
        <div className="stack">
          {revoked ? <Notice tone="ok" title={t('revoke.done')} live /> : null}
          <Card title={t('detail.content')}>
            <CertificateFacts certificate={certificate} />
          </Card>
          <Card title={t('detail.pem')} acts={<CopyButton value={certificate.pem} what={t('detail.pem')} />}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard */}
            <pre className="pem" tabIndex={0}>
              {certificate.pem}
            </pre>
          </Card>
        </div>
        <aside className="no-print">
          <Card title={t('detail.downloads')}>
            <div className="stack stack-s">
              {formats.map((format) => (
                <div key={format}>
                  <ButtonAnchor
                    small
                    kind={format === 'fullchain' ? 'primary' : 'secondary'}
                    icon={<FileDown size={16} aria-hidden="true" />}
                    href={fileUrl(`/certificates/${certificate.id}/downloads/${format}`)}
                    download
                  >
                    {word('format', format)}
                  </ButtonAnchor>
                  <div className="small soft">{word('format_for', format)}</div>
                </div>
              ))}
            </div>
          </Card>
        </aside>
      </div>
      <RevokeDialog
        certificate={certificate}
        open={revoking}
        onClose={() => setRevoking(false)}
        onDone={() => {
          setRevoking(false);
          setRevoked(true);
        }}
      />
    </Page>
  );
}
