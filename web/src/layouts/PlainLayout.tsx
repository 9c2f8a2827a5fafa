import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Brand } from '@/ui/Brand';
import { Framed } from './frame';
import { LanguageSwitch, SkipLink, TestRibbon } from './shared';

interface PlainLayoutProps {
  note: string;
  home?: string;
  children?: ReactNode;
}

/** Before somebody is signed in: the seal, the language, one form. */
export function PlainLayout({ note, home = '/login', children = <Outlet /> }: PlainLayoutProps) {
  return (
    <div className="site">
      <SkipLink />
      <TestRibbon />
      <header className="site-header">
        <div className="site-bar row-between">
          <Brand note={note} to={home} />
          <LanguageSwitch />
        </div>
      </header>
      <main className="site-main" id="main" tabIndex={-1}>
        <Framed>{children}</Framed>
      </main>
    </div>
  );
}
