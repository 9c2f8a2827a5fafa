import { Outlet } from '@tanstack/react-router';
import { Brand } from '@/ui/Brand';
import { LanguageSwitch, SkipLink, TestRibbon } from './shared';

/** Before somebody is signed in: the seal, the language, one form. */
export function PlainLayout({ note }: { note: string }) {
  return (
    <div className="site">
      <SkipLink />
      <TestRibbon />
      <header className="site-header">
        <div className="site-bar row-between">
          <Brand note={note} to="/login" />
          <LanguageSwitch />
        </div>
      </header>
      <main className="site-main" id="main" tabIndex={-1}>
        <Outlet />
      </main>
    </div>
  );
}
