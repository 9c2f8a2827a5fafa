import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { groupHex } from '@/lib/format';
import { issuers } from '@/lib/queries';
import type { Issuer } from '@/lib/types';
import { CopyText } from '@/ui/CopyText';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Card, Facts, Page } from '@/ui/Page';
import { DateText } from '@/ui/Text';
import { AgencyTable } from './AgencyTable';
import './site.css';
import './words';

/** Every root and intermediate, with its files, fingerprint, CRL and responder. */
export function RepositoryPage() {
  const { t } = useTranslation('site');
  const { data, error, refetch } = useQuery(issuers);
  return (
    <Page title={t('nav.repository')} lead={t('repository.lead')} width="form">
      <div className="stack">
        {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Loading /> : null}
        {data?.items.length === 0 ? <EmptyState title={t('repository.empty')}>{t('repository.empty_text')}</EmptyState> : null}
        {data?.items.map((issuer) => (
          <IssuerCard key={issuer.id} issuer={issuer} />
        ))}
        <AgencyTable />
      </div>
    </Page>
  );
}

function IssuerCard({ issuer }: { issuer: Issuer }) {
  const { t } = useTranslation(['site', 'words']);
  const purpose = (['root', 'ov', 'ev', 'smime'] as const).find((known) => known === issuer.purpose);
  const files: [string, string][] = [
    [issuer.certificateUrl, t('repository.der')],
    [issuer.pemUrl, t('repository.pem')],
    [issuer.chainUrl, t('repository.chain')],
  ];
  return (
    <Card title={purpose ? t(`repository.purpose.${purpose}`) : issuer.slug}>
      <Facts
        items={[
          [t('repository.subject'), issuer.subject],
          [t('repository.expires'), <DateText key="date" value={issuer.notAfter} style="instant" />],
          [t('words:fingerprint'), <CopyText key="print" value={issuer.sha256} shown={groupHex(issuer.sha256)} what={t('words:fingerprint')} />],
          [
            t('repository.files'),
            <span key="files" className="row">
              {files
                .filter(([address]) => address)
                .map(([address, name]) => (
                  <a key={address} href={address} download>
                    {name}
                  </a>
                ))}
            </span>,
          ],
          ...(issuer.crlUrl
            ? ([[t('repository.crl'), <CopyText key="crl" value={issuer.crlUrl} what={t('repository.crl')} />]] as [string, React.ReactNode][])
            : []),
          ...(issuer.ocspUrl
            ? ([[t('repository.ocsp'), <CopyText key="ocsp" value={issuer.ocspUrl} what={t('repository.ocsp')} />]] as [string, React.ReactNode][])
            : []),
        ]}
      />
    </Card>
  );
}
