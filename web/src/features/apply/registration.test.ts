import { describe, expect, it } from 'vitest';
import type { RegistrationAgency } from '@/lib/types';
import { subjectText } from './draft';
import { countryName, emptyRegistration, placeOf, places } from './registration';

const organization = {
  certificateOrganization: '株式会社青空商事',
  certificateState: '東京都',
  certificateLocality: '千代田区',
  corporateNumber: '6010001999001',
  postalCode: '1009999',
};
const agency = (some: Partial<RegistrationAgency>) => ({ id: 'a', country: 'JP', state: '', locality: '', ...some }) as RegistrationAgency;

describe('the subject of an EV certificate', () => {
  it('begins with the registration, in Japan with the corporate number', () => {
    const registration = { ...emptyRegistration, businessCategory: 'Private Organization' };
    expect(subjectText(organization, 'www.aozora.co.jp', registration)).toBe(
      'jurisdictionC=JP, businessCategory=Private Organization, serialNumber=6010001999001, C=JP, ST=東京都, L=千代田区, O=株式会社青空商事, CN=www.aozora.co.jp',
    );
  });
  it('has postal code and street where the applicant wants the street', () => {
    const registration = { ...emptyRegistration, certificateStreet: '丸の内九丁目9番9号' };
    expect(subjectText(organization, '', registration)).toContain('L=千代田区, postalCode=1009999, STREET=丸の内九丁目9番9号, O=');
  });
  it('names state and number elsewhere', () => {
    const registration = { ...emptyRegistration, jurisdictionCountry: 'US', jurisdictionState: 'Delaware', registrationNumber: '9999001' };
    expect(subjectText(organization, '', registration)).toMatch(/^jurisdictionC=US, jurisdictionST=Delaware, serialNumber=9999001, C=JP/);
  });
  it('leaves OV as it is, and out a name too long for a common name', () => {
    expect(subjectText(organization, `${'a'.repeat(62)}.jp`)).toBe('C=JP, ST=東京都, L=千代田区, O=株式会社青空商事');
  });
});

describe('places of incorporation', () => {
  it('are listed once each', () => {
    const list = [agency({}), agency({ id: 'b' }), agency({ id: 'c', country: 'US', state: 'Delaware' })];
    expect(places(list).map(placeOf)).toEqual(['JP', 'Delaware, US']);
  });
});

it('calls a country by its name', () => {
  expect(countryName('JP', 'ja')).toBe('日本');
  expect(countryName('US', 'en')).toBe('United States');
});
