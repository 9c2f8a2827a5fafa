import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Card, Page } from '@/ui/Page';
import './site.css';
import './words';

export function ContactPage() {
  const { t } = useTranslation('site');
  return (
    <Page title={t('nav.contact')} lead={t('contact.lead')} width="narrow">
      <div className="stack">
        <div className="grid-2">
          <Card title={t('contact.hours')}>
            <p>{t('contact.hours_text')}</p>
          </Card>
          <Card title={t('contact.mail')}>
            <p>{t('contact.mail_text')}</p>
          </Card>
        </div>
        <Card title={t('contact.urgent')}>
          <p>{t('contact.urgent_text')}</p>
        </Card>
        <Card title={t('contact.self')}>
          <ul className="plain-list">
            <li>
              <Link to="/orders" search={{ number: undefined }}>
                {t('contact.self_1')}
              </Link>
            </li>
            <li>
              <Link to="/apply">{t('contact.self_2')}</Link>
            </li>
            <li>
              <Link to="/faq">{t('contact.self_3')}</Link>
            </li>
          </ul>
        </Card>
      </div>
    </Page>
  );
}
