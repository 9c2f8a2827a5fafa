import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsentPage } from '@/lib/types';
import { Card, Chips, Facts } from '@/ui/Page';
import { useDates } from '@/ui/Text';

type Person = ConsentPage['technical'];

/** Who asks for what, in plain words. */
export function Request({ page }: { page: ConsentPage }) {
  const { t } = useTranslation(['consent', 'words']);
  const dates = useDates();
  const items: [string, ReactNode][] = [
    [t('request.names'), <Chips key="names" values={page.names} />],
    [t('request.product'), page.productName],
    [
      t('request.organization'),
      <>
        {page.organizationName}
        <div className="small soft">{page.organizationAddress}</div>
      </>,
    ],
    [t('request.applicant'), t('words:honorific', { name: page.applicantName })],
    [t('request.technical'), <Somebody key="technical" person={page.technical} />],
  ];
  if (page.authorization) items.push([t('request.authorization'), <Somebody key="authorization" person={page.authorization} />]);
  if (!page.done) items.push([t('request.until'), dates.long(page.expiresAt)]);
  return (
    <Card title={t('request.title')}>
      <div className="stack stack-s">
        <p>{t('request.text', { organization: page.organizationName })}</p>
        <Facts items={items} />
      </div>
    </Card>
  );
}

function Somebody({ person }: { person: Person }) {
  const { t } = useTranslation('words');
  return (
    <>
      {t('honorific', { name: person.name })}
      <div className="small soft">{[person.employer, person.department, person.title].filter(Boolean).join(' ')}</div>
    </>
  );
}
