import { useMutation, useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { application as applicationQuery } from '@/lib/queries';
import { queryClient } from '@/lib/session';
import type { Case, Validation } from '@/lib/types';
import { proves } from '@/lib/validation';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Card } from '@/ui/Page';
import { Sightings } from '@/ui/Sightings';
import { Badge, StatusBadge } from '@/ui/StatusBadge';
import { DateText } from '@/ui/Text';

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

function Name({ name, validations, onCheck, busy }: { name: string; validations: Validation[]; onCheck: (id: string) => void; busy: boolean }) {
  const { t } = useTranslation('cases');
  const current = validations.find((entry) => entry.status === 'valid') ?? validations.at(-1);
  return (
    <li className="task-plain">
      <div>
        <p className="row">
          <strong>{name}</strong>
          {current ? <StatusBadge kind="validation" status={current.status} /> : <Badge tone="quiet">{t('domain_step.none')}</Badge>}
        </p>
        {current ? (
          <div className="small soft">
            {current.method === 'dns_txt' ? t('domain_step.method_dns_txt') : t('domain_step.method_web_file')} · {current.authorizationDomain}
            {current.completedAt ? (
              <>
                {' · '}
                <DateText value={current.completedAt} style="instant" />
              </>
            ) : null}
            {current.lastFound && current.status !== 'valid' ? <div>{t('domain_step.found', { value: current.lastFound })}</div> : null}
            {current.lastError && current.status !== 'valid' ? <div>{current.lastError}</div> : null}
            <Sightings validation={current} />
          </div>
        ) : null}
      </div>
      {current && current.status !== 'valid' ? (
        <div className="task-act">
          <Button small busy={busy} icon={<RefreshCw size={15} aria-hidden="true" />} onClick={() => onCheck(current.id)}>
            {t('domain_step.check')}
          </Button>
        </div>
      ) : null}
    </li>
  );
}
