import { useTranslation } from 'react-i18next';
import { useSession } from '@/lib/session';
import { ButtonLink } from '@/ui/Button';
import { Card, Facts, Page } from '@/ui/Page';
import { useWord } from '@/ui/StatusBadge';
import './words';

/** Who is signed in, password and second step. */
export function SecurityPage() {
  const { t } = useTranslation('account');
  const word = useWord();
  const user = useSession()?.user;
  return (
    <Page title={t('security.title')}>
      <div className="stack">
        {user ? (
          <Card title={t('security.who')}>
            <Facts
              items={[
                [t('security.name'), user.name],
                [t('security.email'), user.email],
                [t('security.role'), word('role', user.role)],
                ...(user.accountName ? ([[t('security.account'), user.accountName]] as [string, string][]) : []),
              ]}
            />
          </Card>
        ) : null}
        <div className="grid-2">
          <Card title={t('security.password')}>
            <ButtonLink to="/password">{t('security.password_go')}</ButtonLink>
          </Card>
          <Card title={t('security.totp')}>
            <div className="stack stack-s">
              <p className="soft">{t('security.totp_text')}</p>
              <div>
                <ButtonLink to="/totp" search={{ next: '/security' }}>
                  {t('security.totp_go')}
                </ButtonLink>
              </div>
            </div>
          </Card>
        </div>
      </div>
    </Page>
  );
}
