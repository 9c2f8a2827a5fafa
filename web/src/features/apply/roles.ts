import { useState } from 'react';
import type { Application, Person } from '@/lib/types';
import { type Check, checks, type Fields, useFields } from '@/ui/fields';
import { emptyPerson } from './draft';

export type RoleName = Application['roles'][number]['role'];
type PersonField = keyof Person;
type Contacts = NonNullable<Application['draft']['contacts']>;

/** A role's member in a draft: `higher_authority` → `higherAuthority`. */
const members: Record<string, keyof Contacts> = {
  technical: 'technical',
  authorization: 'authorization',
  higher_authority: 'higherAuthority',
  contract_signer: 'contractSigner',
  account_administrator: 'accountAdministrator',
};
export const memberOf = (role: RoleName): keyof Contacts => members[role] ?? 'technical';
const { required, email, phone, kana } = checks;
/** Names in Latin letters have no reading. */
export const isLatin = (name: string) => /^[\u0020-\u024f]+$/.test(name);
const readingOf =
  (name: PersonField): Check =>
  (value, values) =>
    value.trim() === '' && !isLatin(values?.[name] ?? '') ? { code: 'required' } : null;
const rules: Partial<Record<PersonField, Check[]>> = {
  familyName: [required],
  givenName: [required],
  familyKana: [readingOf('familyName'), kana],
  givenKana: [readingOf('givenName'), kana],
  employer: [required],
  email: [required, email],
  phone: [required, phone],
};
export const personRules = (role: RoleName) => (role === 'higher_authority' ? managerRules : rules);
const managerRules = { ...rules, title: [required] };

/** Whom a fresh form takes for a role that need not be a person of its own: most applications have three people. */
const usual: Record<string, RoleName> = { contract_signer: 'authorization', account_administrator: 'technical' };

export interface Role {
  name: RoleName;
  member: keyof Contacts;
  fields: Fields<PersonField>;
  /** The role whose person this one is, or none: a person of its own. */
  sameAs: RoleName | null;
  takeFrom: (role: RoleName | null) => void;
  choices: RoleName[];
}

const isSame = (a: Person | null | undefined, b: Person | null | undefined) =>
  !!a && !!b && (Object.keys(emptyPerson) as PersonField[]).every((field) => a[field] === b[field]);

function sharedAtFirst(application: Application): Partial<Record<RoleName, RoleName | null>> {
  const known = application.draft.contacts;
  const found: Partial<Record<RoleName, RoleName | null>> = {};
  for (const { role, sameAsIfFew } of application.roles) {
    const own = known?.[memberOf(role)];
    found[role] = own ? (sameAsIfFew.find((other) => isSame(own, known?.[memberOf(other)])) ?? null) : (usual[role] ?? null);
  }
  return found;
}

/** The people of an application: one form a role, or another role's person where the server says that this may be. */
export function useRoles(application: Application, few: boolean): Role[] {
  const employer = application.draft.organization?.name ?? '';
  const known = application.draft.contacts;
  const start = (member: keyof Contacts): Person => ({ ...(known?.[member] ?? { ...emptyPerson, employer }) });
  const forms: Record<keyof Contacts, Fields<PersonField>> = {
    technical: useFields<PersonField>(start('technical'), rules),
    authorization: useFields<PersonField>(start('authorization'), rules),
    higherAuthority: useFields<PersonField>(start('higherAuthority'), managerRules),
    contractSigner: useFields<PersonField>(start('contractSigner'), rules),
    accountAdministrator: useFields<PersonField>(start('accountAdministrator'), rules),
  };
  const [shared, setShared] = useState(() => sharedAtFirst(application));
  return application.roles.map(({ role, sameAs, sameAsIfFew }) => {
    const choices = few ? sameAsIfFew : sameAs;
    const from = shared[role] ?? null;
    const member = memberOf(role);
    return {
      name: role,
      member,
      fields: forms[member],
      sameAs: from && choices.includes(from) ? from : null,
      takeFrom: (other) => setShared((before) => ({ ...before, [role]: other })),
      choices,
    };
  });
}

/** Who holds a role, through whatever roles it takes its person from. */
export function personOf(roles: Role[], name: RoleName): Person {
  const role = roles.find((known) => known.name === name);
  if (!role) return emptyPerson;
  return role.sameAs ? personOf(roles, role.sameAs) : role.fields.values;
}

export const contactsOf = (roles: Role[]): Contacts =>
  Object.fromEntries(roles.map((role) => [role.member, personOf(roles, role.name)])) as unknown as Contacts;

/** Whoever is named far enough to be told apart from the others. */
export const namedContactsOf = (roles: Role[]): Partial<Contacts> =>
  Object.fromEntries(
    roles
      .map((role) => [role.member, personOf(roles, role.name)] as const)
      .filter(([, person]) => person.familyName !== '' && (person.email.includes('@') || person.phone !== '')),
  );
