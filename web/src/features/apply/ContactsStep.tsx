import { useMutation } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { ContactProblem, Person } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { CheckField, ErrorSummary, Form, TextField } from '@/ui/Field';
import { checks, type Fields, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { WizardFoot } from '@/ui/Wizard';
import type { StepProps } from './CsrStep';
import { emptyPerson } from './draft';

type Name = keyof Person;
const { required, email, phone, kana } = checks;
const rules = {
  familyName: [required],
  givenName: [required],
  familyKana: [required, kana],
  givenKana: [required, kana],
  employer: [required],
  email: [required, email],
  phone: [required, phone],
};

/** Who installs and who approves; the server says whether they may be these people. */
export function ContactsStep({ application, draft, goTo }: StepProps) {
  const { t } = useTranslation(['apply', 'words']);
  const employer = application.draft.organization?.name ?? '';
  const known = application.draft.contacts;
  const technical = useFields<Name>(known?.technical ?? { ...emptyPerson, employer }, rules);
  const authorization = useFields<Name>(known?.authorization ?? { ...emptyPerson, employer }, rules);
  const [few, setFew] = useState(application.draft.atMostTenMembers ?? false);
  const check = useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/applications/{id}/contact-checks', {
          params: { path: { id: application.id } },
          body: { technical: technical.values, authorization: authorization.values, atMostTenMembers: few },
        }),
      ),
    onSuccess: ({ problems }) => {
      if (problems.length === 0) {
        draft.save({ step: 'review', contacts: { technical: technical.values, authorization: authorization.values }, atMostTenMembers: few });
      }
    },
    onError: (error) => {
      technical.refuse(error, 'technical');
      authorization.refuse(error, 'authorization');
    },
  });
  const submit = () => {
    const good = [technical.checkAll(), authorization.checkAll()];
    if (good.every(Boolean)) check.mutate();
  };
  return (
    <Form onSubmit={submit}>
      <div className="stack">
        <ErrorSummary fields={technical} />
        <ErrorSummary fields={authorization} />
        <PersonCard fields={technical} title={t('contacts.technical')} note={t('contacts.technical_note')} />
        <PersonCard fields={authorization} title={t('contacts.authorization')} note={t('contacts.authorization_note')} />
        <Card>
          <CheckField label={t('contacts.few')} hint={t('contacts.few_note')} checked={few} onChange={setFew} />
          {few ? (
            <Button small kind="quiet" onClick={() => authorization.fill(technical.values)}>
              {t('contacts.copy')}
            </Button>
          ) : null}
        </Card>
        {check.error ? <ErrorPanel error={check.error} /> : null}
        <Problems problems={check.data?.problems ?? []} />
      </div>
      <WizardFoot savedAt={draft.savedAt} saving={draft.saving}>
        <Button onClick={() => goTo('organization')}>{t('words:back')}</Button>
        <Button kind="primary" type="submit" busy={draft.saving || check.isPending} iconAfter={<ArrowRight size={18} aria-hidden="true" />}>
          {t('next.review')}
        </Button>
      </WizardFoot>
    </Form>
  );
}

function Problems({ problems }: { problems: ContactProblem[] }) {
  const { t } = useTranslation('apply');
  if (problems.length === 0) return null;
  return (
    <Notice tone="bad" title={t('contacts.problems')} live>
      <ul className="plain-list">
        {problems.map((problem) => (
          <li key={problem.code + problem.roles.join()}>{problem.detail}</li>
        ))}
      </ul>
    </Notice>
  );
}

function PersonCard({ fields, title, note }: { fields: Fields<Name>; title: string; note: string }) {
  const { t } = useTranslation(['apply', 'words']);
  return (
    <section className="card" aria-label={title}>
      <div className="card-head">
        <h3>{title}</h3>
      </div>
      <div className="fields">
        <p className="soft">{note}</p>
        <div className="fields-pair">
          <TextField fields={fields} name="familyName" label={t('words:field.familyName')} required readingTo="familyKana" example="佐藤" />
          <TextField fields={fields} name="givenName" label={t('words:field.givenName')} required readingTo="givenKana" example="花子" />
          <TextField fields={fields} name="familyKana" label={t('words:field.familyKana')} required kind="kana" example="サトウ" />
          <TextField fields={fields} name="givenKana" label={t('words:field.givenKana')} required kind="kana" example="ハナコ" />
        </div>
        <TextField fields={fields} name="employer" label={t('words:field.employer')} required />
        <div className="fields-pair">
          <TextField fields={fields} name="department" label={t('words:field.department')} optional />
          <TextField fields={fields} name="title" label={t('words:field.title')} optional />
        </div>
        <TextField fields={fields} name="email" label={t('words:field.email')} required kind="email" size="m" hint={t('contacts.email_hint')} />
        <TextField fields={fields} name="phone" label={t('words:field.phone')} required kind="phone" size="s" hint={t('contacts.phone_hint')} />
      </div>
    </section>
  );
}
