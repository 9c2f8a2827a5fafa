import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pem } from '@/lib/der';
import { Button } from '@/ui/Button';
import { CopyText } from '@/ui/CopyText';
import { TextField } from '@/ui/Field';
import { FileField } from '@/ui/FileField';
import { useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';

interface PasteCsrProps {
  initial: string;
  names: string[];
  busy: boolean;
  onCheck: (csr: string) => void;
  onChange: () => void;
}

const shape = /^\s*-----BEGIN (NEW )?CERTIFICATE REQUEST-----[\sA-Za-z0-9+/=]+-----END (NEW )?CERTIFICATE REQUEST-----\s*$/;

/** The command that makes a key and a CSR with these names on a server. */
function command(names: string[]): string {
  const [first = 'www.example.jp'] = names;
  const san = (names.length ? names : [first]).map((name) => `DNS:${name}`).join(',');
  return `openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -utf8 -keyout server.key -out server.csr -subj "/C=JP/CN=${first}" -addext "subjectAltName=${san}"`;
}

/** A CSR that exists already: pasted, dropped or chosen; PEM or DER. */
export function PasteCsr({ initial, names, busy, onCheck, onChange }: PasteCsrProps) {
  const { t } = useTranslation('apply');
  const [malformed, setMalformed] = useState(false);
  const fields = useFields({ csr: initial });
  const check = (text: string) => {
    const good = shape.test(text);
    setMalformed(!good);
    if (good) onCheck(text.trim());
  };
  const read = async (file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = bytes[0] === 0x30 ? pem('CERTIFICATE REQUEST', bytes) : new TextDecoder().decode(bytes);
    fields.set('csr', text);
    check(text);
  };
  return (
    <Card>
      <div className="fields">
        <TextField
          fields={{
            ...fields,
            set: (name, value) => {
              fields.set(name, value);
              setMalformed(false);
              onChange();
            },
          }}
          name="csr"
          label={t('csr.text')}
          required
          hint={t('csr.text_hint')}
          lines={9}
          mono
        />
        <FileField label={t('csr.file')} accept=".csr,.pem,.req,.p10,.der,application/pkcs10" onFile={(file) => void read(file)} />
        {malformed ? <Notice tone="bad" title={t('csr.not_pem')} live /> : null}
        <div>
          <Button busy={busy} onClick={() => check(fields.values.csr)}>
            {t('csr.inspect')}
          </Button>
        </div>
        <details>
          <summary>{t('csr.how')}</summary>
          <div className="stack stack-s how">
            <p className="small">{t('csr.how_text')}</p>
            <CopyText value={command(names)} what={t('csr.how')} block />
          </div>
        </details>
      </div>
    </Card>
  );
}
