import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { LogOut, Menu } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SecondFactor } from '@/features/account/SecondFactor';
import { SessionWatch } from '@/features/account/SessionWatch';
import { api, forgetCsrfToken, unwrap } from '@/lib/api';
import { queryClient, sessionKey, useSession } from '@/lib/session';
import { Brand } from '@/ui/Brand';
import { useWord } from '@/ui/StatusBadge';
import { Framed } from './frame';
import { LanguageSwitch, SkipLink, TestRibbon } from './shared';

export interface ConsolePage {
  to: string;
  name: string;
  icon: ReactNode;
}

interface ConsoleLayoutProps {
  desk?: boolean;
  note: string;
  label: string;
  home: string;
  pages: ConsolePage[];
}

/** CMS and desk: pages at the side, who is signed in below, one page beside. */
export function ConsoleLayout({ desk, note, label, home, pages }: ConsoleLayoutProps) {
  const { t } = useTranslation('words');
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when the page changes
  useEffect(() => setOpen(false), [path]);
  return (
    <>
      <SkipLink />
      <TestRibbon />
      <div className={desk ? 'console console-desk' : 'console'}>
        <header className="console-side">
          <div className="console-stick" data-open={open ? '' : undefined}>
            <div className="console-top">
              <Brand note={note} to={home} />
              <button type="button" className="lang menu-toggle" aria-expanded={open} aria-controls="console-nav" onClick={() => setOpen(!open)}>
                <Menu size={18} aria-hidden="true" />
                {t('menu')}
              </button>
            </div>
            <nav aria-label={label} id="console-nav">
              <ul className="console-nav">
                {pages.map((page) => (
                  <li key={page.to}>
                    <Link to={page.to} activeProps={{ 'aria-current': 'page' }}>
                      {page.icon}
                      {page.name}
                    </Link>
                  </li>
                ))}
              </ul>
            </nav>
            <User />
          </div>
        </header>
        <main className="console-main" id="main" tabIndex={-1}>
          <Framed>
            <Outlet />
          </Framed>
        </main>
      </div>
      <SecondFactor />
      <SessionWatch />
    </>
  );
}

function User() {
  const { t } = useTranslation('words');
  const word = useWord();
  const navigate = useNavigate();
  const user = useSession()?.user;
  const leave = async () => {
    await unwrap(api.DELETE('/session')).catch(() => undefined);
    forgetCsrfToken();
    queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== sessionKey[0] });
    await queryClient.resetQueries({ queryKey: sessionKey });
    await navigate({ to: '/login' });
  };
  return (
    <div className="console-user">
      {user ? (
        <>
          <div>{user.name}</div>
          <div className="console-user-note">{[word('role', user.role), user.accountName].filter(Boolean).join(' · ')}</div>
        </>
      ) : null}
      <div className="row">
        <LanguageSwitch />
        {user ? (
          <button type="button" className="link-button" onClick={() => void leave()}>
            <LogOut size={16} aria-hidden="true" />
            {t('sign_out')}
          </button>
        ) : null}
      </div>
    </div>
  );
}
