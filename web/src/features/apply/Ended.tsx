import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Application } from '@/lib/types';
import { ButtonAnchor } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { useDates } from '@/ui/Text';
import './words';

const kinds = ['rejected', 'withdrawn', 'lapsed'] as const;

/** How an application ended without a certificate: what happened, and what can be done next. */
export function Ended({ application }: { application: Application }) {
  const { t } = useTranslation('apply');
  const dates = useDates();
  const { ending } = application;
  const kind = kinds.find((known) => known === ending?.kind);
  if (!ending || !kind) return null;
  return (
    <Notice tone={kind === 'rejected' ? 'bad' : 'info'} title={t(`ended.${kind}`)} live>
      <div className="stack stack-s">
        {kind === 'lapsed' ? (
          <p>{t('ended.lapsed_text')}</p>
        ) : (
          <p className="pre-line">{kind === 'withdrawn' ? t('ended.reason', { reason: ending.what }) : ending.what}</p>
        )}
        <p>
          <strong>{t('ended.next')}</strong>
          <br />
          {ending.next}
        </p>
        {ending.newCode ? (
          <div>
            <ButtonAnchor small kind="primary" href="/apply" iconAfter={<ArrowRight size={18} aria-hidden="true" />}>
              {t('ended.apply_again')}
            </ButtonAnchor>
          </div>
        ) : null}
        <p className="small soft">{t('ended.on', { date: dates.instant(ending.at) })}</p>
      </div>
    </Notice>
  );
}
