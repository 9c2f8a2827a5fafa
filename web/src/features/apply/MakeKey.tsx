import { useMutation } from '@tanstack/react-query';
import { Download, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { encryptKey, generateKey, type KeyKind, makeRequest } from '@/lib/der';
import { saveFile } from '@/lib/save';
import type { Customer, DraftOrganization } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { CheckField, Form, PasswordField, SelectField, TextField } from '@/ui/Field';
import { checks, type Fields, useFields } from '@/ui/fields';
import { checkNames, NameList } from '@/ui/NameList';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';

interface MakeKeyProps {
  names: string[];
  organization?: DraftOrganization;
  customer?: Customer;
  onMade: (csr: string) => void;
  onSaved: (saved: boolean) => void;
}

interface Made {
  csr: string;
  keyFile: string;
  commonName: string;
}

type Name = 'kind' | 'organization' | 'state' | 'locality' | 'pass' | 'again';

/** Makes the key pair and the CSR with WebCrypto; the key leaves only as the encrypted file that the user saves. */
export function MakeKey({ names: given, organization, customer, onMade, onSaved }: MakeKeyProps) {
  const { t } = useTranslation('apply');
  const [names, setNames] = useState(given.length ? given : ['']);
  const [nameErrors, setNameErrors] = useState<ReturnType<typeof checkNames>>([]);
  const [downloaded, setDownloaded] = useState(false);
  const [confirmed, setConfirmed] = useState(false);
  const fields: Fields<Name> = useFields<Name>(
    {
      kind: 'P-256',
      organization: organization?.certificateOrganization || customer?.organizationName || '',
      state: organization?.certificateState || customer?.state || '',
      locality: organization?.certificateLocality || customer?.locality || '',
      pass: '',
      again: '',
    },
    {
      organization: [checks.required],
      state: [checks.required],
      locality: [checks.required],
      pass: [checks.required, checks.atLeast(12)],
      again: [(value) => (value === fields.values.pass ? null : { code: 'same' })],
    },
  );
  const make = useMutation({
    mutationFn: async (): Promise<Made> => {
      const { kind, organization: name, state, locality, pass } = fields.values;
      const wanted = names.filter((entry) => entry !== '');
      const keys = await generateKey(kind as KeyKind);
      const subject = { commonName: wanted[0] ?? '', organization: name, state, locality, country: 'JP' };
      return {
        csr: await makeRequest(keys, kind as KeyKind, subject, wanted),
        keyFile: await encryptKey(keys.privateKey, pass),
        commonName: wanted[0] ?? 'server',
      };
    },
    onSuccess: ({ csr }) => {
      setDownloaded(false);
      setConfirmed(false);
      onMade(csr);
    },
  });
  if (!globalThis.crypto?.subtle) return <Notice tone="warn" title={t('csr.unsupported')} />;
  const submit = () => {
    const found = checkNames(names);
    setNameErrors(found);
    if (fields.checkAll() && !found.some(Boolean)) make.mutate();
  };
  return (
    <Card>
      <Form onSubmit={submit}>
        <div className="fields">
          <SelectField
            fields={fields}
            name="kind"
            label={t('csr.key_type')}
            required
            size="m"
            choices={[
              { value: 'P-256', label: t('csr.key_ec256') },
              { value: 'P-384', label: t('csr.key_ec384') },
              { value: 'RSA-2048', label: t('csr.key_rsa2048') },
              { value: 'RSA-3072', label: t('csr.key_rsa3072') },
              { value: 'RSA-4096', label: t('csr.key_rsa4096') },
            ]}
          />
          <NameList
            names={names}
            maxNames={Math.max(given.length, 2)}
            errors={nameErrors}
            onChange={(next) => {
              setNames(next);
              setNameErrors([]);
            }}
            onCheck={() => setNameErrors((known) => (known.length ? checkNames(names) : known))}
            words={{
              label: (at) => (at === 0 ? t('names.first') : t('names.more', { number: at })),
              add: t('names.add'),
              remove: (name) => t('names.remove', { name }),
            }}
          />
          <TextField fields={fields} name="organization" label={t('csr.organization')} required size="m" hint={t('csr.organization_hint')} />
          <div className="fields-pair">
            <TextField fields={fields} name="state" label={t('csr.state')} required />
            <TextField fields={fields} name="locality" label={t('csr.locality')} required />
          </div>
          <PasswordField fields={fields} name="pass" label={t('csr.pass')} required size="m" hint={t('csr.pass_hint')} autoComplete="new-password" />
          <PasswordField fields={fields} name="again" label={t('csr.pass_again')} required size="m" autoComplete="new-password" />
          <div>
            <Button type="submit" kind={make.data ? 'secondary' : 'primary'} busy={make.isPending} icon={<KeyRound size={18} aria-hidden="true" />}>
              {make.data ? t('csr.generate_again') : t('csr.generate')}
            </Button>
          </div>
        </div>
      </Form>
      {make.error ? <ErrorPanel error={make.error} /> : null}
      {make.data ? (
        <div className="key-save stack">
          <div className="row">
            <Button
              kind={downloaded ? 'secondary' : 'primary'}
              icon={<Download size={18} aria-hidden="true" />}
              onClick={() => {
                saveFile(`${make.data.commonName}.key`, make.data.keyFile, 'application/x-pem-file');
                setDownloaded(true);
              }}
            >
              {t('csr.save_key')}
            </Button>
            <Button kind="quiet" onClick={() => saveFile(`${make.data.commonName}.csr`, make.data.csr, 'application/pkcs10')}>
              {t('csr.save_csr')}
            </Button>
          </div>
          <CheckField
            label={t('csr.saved_check')}
            hint={t('csr.saved_note')}
            checked={confirmed}
            disabled={!downloaded}
            onChange={(checked) => {
              setConfirmed(checked);
              onSaved(checked);
            }}
          />
        </div>
      ) : null}
    </Card>
  );
}
