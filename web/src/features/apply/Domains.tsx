import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseMethod } from '@/features/validation/ChooseMethod';
import { Pending } from '@/features/validation/Pending';
import { provingName } from '@/features/validation/proving';
import { queryClient } from '@/lib/session';
import type { Application, Validation } from '@/lib/types';
import { caaOf, proves, stateOf } from '@/lib/validation';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { Sightings } from '@/ui/Sightings';
import { StatusBadge } from '@/ui/StatusBadge';
import { useDates } from '@/ui/Text';

/** The last word on a name: one that counts first, then the newest attempt. */
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
          <Domain key={name} name={name} application={application} validation={latest(application.validations, name)} onChange={() => void refresh()} />
        ))}
      </div>
    </Card>
  );
}

interface DomainProps {
  name: string;
  application: Application;
  validation?: Validation;
  onChange: () => void;
}

function Domain({ name, application, validation, onChange }: DomainProps) {
  const [choosing, setChoosing] = useState(false);
  const state = validation ? stateOf(validation) : 'expired';
  const open = state === 'expired' || state === 'stale' || choosing;
  return (
    <section className="domain" aria-label={name}>
      <div className="row row-between">
        <h3 className="domain-name">{name}</h3>
        {validation ? <StatusBadge kind="validation" status={state} /> : null}
      </div>
      {validation && state === 'valid' ? <Proven name={name} validation={validation} /> : null}
      <Sightings validation={validation} caa={caaOf(application, name)} advice={application.caaAdvice} />
      {open && state !== 'valid' ? (
        <ChooseMethod
          name={name}
          proving={provingName(application.id, name)}
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
  const { t } = useTranslation('validation');
  const dates = useDates();
  const { authorizationDomain, completedAt, usableUntil } = validation;
  const facts = [
    completedAt ? t('done', { date: dates.date(completedAt) }) : null,
    authorizationDomain !== name ? t('covered', { domain: authorizationDomain }) : null,
    usableUntil ? t('usable', { date: dates.date(usableUntil) }) : null,
  ];
  return <p className="soft small">{facts.filter(Boolean).join(' · ')}</p>;
}

function Ended({ validation, onOther }: { validation: Validation; onOther: () => void }) {
  const { t } = useTranslation('validation');
  return (
    <div className="stack">
      <Notice tone="warn">{validation.lastError}</Notice>
      <div>
        <Button kind="primary" onClick={onOther}>
          {t('start')}
        </Button>
      </div>
    </div>
  );
}
