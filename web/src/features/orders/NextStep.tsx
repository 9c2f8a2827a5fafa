import { useTranslation } from 'react-i18next';
import { formatMoney } from '@/lib/format';
import { useNow } from '@/lib/session';
import type { Order } from '@/lib/types';
import { ButtonAnchor, ButtonLink } from '@/ui/Button';
import { useDates, useLanguage } from '@/ui/Text';
import { dueOf, type Next, nextOf } from './next';
import './words';

function useNext(order: Order) {
  const { t } = useTranslation('orders');
  const language = useLanguage();
  const dates = useDates();
  const next = nextOf(order, useNow());
  const due = dueOf(order, next);
  return {
    next,
    text: t(`step.${next}`, { amount: formatMoney(order.total - order.paid, language) }),
    by: due ? t('by', { date: dates.date(due) }) : null,
  };
}

/** What the order waits for, in a few words, and until when. */
export function NextLine({ order }: { order: Order }) {
  const { text, by } = useNext(order);
  return (
    <>
      {text}
      {by ? <div className="small soft">{by}</div> : null}
    </>
  );
}

/** The same with how to do it, and the way there. */
export function NextStep({ order }: { order: Order }) {
  const { t } = useTranslation('orders');
  const { next, text, by } = useNext(order);
  return (
    <div className="stack stack-s">
      <p>
        <strong>{text}</strong> {by ? <span className="small soft">{by}</span> : null}
      </p>
      <p>{t(`how.${next}`, { email: order.recipient.email })}</p>
      <Way next={next} />
    </div>
  );
}

/** To the application and to us: pages of the public site, outside this portal. */
function Way({ next }: { next: Next }) {
  const { t } = useTranslation('orders');
  if (next === 'issued') {
    return (
      <div>
        <ButtonLink small kind="primary" to="/certificates">
          {t('go.certificates')}
        </ButtonLink>
      </div>
    );
  }
  const place = ['apply', 'expired', 'continue'].includes(next) ? 'apply' : ['revoked', 'lapsed'].includes(next) ? 'contact' : null;
  if (!place) return null;
  return (
    <div>
      <ButtonAnchor small kind="primary" href={`/${place}`}>
        {t(`go.${place}`)}
      </ButtonAnchor>
    </div>
  );
}
