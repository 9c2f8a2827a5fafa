import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import './words';

export interface CalledPerson {
  role: string;
  name: string;
  kana: string;
  department: string;
  title: string;
}

/** Whom to ask for, with the reading of the name; human resources are asked about somebody else. */
export function usePerson(contact: CalledPerson | undefined | null, step: string): [string, ReactNode][] {
  const { t } = useTranslation(['calls', 'words']);
  const word = useWord();
  if (!contact) return [[t('sheet.to'), t('words:none')]];
  const place = [word('role', contact.role), contact.department, contact.title].filter(Boolean).join(' · ');
  const person = (
    <>
      <strong>{t('words:honorific', { name: contact.name })}</strong> {contact.kana ? <span className="small soft">{contact.kana}</span> : null}
      <div className="small soft">{place}</div>
    </>
  );
  if (step !== 'hr_call') return [[t('sheet.to'), person]];
  return [
    [t('sheet.to'), t('sheet.to_hr')],
    [t('sheet.about'), person],
  ];
}

export function CallPerson({ contact, step }: { contact: CalledPerson | undefined | null; step: string }) {
  return <Facts items={usePerson(contact, step)} />;
}
