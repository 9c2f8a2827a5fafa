import { useTranslation } from 'react-i18next';
import type { CaaAdvice } from '@/lib/types';
import { CopyText } from './CopyText';
import { Facts } from './Page';

/** The CAA record by which an account lets this CA issue for itself alone (RFC 8657), ready to be copied. */
export function CaaRecord({ advice }: { advice: CaaAdvice }) {
  const { t } = useTranslation('words');
  return <CopyText value={advice.record} what={t('caa.record')} block />;
}

/** The same with its parts, for those who write the record themselves. */
export function CaaParts({ advice }: { advice: CaaAdvice }) {
  const { t } = useTranslation('words');
  const mono = (text: string) => <span className="mono">{text}</span>;
  return (
    <div className="stack">
      <p className="soft">{t('caa.text')}</p>
      <CaaRecord advice={advice} />
      <Facts
        items={[
          [t('caa.issuer'), mono(advice.issuerDomain)],
          [t('caa.account'), mono(advice.accountUri)],
          [t('caa.methods'), mono(advice.methods.join(', '))],
        ]}
      />
    </div>
  );
}
