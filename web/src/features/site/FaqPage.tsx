import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/ui/Button';
import { Page } from '@/ui/Page';
import './site.css';
import './words';

/** In the order in which a customer meets them. */
const questions = [1, 4, 3, 7, 2, 11, 5, 12, 13, 6, 14, 15, 8, 16, 17, 9, 10] as const;

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
