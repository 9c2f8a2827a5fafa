import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/lib/problem';
import { application as applicationQuery } from '@/lib/queries';
import type { Application } from '@/lib/types';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Loading } from '@/ui/Loading';
import { Page } from '@/ui/Page';
import { useDates } from '@/ui/Text';
import { Wizard } from '@/ui/Wizard';
import { ContactsStep } from './ContactsStep';
import { CsrStep } from './CsrStep';
import { Differences } from './Differences';
import { type Step, stepOf, steps, useSaveDraft } from './draft';
import { EnterByMail } from './EnterByMail';
import { NamesStep } from './NamesStep';
import { OrganizationStep } from './OrganizationStep';
import { ReviewStep } from './ReviewStep';
import { StatusView } from './StatusView';
import { Withdraw } from './Withdraw';
import './words';

/** The application: a wizard while it is a draft, its progress afterwards. */
export function ApplicationPage() {
  const { t } = useTranslation('apply');
  const { id = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery({
    ...applicationQuery(id),
    refetchInterval: (query) => (query.state.data && query.state.data.status !== 'draft' ? 5_000 : false),
  });
  const drafted = useRef(false);
  if (data?.status === 'draft') drafted.current = true;
  if (data) return data.status === 'draft' ? <Draft application={data} /> : <StatusView application={data} fresh={drafted.current} />;
  const signedOut = error && [401, 403, 404].includes(asProblem(error).status);
  return (
    <Page title={t('title')} width="form">
      <div className="stack">
        {signedOut ? <EnterByMail applicationId={id} /> : null}
        {error && !signedOut ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
        {error ? null : <Loading lines={6} />}
      </div>
    </Page>
  );
}

function Draft({ application }: { application: Application }) {
  const { t } = useTranslation('apply');
  const dates = useDates();
  const [step, setStep] = useState<Step>(stepOf(application.draft));
  const draft = useSaveDraft(application, setStep);
  useEffect(() => {
    if (draft.reloaded) window.scrollTo({ top: 0 });
  }, [draft.reloaded]);
  const common = { application, draft, goTo: setStep };
  return (
    <Page
      title={t('title')}
      over={t('over', { product: application.productName, order: application.orderNumber, number: application.number })}
      lead={application.applyBy ? t('apply_by', { date: dates.long(application.applyBy) }) : undefined}
      width="form"
    >
      <Wizard
        label={t('steps_label')}
        steps={steps.map((key) => ({ key, name: t(`step.${key}`) }))}
        current={step}
        reached={application.draft.step}
        onGo={(key) => setStep(key as Step)}
      >
        <div className="stack">
          {draft.reloaded ? <Differences error={draft.error} /> : draft.error ? <ErrorPanel error={draft.error} /> : null}
          {step === 'csr' ? <CsrStep {...common} /> : null}
          {step === 'names' ? <NamesStep {...common} /> : null}
          {step === 'organization' ? <OrganizationStep {...common} /> : null}
          {step === 'contacts' ? <ContactsStep {...common} /> : null}
          {step === 'review' ? <ReviewStep {...common} /> : null}
        </div>
      </Wizard>
      <Withdraw application={application} />
    </Page>
  );
}
