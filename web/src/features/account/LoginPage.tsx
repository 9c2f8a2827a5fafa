import { useNavigate, useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { detour } from '@/layouts/gate';
import type { Session } from '@/lib/types';
import { Card, Page } from '@/ui/Page';
import { LoginForm } from './LoginForm';
import './words';

interface LoginPageProps {
  kind: 'customer' | 'staff';
  home: string;
}

/** Goes on to what is still to be done, or to the page that was asked for. */
export function useGoOn(): (session: Session) => Promise<void> {
  const navigate = useNavigate();
  const router = useRouter();
  const { next } = useSearch({ strict: false }) as { next?: string };
  return async (session) => {
    const kind = session.kind === 'staff' ? 'staff' : 'customer';
    const to = detour(session, kind);
    if (to) return navigate({ to, search: { next } });
    const safe = next?.startsWith('/') && !next.startsWith('//') ? next : '/';
    const base = router.basepath;
    return navigate({ to: safe.startsWith(`${base}/`) ? safe.slice(base.length) : safe });
  };
}

/** Signs in, and goes on to what was asked for. */
export function LoginPage({ kind }: LoginPageProps) {
  const { t } = useTranslation('account');
  const goOn = useGoOn();
  const [needsCode, setNeedsCode] = useState(false);
  return (
    <div className="login">
      <Page
        title={needsCode ? t('login.totp_title') : t('login.title')}
        lead={needsCode ? t('login.totp_lead') : kind === 'staff' ? t('login.lead_staff') : t('login.lead_customer')}
        width="narrow"
      >
        <Card>
          <LoginForm needsCode={needsCode} onNeedsCode={setNeedsCode} onLogin={goOn} />
        </Card>
      </Page>
    </div>
  );
}
