import { useMutation, useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { application as applicationQuery } from '@/lib/queries';
import { queryClient } from '@/lib/session';
import type { CaaAdvice, Case, NameCaa, Validation, ValidationMethod } from '@/lib/types';
import { caaOf, proves, stateOf } from '@/lib/validation';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Card } from '@/ui/Page';
import { Sightings } from '@/ui/Sightings';
import { Badge, StatusBadge } from '@/ui/StatusBadge';
import { DateText, useDates } from '@/ui/Text';

/** How each name's validation stands, with a check on demand. */
export function DomainPanel({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation(['cases', 'words']);
  const { data, error, refetch } = useQuery({ ...applicationQuery(vettingCase.applicationId), refetchInterval: 15_000 });
  const check = useMutation({
    mutationFn: (id: string) => unwrap(api.POST('/validations/{id}/checks', { params: { path: { id } } })),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ['application', vettingCase.applicationId] });
      void queryClient.invalidateQueries({ queryKey: ['case', vettingCase.id] });
    },
  });
  return (
    <Card title={t('words:step.domains')}>
      <div className="stack">
        <p className="soft">{t('domain_step.text')}</p>
        {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
        {!data && !error ? <Loading /> : null}
        {check.error ? <ErrorPanel error={check.error} /> : null}
        {data ? (
          <ul className="tasks">
            {data.names.map((name) => (
              <Name
                key={name}
                name={name}
                caa={caaOf(data, name)}
                advice={data.caaAdvice}
                validations={data.validations.filter((entry) => entry.fqdn === name || proves(entry, name))}
                onCheck={(id) => check.mutate(id)}
                busy={check.isPending}
              />
            ))}
          </ul>
        ) : null}
      </div>
    </Card>
  );
}

interface NameProps {
  name: string;
  caa?: NameCaa;
  advice: CaaAdvice;
  validations: Validation[];
  onCheck: (id: string) => void;
  busy: boolean;
}

function Name({ name, caa, advice, validations, onCheck, busy }: NameProps) {
  const { t } = useTranslation('cases');
  const current = validations.find((entry) => entry.usable) ?? validations.at(-1);
  return (
    <li className="task-plain">
      <div>
        <p className="row">
          <strong>{name}</strong>
          {current ? <StatusBadge kind="validation" status={stateOf(current)} /> : <Badge tone="quiet">{t('domain_step.none')}</Badge>}
        </p>
        {current ? <Details validation={current} /> : null}
        <Sightings validation={current} caa={caa} advice={advice} />
      </div>
      {current?.status === 'pending' && current.mails.length === 0 ? (
        <div className="task-act">
          <Button small busy={busy} icon={<RefreshCw size={15} aria-hidden="true" />} onClick={() => onCheck(current.id)}>
            {t('domain_step.check')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

/** By which method, since when and until when; what was found where it is not done. */
function Details({ validation }: { validation: Validation }) {
  const { t } = useTranslation('cases');
  const dates = useDates();
  const done = validation.status === 'valid';
  return (
    <div className="small soft">
      {t(`domain_step.method_${validation.method as ValidationMethod}`)} · {validation.authorizationDomain}
      {validation.completedAt ? (
        <>
          {' · '}
          <DateText value={validation.completedAt} style="instant" />
        </>
      ) : null}
      {validation.usable && validation.usableUntil ? ` · ${t('domain_step.usable', { date: dates.date(validation.usableUntil) })}` : null}
      {validation.mails.length > 0 ? <div>{t('domain_step.mails', { addresses: validation.mails.map((mail) => mail.address).join(', ') })}</div> : null}
      {validation.warning ? <div>{validation.warning}</div> : null}
      {validation.status === 'pending' ? <Waiting validation={validation} /> : null}
      {validation.lastFound && !done ? <div>{t('domain_step.found', { value: validation.lastFound })}</div> : null}
      {validation.lastError && !done ? <div>{validation.lastError}</div> : null}
    </div>
  );
}

/** The value that is looked for, how often it was, and when it will be again. */
function Waiting({ validation }: { validation: Validation }) {
  const { t } = useTranslation('cases');
  const dates = useDates();
  const value = validation.recordValue ?? validation.fileContent;
  if (!value) return null;
  return (
    <div>
      {t('domain_step.expected', { value })} · {t('domain_step.attempts', { count: validation.attempts })}
      {validation.nextTryAt ? ` · ${t('domain_step.next', { time: dates.instant(validation.nextTryAt) })}` : null}
    </div>
  );
}
