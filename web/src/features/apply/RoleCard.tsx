import { useTranslation } from 'react-i18next';
import { formatPerson } from '@/lib/format';
import type { ContactProblem, Person } from '@/lib/types';
import { ChoiceGroup, TextField } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { useWord } from '@/ui/StatusBadge';
import { useLanguage } from '@/ui/Text';
import { isLatin, personOf, type Role, type RoleName } from './roles';

const own = 'own';

/** One role of the application: who it is, what it is for, and what the rules say about it. */
export function RoleCard({ role, roles, problems }: { role: Role; roles: Role[]; problems: ContactProblem[] }) {
  const { t } = useTranslation('apply');
  const word = useWord();
  const title = word('role', role.name);
  return (
    <section className="card" aria-label={title}>
      <div className="card-head">
        <h3>{title}</h3>
      </div>
      <div className="fields">
        <p className="soft">{t(`contacts.note.${role.name as 'technical'}`)}</p>
        {role.choices.length > 0 ? <Sharing role={role} roles={roles} title={title} /> : null}
        {role.sameAs ? null : <PersonFields role={role} />}
        {problems.length > 0 ? (
          <Notice tone="bad" title={t('contacts.problems')} live>
            <ul className="plain-list">
              {problems.map((problem) => (
                <li key={problem.code + problem.roles.join()}>{problem.detail}</li>
              ))}
            </ul>
          </Notice>
        ) : null}
      </div>
    </section>
  );
}

function Sharing({ role, roles, title }: { role: Role; roles: Role[]; title: string }) {
  const { t } = useTranslation(['apply', 'words']);
  const language = useLanguage();
  const word = useWord();
  const nameOf = (name: RoleName) => {
    const person = personOf(roles, name);
    return person.familyName ? t('words:honorific', { name: formatPerson(person, language) }) : t('contacts.not_entered');
  };
  return (
    <ChoiceGroup
      legend={t('contacts.who', { role: title })}
      name={`who-${role.name}`}
      value={role.sameAs ?? own}
      onChange={(value) => role.takeFrom(value === own ? null : (value as RoleName))}
      choices={[
        ...role.choices.map((name) => ({ value: name, label: t('contacts.same_as', { role: word('role', name) }), note: nameOf(name) })),
        { value: own, label: t('contacts.another') },
      ]}
    />
  );
}

/** The form of one person in a role. */
export function PersonFields({ role: { fields, name } }: { role: Pick<Role, 'fields' | 'name'> }) {
  const { t } = useTranslation(['apply', 'words']);
  const label = (field: keyof Person) => t(`words:field.${field as 'title'}`);
  const reading = (of: 'familyName' | 'givenName') => (isLatin(fields.values[of]) ? { optional: true } : { required: true });
  const manager = name === 'higher_authority';
  const inside = name === 'authorization' || name === 'contract_signer' || manager;
  return (
    <>
      <div className="fields-pair">
        <TextField fields={fields} name="familyName" label={label('familyName')} required readingTo="familyKana" example="佐藤" />
        <TextField fields={fields} name="givenName" label={label('givenName')} required readingTo="givenKana" example="花子" />
        <TextField fields={fields} name="familyKana" label={label('familyKana')} {...reading('familyName')} kind="kana" example="サトウ" />
        <TextField fields={fields} name="givenKana" label={label('givenKana')} {...reading('givenName')} kind="kana" example="ハナコ" />
      </div>
      <TextField fields={fields} name="employer" label={label('employer')} required />
      <div className="fields-pair">
        <TextField fields={fields} name="department" label={label('department')} optional />
        <TextField
          fields={fields}
          name="title"
          label={label('title')}
          required={manager}
          optional={!manager}
          hint={manager ? t('contacts.title_hint') : undefined}
        />
      </div>
      <TextField
        fields={fields}
        name="email"
        label={label('email')}
        required
        kind="email"
        size="m"
        hint={inside ? t('contacts.email_hint_personal') : t('contacts.email_hint')}
      />
      <TextField fields={fields} name="phone" label={label('phone')} required kind="phone" size="s" hint={t('contacts.phone_hint')} />
    </>
  );
}
