import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queryClient } from '@/lib/session';
import { action, type Order } from '@/lib/types';
import { Button, ButtonLink } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { ResendCode } from './ResendCode';
import './words';

/** The way to the application's page for a reader whose browser has no session for it. */
export function HowToAct({ order }: { order: Order }) {
  const { t } = useTranslation('tracker');
  const [asking, setAsking] = useState(false);
  const [sent, setSent] = useState(false);
  const done = () => {
    setAsking(false);
    setSent(true);
    void queryClient.invalidateQueries({ queryKey: ['order', order.id] });
  };
  return (
    <Notice tone="info" title={t('how_title')}>
      <div className="stack stack-s">
        <p>{t('how_text')}</p>
        <p>{t('how_code')}</p>
        {sent ? <Notice tone="ok" title={t('code_act.resend_done')} live /> : null}
        <div className="row">
          <ButtonLink small kind="primary" to="/apply">
            {t('how_go')}
          </ButtonLink>
          {action(order, 'resendAccessCode').allowed ? (
            <Button small onClick={() => setAsking(true)}>
              {t('code_act.resend')}
            </Button>
          ) : null}
        </div>
        {asking ? <ResendCode order={order} onDone={done} onClose={() => setAsking(false)} /> : null}
      </div>
    </Notice>
  );
}
