import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { unwrap } from '@/lib/api';
import { asProblem } from '@/lib/problem';
import type { ConsentPage } from '@/lib/types';
import { Button } from '@/ui/Button';
import { ErrorPanel } from '@/ui/ErrorPanel';
import { Form, TextField } from '@/ui/Field';
import { checks, useFields } from '@/ui/fields';
import { Card } from '@/ui/Page';
import { linkApi } from './client';

interface ProveProps {
  page: ConsentPage;
  onChange: (page: ConsentPage) => void;
}

const pause = 60;

/** Seconds until another code may be asked for. */
function useWait(): [number, () => void] {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, () => setLeft(pause)];
}

/** Somebody shows that the mail reaches them: a code, mailed apart from the link. */
export function Prove({ page, onChange }: ProveProps) {
  const { t } = useTranslation('consent');
  const [wait, startWait] = useWait();
  const [sent, setSent] = useState(Boolean(page.code.sentAt));
  const fields = useFields({ code: '' }, { code: [checks.required] });
  const check = useMutation({
    mutationFn: () => unwrap(linkApi.POST('/consent-page/code-checks', { body: { code: fields.values.code } })),
    onSuccess: onChange,
    onError: (error) => {
      fields.refuse(error);
      if (['consent_code_locked', 'consent_code_expired'].includes(asProblem(error).code)) setSent(false);
    },
  });
  const send = useMutation({
    mutationFn: () => unwrap(linkApi.POST('/consent-page/codes')),
    onSuccess: () => {
      setSent(true);
      startWait();
      check.reset();
      fields.fill({ code: '' });
    },
  });
  const error = send.error ?? check.error;
  return (
    <Card title={t('prove.title')}>
      <div className="stack stack-s">
        <p>{t(sent ? 'prove.sent' : page.done ? 'prove.text_call' : 'prove.text', { email: page.maskedEmail })}</p>
        {error ? <ErrorPanel error={error} /> : null}
        {sent ? (
          <Form onSubmit={() => fields.checkAll() && check.mutate()} label={t('prove.title')}>
            <div className="fields consent-code">
              <TextField
                fields={fields}
                name="code"
                label={t('prove.code')}
                required
                kind="digits"
                size="s"
                mono
                autoComplete="one-time-code"
                hint={t('prove.hint')}
                autoFocus
              />
              <div className="consent-acts">
                <Button kind="primary" type="submit" busy={check.isPending}>
                  {t('prove.check')}
                </Button>
                <Button kind="quiet" busy={send.isPending} disabled={wait > 0} onClick={() => send.mutate()}>
                  {wait > 0 ? t('prove.again_in', { seconds: wait }) : t('prove.again')}
                </Button>
              </div>
            </div>
          </Form>
        ) : (
          <div className="consent-acts">
            <Button kind="primary" busy={send.isPending} onClick={() => send.mutate()}>
              {t('prove.send')}
            </Button>
          </div>
        )}
      </div>
    </Card>
  );
}
