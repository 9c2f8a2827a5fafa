import { useMutation } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, etag, unwrap } from '@/lib/api';
import { formatPerson } from '@/lib/format';
import { queryClient } from '@/lib/session';
import type { Person } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { CheckField } from '@/ui/Field';
import { Card, Chips, Facts } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { useLanguage } from '@/ui/Text';
import { WizardFoot } from '@/ui/Wizard';
import type { StepProps } from './CsrStep';
import type { Step } from './draft';
import { memberOf } from './roles';
import { Subject } from './Subject';

/** Everything once more, the agreement, and the act of applying. */
export function ReviewStep({ application, draft, goTo }: StepProps) {
  const { t } = useTranslation(['apply', 'words']);
  const [accepted, setAccepted] = useState(false);
  const [asked, setAsked] = useState(false);
  const submit = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/applications/{id}/submissions', {
          params: { path: { id: application.id }, header: etag(application) },
          body: { agreementVersion: application.agreement.version, accepted: true },
        }),
      ),
    onSuccess: (submitted) => {
      window.scrollTo({ top: 0 });
      queryClient.setQueryData(['application', application.id], submitted);
    },
  });
  const reload = () => queryClient.invalidateQueries({ queryKey: ['application', application.id] });
  return (
    <div>
      <div className="stack">
        <Summary application={application} goTo={goTo} />
        <Card
          title={t('review.agreement')}
          acts={<span className="small soft">{t('review.agreement_version', { version: application.agreement.version })}</span>}
        >
          <div className="stack">
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling text must be reachable by keyboard */}
            <section className="agreement" tabIndex={0} aria-label={t('review.agreement')}>
              {application.agreement.text}
            </section>
            <CheckField
              label={t('review.accept')}
              checked={accepted}
              error={asked && !accepted ? t('review.accept_error') : undefined}
              onChange={setAccepted}
            />
          </div>
        </Card>
        {submit.error ? <ErrorPanel error={submit.error} onRetry={() => void reload().then(() => submit.reset())} /> : null}
        <p className="soft">{t('review.after')}</p>
      </div>
      <WizardFoot savedAt={draft.savedAt} saving={draft.saving}>
        <Button onClick={() => goTo('contacts')}>{t('words:back')}</Button>
        <Button
          kind="primary"
          busy={submit.isPending}
          onClick={() => {
            setAsked(true);
            if (accepted) submit.mutate();
          }}
        >
          {t('review.submit')}
        </Button>
      </WizardFoot>
    </div>
  );
}

function Summary({ application, goTo }: Pick<StepProps, 'application' | 'goTo'>) {
  const { t } = useTranslation(['apply', 'words']);
  const language = useLanguage();
  const word = useWord();
  const { organization, registration, contacts } = application.draft;
  const names = application.draft.names ?? [];
  const { csr } = application;
  const person = (someone: Person | null | undefined): ReactNode =>
    someone ? (
      <>
        {t('words:honorific', { name: formatPerson(someone, language) })}
        <div className="small soft">
          {[someone.employer, someone.department, someone.title].filter(Boolean).join(' ')} · {someone.email} · {someone.phone}
        </div>
      </>
    ) : (
      t('words:none')
    );
  const part = (step: Step, title: string, items: [string, ReactNode][]) => (
    <Card
      title={title}
      acts={
        <Button small kind="quiet" icon={<Pencil size={15} aria-hidden="true" />} onClick={() => goTo(step)}>
          {t('review.edit', { step: t(`step.${step}`) })}
        </Button>
      }
    >
      <Facts items={items} />
    </Card>
  );
  return (
    <>
      {csr
        ? part('csr', t('review.csr'), [
            [t('words:key'), csr.keyType === 'rsa' ? t('words:key_name.rsa', { bits: csr.keyBits }) : t('words:key_name.ec', { bits: csr.keyBits })],
            [t('csr.common_name'), csr.subject.commonName || t('words:none')],
          ])
        : null}
      {part('names', t('review.names'), [[t('words:field.names'), <Chips key="names" values={names} />]])}
      {organization
        ? part('organization', t('review.organization'), [
            [t('words:field.organizationName'), organization.name],
            [t('words:field.corporateNumber'), organization.corporateNumber || t('words:none')],
            [t('review.address'), `〒${organization.postalCode} ${organization.state}${organization.locality}${organization.street}`],
            [t('organization.phone'), organization.phone],
            [t('review.subject'), <Subject key="subject" organization={organization} commonName={names[0] ?? ''} registration={registration} />],
          ])
        : null}
      {part('contacts', t('step.contacts'), [
        ...application.roles.map(({ role }): [string, ReactNode] => [word('role', role), person(contacts?.[memberOf(role)])]),
        [t('review.few'), application.draft.atMostTenMembers ? t('words:yes') : t('words:no')],
      ])}
    </>
  );
}
