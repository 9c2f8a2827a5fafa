import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Menu } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import '@/features/site/words';
import { Brand } from '@/ui/Brand';
import { Framed } from './frame';
import { LanguageSwitch, SkipLink, TestRibbon } from './shared';

const pages = [
  { to: '/products/advantage', key: 'nav.product' },
  { to: '/order', key: 'nav.order' },
  { to: '/apply', key: 'nav.apply' },
  { to: '/orders', key: 'nav.orders' },
  { to: '/faq', key: 'nav.faq' },
] as const;

/** The public site: header, one page, footer. */
export function SiteLayout() {
  return (
    <div className="site">
      <SkipLink />
      <TestRibbon />
      <Header />
      <main className="site-main" id="main" tabIndex={-1}>
        <Framed>
          <Outlet />
        </Framed>
      </main>
      <Footer />
    </div>
  );
}

function Header() {
  const { t } = useTranslation(['words', 'site']);
  const [open, setOpen] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when the page changes
  useEffect(() => setOpen(false), [path]);
  return (
    <header className="site-header">
      <div className="site-bar" data-open={open ? '' : undefined}>
        <Brand note={t('tagline')} />
        <button type="button" className="lang menu-toggle" aria-expanded={open} aria-controls="site-nav" onClick={() => setOpen(!open)}>
          <Menu size={18} aria-hidden="true" />
          {t('menu')}
        </button>
        <nav className="site-nav" id="site-nav" aria-label={t('site:nav.label')}>
          {pages.map(({ to, key }) => (
            <Link key={to} to={to} activeProps={{ 'aria-current': 'page' }} activeOptions={{ exact: to === '/order' }}>
              {t(`site:${key}`)}
            </Link>
          ))}
        </nav>
        <LanguageSwitch />
      </div>
    </header>
  );
}

function Footer() {
  const { t } = useTranslation('site');
  const groups = [
    {
      title: t('footer.service'),
      links: [
        ['/products/advantage', t('nav.product')],
        ['/order', t('nav.order')],
        ['/apply', t('nav.apply')],
        ['/orders', t('nav.orders')],
      ],
    },
    {
      title: t('footer.trust'),
      links: [
        ['/repository', t('nav.repository')],
        ['/cps', t('nav.cps')],
        ['/policies', t('nav.policies')],
      ],
    },
    {
      title: t('footer.help'),
      links: [
        ['/faq', t('nav.faq')],
        ['/contact', t('nav.contact')],
      ],
    },
  ];
  return (
    <footer className="site-footer">
      <div className="site-footer-grid">
        <div className="stack">
          <Brand note={t('footer.note')} />
          <p>{t('footer.about')}</p>
          <p>
            <a href="/cms/login">{t('footer.cms')}</a>
          </p>
        </div>
        {groups.map((group) => (
          <nav key={group.title} aria-label={group.title}>
            <h2>{group.title}</h2>
            <ul>
              {group.links.map(([to, name]) => (
                <li key={to}>
                  <Link to={to}>{name}</Link>
                </li>
              ))}
            </ul>
          </nav>
        ))}
      </div>
      <p className="site-legal">
        {t('footer.legal')} <a href="/licenses.txt">{t('footer.licenses')}</a>
      </p>
    </footer>
  );
}
