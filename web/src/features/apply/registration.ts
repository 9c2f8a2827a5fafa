import type { DraftRegistration, RegistrationAgency } from '@/lib/types';

export const emptyRegistration: DraftRegistration = {
  businessCategory: '',
  jurisdictionCountry: 'JP',
  jurisdictionState: '',
  jurisdictionLocality: '',
  registrationNumber: '',
  certificateStreet: '',
};

export const categories = ['Private Organization', 'Government Entity', 'Non-Commercial Entity'] as const;

/** 「日本」, `United States`: a country as people call it. */
export function countryName(code: string, language: string): string {
  return new Intl.DisplayNames([language], { type: 'region', fallback: 'code' }).of(code) ?? code;
}

/** `Delaware, US` or `JP`: the place of an agency, as one choice of a list. */
export function placeOf({ country, state, locality }: Pick<RegistrationAgency, 'country' | 'state' | 'locality'>): string {
  return [locality, state, country].filter(Boolean).join(', ');
}

/** Each place that some agency registers for, once, in the order of the list. */
export function places(agencies: RegistrationAgency[]): RegistrationAgency[] {
  return agencies.filter((agency, at) => agencies.findIndex((other) => placeOf(other) === placeOf(agency)) === at);
}

/** The attributes that EV puts before the others, as the subject will say them. */
export function registrationParts(registration: DraftRegistration, corporateNumber: string): [string, string][] {
  const number = registration.registrationNumber || (registration.jurisdictionCountry === 'JP' ? corporateNumber : '');
  return [
    ['jurisdictionC', registration.jurisdictionCountry],
    ['jurisdictionST', registration.jurisdictionState],
    ['jurisdictionL', registration.jurisdictionLocality],
    ['businessCategory', registration.businessCategory],
    ['serialNumber', number],
  ];
}
