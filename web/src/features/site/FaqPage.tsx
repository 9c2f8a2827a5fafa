import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/ui/Button';
import { Page } from '@/ui/Page';
import './site.css';
import './words';

const questions = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

export function FaqPage() {
  const { t } = useTranslation('site');
  return (
    <Page title={t('nav.faq')} lead={t('faq.lead')} width="narrow">
      <div className="questions">
        {questions.map((number) => (
          <details key={number}>
            <summary>{t(`faq.q${number}`)}</summary>
            <p>{t(`faq.a${number}`)}</p>
          </details>
        ))}
      </div>
      <div className="row faq-more">
        <span>{t('faq.more')}</span>
        <ButtonLink to="/contact">{t('nav.contact')}</ButtonLink>
      </div>
    </Page>
  );
}
