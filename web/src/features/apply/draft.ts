import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api, etag, unwrap } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import { application as applicationQuery } from '@/lib/queries';
import { queryClient } from '@/lib/session';
import type { Application, Draft, DraftOrganization, DraftRegistration, Person } from '@/lib/types';
import { registrationParts } from './registration';

export type Step = Draft['step'];
export const steps: readonly Step[] = ['csr', 'names', 'organization', 'contacts', 'review'];

/** The step a draft was left at. */
export function stepOf(draft: { step: string }): Step {
  return steps.find((step) => step === draft.step) ?? 'csr';
}

export const emptyPerson: Person = {
  familyName: '',
  givenName: '',
  familyKana: '',
  givenKana: '',
  employer: '',
  department: '',
  title: '',
  email: '',
  phone: '',
};
export const emptyOrganization: DraftOrganization = {
  name: '',
  nameKana: '',
  nameLatin: '',
  corporateNumber: '',
  postalCode: '',
  state: '',
  locality: '',
  street: '',
  phone: '',
  certificateOrganization: '',
  certificateState: '',
  certificateLocality: '',
};

export interface SaveDraft {
  save: (some: Partial<Draft>) => void;
  saving: boolean;
  savedAt: string | null;
  error: unknown;
  reloaded: boolean;
}

/** Without the members that an answer prints as null: a request leaves them out. */
function present<T>(value: T): T {
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, member]) => member !== null && member !== undefined);
  return Object.fromEntries(kept.map(([name, member]) => [name, present(member)])) as T;
}

/** Saves the draft with the version it was read at; when somebody else was first, loads theirs and says so. */
export function useSaveDraft(application: Application, onSaved: (step: Step) => void): SaveDraft {
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const [reloaded, setReloaded] = useState(false);
  const mutation = useMutation({
    mutationFn: (draft: Draft) =>
      unwrap(api.PUT('/applications/{id}/draft', { params: { path: { id: application.id }, header: etag(application) }, body: draft })),
    onSuccess: (saved) => {
      queryClient.setQueryData(['application', application.id], saved);
      setSavedAt(new Date().toISOString());
      setReloaded(false);
      onSaved(stepOf(saved.draft));
    },
    onError: async (error) => {
      if (asProblem(error).status !== 412) return;
      await queryClient.fetchQuery({ ...applicationQuery(application.id), staleTime: 0 });
      setReloaded(true);
    },
  });
  return {
    save: (some) => mutation.mutate(present({ ...application.draft, step: stepOf(application.draft), ...some })),
    saving: mutation.isPending,
    savedAt,
    error: mutation.error,
    reloaded,
  };
}

const longestCommonName = 64;

type SubjectOrganization = Pick<DraftOrganization, 'certificateOrganization' | 'certificateState' | 'certificateLocality' | 'corporateNumber' | 'postalCode'>;

/** What the certificate's subject will say, by attribute; EV begins with the registration. */
export function subjectParts(organization: SubjectOrganization, commonName: string, registration?: DraftRegistration | null): [string, string][] {
  const street = registration?.certificateStreet ?? '';
  const parts: [string, string][] = [
    ...(registration ? registrationParts(registration, organization.corporateNumber) : []),
    ['C', 'JP'],
    ['ST', organization.certificateState],
    ['L', organization.certificateLocality],
    ['postalCode', street ? organization.postalCode : ''],
    ['STREET', street],
    ['O', organization.certificateOrganization],
    ['CN', commonName.length > longestCommonName ? '' : commonName],
  ];
  return parts.filter(([, value]) => value);
}

/** The subject as it will stand in the certificate. */
export function subjectText(organization: SubjectOrganization, commonName: string, registration?: DraftRegistration | null): string {
  return subjectParts(organization, commonName, registration)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
}
