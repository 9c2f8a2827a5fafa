import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CsrView } from '@/features/apply/CsrView';
import { subjectText } from '@/features/apply/draft';
import { formatPerson } from '@/lib/format';
import { application as applicationQuery } from '@/lib/queries';
import type { Case, CaseContact } from '@/lib/types';
import { Card, Chips, Facts } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { useLanguage } from '@/ui/Text';
import { useJurisdiction } from './jurisdiction';
import { CaseProduct } from './Product';

/** What was ordered and what the applicant wrote. */
export function ApplicationPanel({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation(['cases', 'words']);
  const csr = useQuery(applicationQuery(vettingCase.applicationId)).data?.csr;
  const { organization, registration, names, language: applied } = vettingCase;
  return (
    <>
      <Card title={t('case.application')}>
        <Facts
          items={[
            [t('product.title'), <CaseProduct key="product" row={vettingCase} />],
            [
              t('product.order_number'),
              <span key="order" className="num">
                {vettingCase.orderNumber}
              </span>,
            ],
            [t('words:field.names'), <Chips key="names" values={names} />],
            [
              t('words:subject'),
              <span key="subject" className="mono">
                {subjectText(organization, names[0] ?? '', registration)}
              </span>,
            ],
            [t('case.language'), applied === 'en' ? t('case.language_en') : t('case.language_ja')],
          ]}
        />
      </Card>
      <Organization vettingCase={vettingCase} />
      <People vettingCase={vettingCase} />
      {csr ? (
        <details className="fold">
          <summary>{t('case.csr')}</summary>
          <CsrView csr={csr} />
        </details>
      ) : null}
    </>
  );
}

function Organization({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation(['cases', 'words']);
  const word = useWord();
  const jurisdiction = useJurisdiction();
  const { organization, registration } = vettingCase;
  return (
    <Card title={t('case.organization')}>
      <Facts
        items={[
          [t('words:field.organizationName'), organization.name],
          [t('words:field.organizationKana'), organization.nameKana || t('words:none')],
          [
            t('words:field.corporateNumber'),
            <span key="number" className="num">
              {organization.corporateNumber || t('words:none')}
            </span>,
          ],
          [t('words:field.address'), `〒${organization.postalCode} ${organization.state}${organization.locality}${organization.street}`],
          [t('words:field.phone'), organization.phone],
          ...(registration
            ? ([
                [t('registration.category'), word('business_category', registration.businessCategory)],
                [t('registration.jurisdiction'), jurisdiction(registration)],
                [t('registration.number'), registration.registrationNumber],
              ] as [string, ReactNode][])
            : []),
          [t('case.members'), organization.atMostTenMembers ? t('case.members_few') : t('case.members_many')],
        ]}
      />
    </Card>
  );
}

function People({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation('cases');
  const word = useWord();
  return (
    <Card title={t('case.people')}>
      <Facts items={vettingCase.contacts.map((contact) => [word('role', contact.role), <Contact key={contact.id} contact={contact} />])} />
    </Card>
  );
}

function Contact({ contact }: { contact: CaseContact }) {
  const language = useLanguage();
  return (
    <>
      {formatPerson(contact, language)} {contact.familyKana ? <span className="small soft">{`${contact.familyKana} ${contact.givenKana}`}</span> : null}
      <div className="small soft">
        {[contact.employer, contact.department, contact.title].filter(Boolean).join(' ')}
        <br />
        {contact.email} · {contact.phone}
      </div>
    </>
  );
}
