import { useTranslation } from 'react-i18next';
import type { CsrInspection } from '@/lib/types';
import { Checks } from '@/ui/Checks';
import { Notice } from '@/ui/Notice';
import { Card, Chips, Facts } from '@/ui/Page';
import './words';

/** What a CSR says and how each check went, in the server's judgement. */
export function CsrView({ csr, level = 2 }: { csr: CsrInspection; level?: 2 | 3 }) {
  const { t } = useTranslation(['apply', 'words']);
  const say = t as unknown as (key: string, options: { defaultValue: string }) => string;
  const place = [csr.subject.locality, csr.subject.state, csr.subject.country].filter(Boolean).join(', ');
  return (
    <Card title={t('csr.content')} level={level}>
      <div className="stack">
        <Notice tone={csr.acceptable ? 'ok' : 'bad'} title={csr.acceptable ? t('csr.good') : t('csr.bad')} live />
        <Facts
          items={[
            [t('csr.common_name'), csr.subject.commonName || t('words:none')],
            [t('csr.org'), csr.subject.organization || t('words:none')],
            [t('csr.place'), place || t('words:none')],
            [t('csr.san'), csr.names.length ? <Chips key="names" values={csr.names} /> : t('words:none')],
            [t('words:key'), csr.keyType === 'rsa' ? t('words:key_name.rsa', { bits: csr.keyBits }) : t('words:key_name.ec', { bits: csr.keyBits })],
            [t('csr.signature'), csr.signatureAlgorithm],
          ]}
        />
        <Checks
          lines={csr.checks.map((check) => ({
            key: check.name,
            state: check.passed ? 'ok' : 'bad',
            word: check.passed ? t('csr.passed') : t('csr.failed'),
            text: (
              <>
                {say(`checks.${check.name}`, { defaultValue: check.name })}
                {check.detail ? <div className="small">{check.detail}</div> : null}
              </>
            ),
          }))}
        />
      </div>
    </Card>
  );
}
