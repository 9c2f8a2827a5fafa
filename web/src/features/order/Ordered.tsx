import { useTranslation } from 'react-i18next';
import { ButtonLink } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import './words';

/** A quote that was ordered by is not ordered by again; `to` is where the order is seen. */
export function Ordered({ number, to }: { number: string; to: string }) {
  const { t } = useTranslation('order');
  return (
    <Notice tone="ok" title={t('ordered_title', { number })} live>
      <div className="stack stack-s">
        <p>{t('ordered_text')}</p>
        <div>
          <ButtonLink small kind="primary" to={to}>
            {t('ordered_go')}
          </ButtonLink>
        </div>
      </div>
    </Notice>
  );
}
