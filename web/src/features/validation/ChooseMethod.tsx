import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ValidationMethod, ValidationOption } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { CheckField, ChoiceGroup } from '@/ui/Field';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import type { Proving } from './proving';
import './words';

interface Props {
  name: string;
  proving: Proving;
  onDone: () => void;
}

/** How, where and by whom a name is to be proven: of what the server offers today. */
export function ChooseMethod({ name, proving, onDone }: Props) {
  const { data, error, refetch } = useQuery({
    queryKey: ['validation-options', ...proving.key, name],
    queryFn: proving.options,
    staleTime: 60_000,
  });
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return <Choose name={name} proving={proving} onDone={onDone} options={data.options} />;
}

type Method = ValidationMethod | 'whois_email';

function Choose({ name, proving, onDone, options }: Props & { options: ValidationOption[] }) {
  const { t } = useTranslation('validation');
  const open = options.filter((option) => option.allowed);
  const [method, setMethod] = useState(open[0]?.method ?? 'dns_txt');
  const [domain, setDomain] = useState('');
  const [addresses, setAddresses] = useState<string[]>([]);
  const option = open.find((entry) => entry.method === method);
  const at = option?.authorizationDomains.includes(domain) ? domain : (option?.authorizationDomains[0] ?? '');
  const create = useMutation({
    mutationFn: () => proving.start({ method: method as ValidationMethod, authorizationDomain: at, addresses }),
    onSuccess: onDone,
  });
  const choose = (next: { method?: string; domain?: string }) => {
    if (next.method) setMethod(next.method);
    if (next.domain) setDomain(next.domain);
    setAddresses([]);
  };
  return (
    <div className="stack">
      <ChoiceGroup
        legend={t('method')}
        name={`method-${name}`}
        required
        columns
        value={method}
        onChange={(value) => choose({ method: value })}
        choices={open.map((entry) => ({
          value: entry.method,
          label: t(`${entry.method as ValidationMethod}`),
          note: t(`${entry.method as ValidationMethod}_note`),
        }))}
      />
      <Closed options={options.filter((entry) => !entry.allowed)} />
      {option?.warning ? <Notice tone="warn">{option.warning}</Notice> : null}
      {option ? <Domain name={name} option={option} value={at} onChange={(value) => choose({ domain: value })} /> : null}
      {option ? <Addresses option={option} domain={at} chosen={addresses} onChange={setAddresses} /> : null}
      {create.error ? <ErrorPanel error={create.error} /> : null}
      <div>
        <Button kind="primary" busy={create.isPending} disabled={!option} onClick={() => create.mutate()}>
          {t('start')}
        </Button>
      </div>
    </div>
  );
}

function Closed({ options }: { options: ValidationOption[] }) {
  const { t } = useTranslation('validation');
  return (
    <details>
      <summary>{t('closed')}</summary>
      <ul className="plain-list small">
        {options.map((option) => (
          <li key={option.method}>
            <strong>{t(`${option.method as Method}`)}</strong> {option.reason}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Domain({ name, option, value, onChange }: { name: string; option: ValidationOption; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('validation');
  if (option.authorizationDomains.length < 2) return null;
  const note = (domain: string) => (`.${name}`.endsWith(`.${domain}`) ? t('domain_note_above', { domain }) : t('domain_note_cname'));
  return (
    <ChoiceGroup
      legend={t('domain')}
      name={`domain-${name}-${option.method}`}
      columns
      value={value}
      onChange={onChange}
      choices={option.authorizationDomains.map((domain) => ({ value: domain, label: domain, note: note(domain) }))}
    />
  );
}

interface AddressesProps {
  option: ValidationOption;
  domain: string;
  chosen: string[];
  onChange: (chosen: string[]) => void;
}

function Addresses({ option, domain, chosen, onChange }: AddressesProps) {
  const { t } = useTranslation('validation');
  const offered = option.addresses.filter((entry) => entry.authorizationDomain === domain);
  if (option.addresses.length === 0) return null;
  return (
    <fieldset className="fieldset">
      <legend>{t('addresses')}</legend>
      <p className="small soft">{t('addresses_note')}</p>
      {offered.length === 0 ? <p>{t('no_addresses')}</p> : null}
      {offered.map(({ address }) => (
        <CheckField
          key={address}
          label={address}
          checked={chosen.includes(address)}
          onChange={(checked) => onChange(checked ? [...chosen, address] : chosen.filter((entry) => entry !== address))}
        />
      ))}
    </fieldset>
  );
}
