import { useTranslation } from 'react-i18next';
import { CsrView } from '@/features/apply/CsrView';
import { subjectText } from '@/features/apply/draft';
import { formatPerson } from '@/lib/format';
import type { Case, Person } from '@/lib/types';
import { Card, Chips, Facts } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import { useLanguage } from '@/ui/Text';

/** What the applicant wrote. */
export function ApplicationPanel({ vettingCase }: { vettingCase: Case }) {
  const { t } = useTranslation(['cases', 'words']);
  const word = useWord();
  const language = useLanguage();
  const { organization, contacts, names, csr, atMostTenMembers, language: applied } = vettingCase.application;
  const person = (someone: Person) => (
    <>
      {formatPerson(someone, language)} {someone.familyKana ? <span className="small soft">{`${someone.familyKana} ${someone.givenKana}`}</span> : null}
      <div className="small soft">
        {[someone.employer, someone.department, someone.title].filter(Boolean).join(' ')}
        <br />
        {someone.email} · {someone.phone}
      </div>
    </>
  );
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
            [
              t('words:subject'),
              <span key="subject" className="mono">
                {subjectText(organization, names[0] ?? '')}
              </span>,
            ],
            [t('words:field.names'), <Chips key="names" values={names} />],
            ...(contacts.authorization ? ([[word('role', 'authorization'), person(contacts.authorization)]] as [string, React.ReactNode][]) : []),
            ...(contacts.technical ? ([[word('role', 'technical'), person(contacts.technical)]] as [string, React.ReactNode][]) : []),
            [t('case.members'), atMostTenMembers ? t('case.members_few') : t('case.members_many')],
            [t('case.language'), applied === 'en' ? t('case.language_en') : t('case.language_ja')],
          ]}
        />
      </Card>
      {csr ? <CsrView csr={csr} /> : null}
    </>
  );
}
