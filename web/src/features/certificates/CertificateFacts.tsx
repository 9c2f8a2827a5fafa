import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { groupHex } from '@/lib/format';
import type { Certificate, CertificateDetail } from '@/lib/types';
import { CopyText } from '@/ui/CopyText';
import { Chips, Facts } from '@/ui/Page';
import { StatusBadge, useWord } from '@/ui/StatusBadge';
import { DateText, DaysLeft } from '@/ui/Text';
import './words';

/** What a certificate says, in the order in which people ask. */
export function CertificateFacts({ certificate }: { certificate: Certificate | CertificateDetail }) {
  const { t } = useTranslation(['certificates', 'words']);
  const word = useWord();
  const items: [string, ReactNode][] = [
    [t('words:field.status'), <StatusBadge key="status" kind="certificate" status={certificate.status} />],
    [t('detail.names'), <Chips key="names" values={certificate.names} />],
    [t('organization'), certificate.organization],
    ['subject' in certificate ? t('words:subject') : '', 'subject' in certificate ? certificate.subject : ''],
    [t('words:issuer'), certificate.issuer],
    [t('words:valid_from'), <DateText key="from" value={certificate.notBefore} style="instant" />],
    [
      t('words:valid_until'),
      <span key="until" className="row">
        <DateText value={certificate.notAfter} style="instant" />
        {certificate.status === 'active' ? <DaysLeft value={certificate.notAfter} /> : null}
      </span>,
    ],
    [
      t('words:key'),
      certificate.keyType === 'rsa' ? t('words:key_name.rsa', { bits: certificate.keyBits }) : t('words:key_name.ec', { bits: certificate.keyBits }),
    ],
    [t('words:serial'), <CopyText key="serial" value={certificate.serialNumber} shown={groupHex(certificate.serialNumber)} what={t('words:serial')} />],
    [t('words:fingerprint'), <CopyText key="print" value={certificate.sha256} shown={groupHex(certificate.sha256)} what={t('words:fingerprint')} />],
    ...(certificate.revokedAt
      ? ([[t('detail.revoked'), <DateText key="revoked" value={certificate.revokedAt} style="instant" />]] as [string, ReactNode][])
      : []),
    ...(certificate.revocationReason ? ([[t('detail.reason'), word('revocation_reason', certificate.revocationReason)]] as [string, ReactNode][]) : []),
  ];
  return <Facts items={items.filter(([name]) => name !== '')} />;
}
