import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, unwrap } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Notice } from '@/ui/Notice';
import './words';

/** Whether a refused code can be replaced by a fresh one to its recipient. */
export function isReplaceable(error: unknown): boolean {
  return ['access_code_expired', 'access_code_used'].includes(asProblem(error).code);
}

/** Has a fresh code sent to the recipient on record, who goes on where the application stands. */
export function RenewCode({ code, refused }: { code: string; refused: unknown }) {
  const { t } = useTranslation('apply');
  const renew = useMutation({ mutationFn: () => unwrap(api.POST('/access-code-renewals', { body: { code } })) });
  if (renew.data) {
    return (
      <Notice tone="ok" title={t('renew.sent')} live>
        {t('renew.sent_text', { recipient: renew.data.recipient })}
      </Notice>
    );
  }
  return (
    <div className="stack stack-s">
      <ErrorPanel error={renew.error ?? refused} />
      <p>{t('renew.text')}</p>
      <div>
        <Button kind="primary" busy={renew.isPending} onClick={() => renew.mutate()}>
          {t('renew.send')}
        </Button>
      </div>
    </div>
  );
}
