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

/** What the applicant wrote. */
export function ApplicationPanel({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation(['cases', 'words']);
  const word = useWord();
  const csr = useQuery(applicationQuery(vettingCase.applicationId)).data?.csr;
  const { organization, registration, contacts, names, language: applied } = vettingCase;
  return (
    <>
      <Card title={t('case.application')}>
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
                  [t('registration.category'), registration.businessCategory],
                  [
                    t('registration.jurisdiction'),
                    [registration.jurisdictionLocality, registration.jurisdictionState, registration.jurisdictionCountry].filter(Boolean).join(', '),
                  ],
                  [t('registration.number'), registration.registrationNumber],
                ] as [string, ReactNode][])
              : []),
            [
              t('words:subject'),
              <span key="subject" className="mono">
                {subjectText(organization, names[0] ?? '', registration)}
              </span>,
            ],
            [t('words:field.names'), <Chips key="names" values={names} />],
            ...contacts.map((contact): [string, ReactNode] => [word('role', contact.role), <Contact key={contact.id} contact={contact} />]),
            [t('case.members'), organization.atMostTenMembers ? t('case.members_few') : t('case.members_many')],
            [t('case.language'), applied === 'en' ? t('case.language_en') : t('case.language_ja')],
          ]}
        />
      </Card>
      {csr ? <CsrView csr={csr} /> : null}
    </>
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
