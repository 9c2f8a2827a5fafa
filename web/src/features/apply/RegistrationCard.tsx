import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { registrationAgencies } from '@/lib/queries';
import type { DraftRegistration } from '@/lib/types';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ChoiceGroup, SelectField, TextField, useFieldError } from '@/ui/Field';
import { checks, type Fields } from '@/ui/fields';
import { Loading } from '@/ui/Loading';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { useLanguage } from '@/ui/Text';
import { categories, countryName, placeOf, places } from './registration';

export type RegistrationField = keyof DraftRegistration;
export const registrationChecks: Partial<Record<RegistrationField, (typeof checks.chosen)[]>> = {
  businessCategory: [checks.chosen],
  jurisdictionCountry: [checks.chosen],
};

/** EV: what kind of organization it is, where and under which number it is registered. */
export function RegistrationCard({ fields, corporateNumber }: { fields: Fields<RegistrationField>; corporateNumber: string }) {
  const { t } = useTranslation('apply');
  const say = useFieldError();
  const { data, error, refetch } = useQuery(registrationAgencies);
  const { values } = fields;
  const japan = values.jurisdictionCountry === 'JP';
  return (
    <Card title={t('registration.title')}>
      <div className="fields">
        <p className="soft">{t('registration.note')}</p>
        <ChoiceGroup
          legend={t('registration.businessCategory')}
          name="businessCategory"
          required
          value={values.businessCategory}
          error={say(fields.errors.businessCategory, t('registration.businessCategory'))}
          onChange={(value) => fields.set('businessCategory', value)}
          choices={categories.map((value) => ({ value, label: t(`registration.category.${value}`), note: t(`registration.category_note.${value}`) }))}
        />
        <p className="small soft">{t('registration.no_business_entity')}</p>
        {error ? <ErrorPanel error={error} onRetry={() => void refetch()} /> : null}
        {data ? <PlaceField fields={fields} choices={places(data.items).map((agency) => ({ agency, value: placeOf(agency) }))} /> : <Loading lines={1} />}
        {japan ? (
          <Notice tone={corporateNumber ? 'ok' : 'warn'}>
            {corporateNumber ? t('registration.japan', { number: corporateNumber }) : t('registration.japan_missing')}
          </Notice>
        ) : (
          <TextField
            fields={fields}
            name="registrationNumber"
            label={t('registration.registrationNumber')}
            required
            kind="latin"
            size="m"
            hint={t('registration.number_hint')}
          />
        )}
        <TextField
          fields={fields}
          name="certificateStreet"
          label={t('registration.certificateStreet')}
          optional
          hint={t('registration.street_hint')}
          example="9-9-9 Marunouchi"
        />
      </div>
    </Card>
  );
}

interface PlaceFieldProps {
  fields: Fields<RegistrationField>;
  choices: { agency: { country: string; state: string; locality: string; name: string }; value: string }[];
}

/** One choice sets country, state and place together, so that nothing can stand there that no agency registers. */
function PlaceField({ fields, choices }: PlaceFieldProps) {
  const { t } = useTranslation('apply');
  const language = useLanguage();
  const { values } = fields;
  const chosen = placeOf({ country: values.jurisdictionCountry, state: values.jurisdictionState, locality: values.jurisdictionLocality });
  const choose = (value: string) => {
    const found = choices.find((choice) => choice.value === value)?.agency;
    if (!found) return;
    fields.fill({
      jurisdictionCountry: found.country,
      jurisdictionState: found.state,
      jurisdictionLocality: found.locality,
      registrationNumber: '',
    });
  };
  return (
    <SelectField
      fields={{ ...fields, values: { ...values, jurisdictionCountry: chosen }, set: (_, value) => choose(value) }}
      name="jurisdictionCountry"
      label={t('registration.jurisdiction')}
      required
      size="m"
      hint={t('registration.jurisdiction_hint')}
      choices={choices.map(({ agency, value }) => ({
        value,
        label: `${placeOf({ ...agency, country: countryName(agency.country, language) })} — ${agency.name}`,
      }))}
    />
  );
}
