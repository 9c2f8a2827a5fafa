import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import type { Application, ContactProblem } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { CheckField, ErrorSummary, Form } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { WizardFoot } from '@/ui/Wizard';
import type { StepProps } from './CsrStep';
import { RoleCard } from './RoleCard';
import { contactsOf, namedContactsOf, type Role, useRoles } from './roles';

const checkContacts = (id: string, contacts: ReturnType<typeof namedContactsOf>, few: boolean) =>
  unwrap(api.POST('/applications/{id}/contact-checks', { params: { path: { id } }, body: { ...contacts, atMostTenMembers: few } }));

/** What the server says about the people as they are being entered, half a second after the last key. */
function useFindings(application: Application, roles: Role[], few: boolean): ContactProblem[] {
  const [asked, setAsked] = useState('');
  const entered = JSON.stringify([namedContactsOf(roles), few]);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(entered), 500);
    return () => clearTimeout(timer);
  }, [entered]);
  const { data } = useQuery({
    queryKey: ['contact-checks', application.id, asked],
    queryFn: () => {
      const [contacts, small] = JSON.parse(asked) as [ReturnType<typeof namedContactsOf>, boolean];
      return checkContacts(application.id, contacts, small);
    },
    enabled: asked !== '' && !asked.startsWith('[{},'),
    placeholderData: keepPreviousData,
    retry: false,
  });
  return data?.problems ?? [];
}

/** Who installs, approves and signs; the server says whether they may be these people. */
export function ContactsStep({ application, draft, goTo }: StepProps) {
  const { t } = useTranslation(['apply', 'words']);
  const word = useWord();
  const [few, setFew] = useState(application.draft.atMostTenMembers ?? false);
  const roles = useRoles(application, few);
  const findings = useFindings(application, roles, few);
  const check = useMutation({
    mutationFn: () => checkContacts(application.id, contactsOf(roles), few),
    onSuccess: ({ problems }) => {
      if (problems.length === 0) draft.save({ step: 'review', contacts: contactsOf(roles), atMostTenMembers: few });
    },
    onError: (error) => {
      for (const role of roles) role.fields.refuse(error, role.member);
    },
  });
  const entered = roles.filter((role) => !role.sameAs);
  const submit = () => {
    const good = entered.map((role) => role.fields.checkAll());
    if (good.every(Boolean)) check.mutate();
  };
  return (
    <Form onSubmit={submit}>
      <div className="stack">
        {entered.map((role) => (
          <ErrorSummary key={role.name} fields={role.fields} part={word('role', role.name)} />
        ))}
        {roles.map((role) => (
          <RoleCard key={role.name} role={role} roles={roles} problems={findings.filter((problem) => problem.roles.at(-1) === role.name)} />
        ))}
        <Card>
          <CheckField label={t('contacts.few')} hint={t('contacts.few_note')} checked={few} onChange={setFew} />
        </Card>
        {check.data && check.data.problems.length > 0 && findings.length > 0 ? <Notice tone="bad" title={t('contacts.problems_above')} live /> : null}
        {check.error ? <ErrorPanel error={check.error} /> : null}
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
