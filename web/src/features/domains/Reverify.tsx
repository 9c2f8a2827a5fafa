import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseMethod } from '@/features/validation/ChooseMethod';
import { Pending } from '@/features/validation/Pending';
import { provingDomain } from '@/features/validation/proving';
import { api, unwrap } from '@/lib/api';
import { queryClient, useMay } from '@/lib/session';
import type { AccountDomain, CaaAdvice, Validation } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ConfirmDialog } from '@/ui/Dialog';
import { Card } from '@/ui/Page';
import { Sightings } from '@/ui/Sightings';
import { StatusBadge } from '@/ui/StatusBadge';
import { nextStep } from './steps';

const refresh = () => void queryClient.invalidateQueries({ queryKey: ['domains'] });

/** A new proof of a domain: under way, to be chosen, or not needed yet. */
export function Reverify({ domain, advice }: { domain: AccountDomain; advice: CaaAdvice }) {
  const { t } = useTranslation('domains');
  const may = useMay();
  const [choosing, setChoosing] = useState(nextStep(domain).step === 'ended' || nextStep(domain).step === 'ends_soon');
  const { pending } = domain;
  const text = domain.completedAt ? t('again_text') : t('first_text');
  if (!may('domains:validate')) {
    return (
      <Card title={t('again_title')}>
        <p className="soft">{t('readonly')}</p>
      </Card>
    );
  }
  return (
    <Card title={t('again_title')} acts={pending ? <StatusBadge kind="validation" status={pending.status} /> : undefined}>
      <div className="stack">
        <p className="soft">{text}</p>
        {pending ? <Sightings validation={pending} advice={advice} /> : null}
        {pending && !choosing ? (
          <Pending validation={pending} onChange={refresh} onOther={() => setChoosing(true)} acts={<Cancel validation={pending} />} />
        ) : null}
        {choosing ? (
          <ChooseMethod
            name={domain.domain}
            proving={provingDomain(domain.domain)}
            onDone={() => {
              setChoosing(false);
              refresh();
            }}
          />
        ) : null}
        {!pending && !choosing ? (
          <div>
            <Button onClick={() => setChoosing(true)}>{t('again')}</Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function Cancel({ validation }: { validation: Validation }) {
  const { t } = useTranslation('validation');
  const [asking, setAsking] = useState(false);
  const cancel = useMutation({
    mutationFn: () => unwrap(api.DELETE('/validations/{id}', { params: { path: { id: validation.id } } })),
    onSuccess: () => {
      setAsking(false);
      refresh();
    },
  });
  return (
    <>
      <Button kind="quiet" onClick={() => setAsking(true)}>
        {t('cancel')}
      </Button>
      <ConfirmDialog
        open={asking}
        title={t('cancel_title')}
        verb={t('cancel')}
        danger
        busy={cancel.isPending}
        error={cancel.error}
        onConfirm={() => cancel.mutate()}
        onClose={() => setAsking(false)}
      >
        <p>{t('cancel_text', { name: validation.fqdn })}</p>
      </ConfirmDialog>
    </>
  );
}
