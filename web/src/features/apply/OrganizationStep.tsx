import { useMutation, useQuery } from '@tanstack/react-query';
import { ArrowRight, Search } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { order as orderQuery } from '@/lib/queries';
import type { Application, Customer, DraftOrganization, DraftRegistration } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { ErrorSummary, Form, TextField } from '@/ui/Field';
import { checks, type Fields, useFields } from '@/ui/fields';
import { Notice } from '@/ui/Notice';
import { Card } from '@/ui/Page';
import { WizardFoot } from '@/ui/Wizard';
import type { StepProps } from './CsrStep';
import { emptyOrganization } from './draft';
import { RegistrationCard, type RegistrationField, registrationChecks } from './RegistrationCard';
import { emptyRegistration } from './registration';
import { Subject } from './Subject';

type Name = keyof DraftOrganization;
const { required, postal, phone, corporateNumber, kana, latin } = checks;

function fromCustomer(customer: Customer): Partial<DraftOrganization> {
  return {
    name: customer.organizationName,
    nameKana: customer.organizationKana,
    corporateNumber: customer.corporateNumber,
    postalCode: customer.postalCode,
    state: customer.state,
    locality: customer.locality,
    street: customer.street,
    phone: customer.phone,
  };
}

/** What was saved; the certificate's own spelling starts as the CSR has it. */
function startOf({ csr, draft }: Application): DraftOrganization {
  const known = { ...emptyOrganization, ...draft.organization };
  return {
    ...known,
    certificateOrganization: known.certificateOrganization || (csr?.subject.organization ?? ''),
    certificateState: known.certificateState || (csr?.subject.state ?? ''),
    certificateLocality: known.certificateLocality || (csr?.subject.locality ?? ''),
  };
}

/** The organization as registered, and as the certificate shall name it. */
export function OrganizationStep({ application, draft, goTo }: StepProps) {
  const { t } = useTranslation(['apply', 'words']);
  const csr = application.csr?.subject;
  const fields = useFields<Name>(startOf(application), {
    name: [required],
    nameKana: [required, kana],
    nameLatin: [latin],
    corporateNumber: [corporateNumber],
    postalCode: [required, postal],
    state: [required],
    locality: [required],
    street: [required],
    phone: [required, phone],
    certificateOrganization: [required],
    certificateState: [required],
    certificateLocality: [required],
  });
  const customer = useQuery({ ...orderQuery(application.orderId), retry: false }).data?.customer;
  // biome-ignore lint/correctness/useExhaustiveDependencies: prefills once, when the order is there
  useEffect(() => {
    if (customer && !application.draft.organization && fields.values.name === '') fields.fill(fromCustomer(customer));
  }, [customer]);
  const ev = application.level === 'EV';
  const registration = useFields<RegistrationField>({ ...emptyRegistration, ...application.draft.registration }, ev ? registrationChecks : {});
  const submit = () => {
    const good = [fields.checkAll(), registration.checkAll()].every(Boolean);
    if (good) draft.save({ step: 'contacts', organization: fields.values, ...(ev ? { registration: registration.values } : {}) });
  };
  return (
    <Form onSubmit={submit}>
      <div className="stack">
        <ErrorSummary fields={fields} />
        <Registered fields={fields} />
        {ev ? <RegistrationCard fields={registration} corporateNumber={fields.values.corporateNumber} /> : null}
        <InCertificate fields={fields} csr={csr} commonName={(application.draft.names ?? [])[0] ?? ''} registration={ev ? registration.values : undefined} />
      </div>
      <WizardFoot savedAt={draft.savedAt} saving={draft.saving}>
        <Button onClick={() => goTo('names')}>{t('words:back')}</Button>
        <Button kind="primary" type="submit" busy={draft.saving} iconAfter={<ArrowRight size={18} aria-hidden="true" />}>
          {t('next.contacts')}
        </Button>
      </WizardFoot>
    </Form>
  );
}

function Registered({ fields }: { fields: Fields<Name> }) {
  const { t } = useTranslation(['apply', 'words']);
  const find = useMutation({
    mutationFn: (number: string) => unwrap(api.GET('/register-entries', { params: { query: { number, limit: 1 } } })),
    onSuccess: ({ items: [entry] }) => {
      if (!entry) return;
      fields.fill({
        name: entry.name,
        corporateNumber: entry.number,
        postalCode: entry.postalCode,
        state: entry.prefecture,
        locality: entry.city,
        street: entry.street,
        ...(entry.nameKana ? { nameKana: entry.nameKana } : {}),
        ...(entry.nameLatin ? { nameLatin: entry.nameLatin } : {}),
      });
    },
  });
  const entry = find.data?.items[0];
  return (
    <Card title={t('organization.registered')}>
      <div className="fields">
        <div className="name-row">
          <TextField
            fields={fields}
            name="corporateNumber"
            label={t('words:field.corporateNumber')}
            optional
            kind="digits"
            size="s"
            hint={t('organization.number_hint')}
          />
          <Button
            icon={<Search size={16} aria-hidden="true" />}
            busy={find.isPending}
            onClick={() => (fields.values.corporateNumber ? find.mutate(fields.values.corporateNumber.replace(/\D/g, '')) : fields.check('corporateNumber'))}
          >
            {t('organization.find')}
          </Button>
        </div>
        {find.error ? <ErrorPanel error={find.error} /> : null}
        {find.data ? (
          <Notice tone={entry ? 'ok' : 'warn'} live>
            {entry ? t('organization.found', { name: entry.name }) : t('organization.missing')}
          </Notice>
        ) : null}
        <TextField fields={fields} name="name" label={t('words:field.organizationName')} required readingTo="nameKana" autoComplete="organization" />
        <TextField fields={fields} name="nameKana" label={t('words:field.organizationKana')} required kind="kana" />
        <TextField
          fields={fields}
          name="nameLatin"
          label={t('words:field.organizationLatin')}
          optional
          kind="latin"
          hint={t('organization.latin_hint')}
          example="Aozora Shoji K.K."
        />
        <TextField fields={fields} name="postalCode" label={t('words:field.postalCode')} required kind="postal" size="xs" />
        <TextField fields={fields} name="state" label={t('words:field.state')} required size="s" />
        <TextField fields={fields} name="locality" label={t('words:field.locality')} required size="m" />
        <TextField fields={fields} name="street" label={t('words:field.street')} required />
        <TextField
          fields={fields}
          name="phone"
          label={t('organization.phone')}
          required
          kind="phone"
          size="s"
          hint={t('organization.phone_hint')}
          example="03-1234-5678"
        />
      </div>
    </Card>
  );
}

interface InCertificateProps {
  fields: Fields<Name>;
  csr?: { organization: string; state: string; locality: string };
  commonName: string;
  registration?: DraftRegistration;
}

function InCertificate({ fields, csr, commonName, registration }: InCertificateProps) {
  const { t } = useTranslation('apply');
  const { values } = fields;
  const registered = { certificateOrganization: values.name, certificateState: values.state, certificateLocality: values.locality };
  return (
    <Card title={t('organization.certificate')}>
      <div className="fields">
        <p className="soft">{t('organization.certificate_note')}</p>
        <div className="row">
          <Button small kind="quiet" onClick={() => fields.fill(registered)}>
            {t('organization.use_registered')}
          </Button>
          {csr?.organization ? (
            <Button
              small
              kind="quiet"
              onClick={() => fields.fill({ certificateOrganization: csr.organization, certificateState: csr.state, certificateLocality: csr.locality })}
            >
              {t('organization.use_csr')}
            </Button>
          ) : null}
        </div>
        <TextField fields={fields} name="certificateOrganization" label={t('organization.certificateOrganization')} required />
        <div className="fields-pair">
          <TextField fields={fields} name="certificateState" label={t('organization.certificateState')} required />
          <TextField fields={fields} name="certificateLocality" label={t('organization.certificateLocality')} required />
        </div>
        <div>
          <p className="small soft">{t('organization.preview')}</p>
          <Subject organization={values} commonName={commonName} registration={registration} />
        </div>
      </div>
    </Card>
  );
}
