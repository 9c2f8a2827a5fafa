import '@/lib/tt';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { LoginPage } from '@/features/account/LoginPage';
import { Broken, NotFound } from '@/layouts/boundaries';
import { CmsFrame, CmsPlain } from '@/layouts/CmsFrame';
import { gate } from '@/layouts/gate';
import { start } from '@/layouts/start';
import { setEntry } from '@/lib/api';

setEntry('cms');

const text = (value: unknown) => (value === undefined || value === null || value === '' ? undefined : String(value));
const next = (search: Record<string, unknown>) => ({ next: text(search.next) });

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: Broken });
const plain = createRoute({ getParentRoute: () => root, id: 'plain', component: CmsPlain });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: CmsFrame, beforeLoad: ({ location }) => gate('customer', location.href) });

const routeTree = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/certificates' });
    },
  }),
  plain.addChildren([
    createRoute({ getParentRoute: () => plain, path: '/login', component: () => LoginPage({ kind: 'customer', home: '/certificates' }), validateSearch: next }),
    createRoute({
      getParentRoute: () => plain,
      path: '/password',
      component: lazyRouteComponent(() => import('@/features/account/PasswordPage'), 'PasswordPage'),
      validateSearch: next,
    }),
    createRoute({
      getParentRoute: () => plain,
      path: '/totp',
      component: lazyRouteComponent(() => import('@/features/account/TotpPage'), 'TotpPage'),
      validateSearch: next,
    }),
  ]),
  frame.addChildren([
    createRoute({
      getParentRoute: () => frame,
      path: '/certificates',
      component: lazyRouteComponent(() => import('@/features/certificates/CertificatesPage'), 'CertificatesPage'),
      validateSearch: (search: Record<string, unknown>) => ({
        q: text(search.q),
        status: text(search.status),
        sort: text(search.sort),
        after: text(search.after),
      }),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/certificates/$id',
      component: lazyRouteComponent(() => import('@/features/certificates/CertificatePage'), 'CertificatePage'),
    }),
    createRoute({ getParentRoute: () => frame, path: '/issue', component: lazyRouteComponent(() => import('@/features/certificates/IssuePage'), 'IssuePage') }),
    createRoute({
      getParentRoute: () => frame,
      path: '/orders',
      component: lazyRouteComponent(() => import('@/features/orders/MyOrdersPage'), 'MyOrdersPage'),
      validateSearch: (search: Record<string, unknown>) => ({ after: text(search.after) }),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/orders/new',
      component: lazyRouteComponent(() => import('@/features/orders/OrderAgainPage'), 'OrderAgainPage'),
      validateSearch: (search: Record<string, unknown>) => ({ quote: text(search.quote) }),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/orders/$id',
      component: lazyRouteComponent(() => import('@/features/orders/MyOrderPage'), 'MyOrderPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/domains',
      component: lazyRouteComponent(() => import('@/features/domains/DomainsPage'), 'DomainsPage'),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/domains/detail',
      validateSearch: (search: Record<string, unknown>) => ({ domain: text(search.domain) }),
      component: lazyRouteComponent(() => import('@/features/domains/DomainPage'), 'DomainPage'),
    }),
    createRoute({ getParentRoute: () => frame, path: '/api-keys', component: lazyRouteComponent(() => import('@/features/keys/KeysPage'), 'KeysPage') }),
    createRoute({
      getParentRoute: () => frame,
      path: '/security',
      component: lazyRouteComponent(() => import('@/features/account/SecurityPage'), 'SecurityPage'),
    }),
  ]),
]);

start(createRouter({ routeTree, basepath: '/cms', scrollRestoration: true, defaultErrorComponent: Broken }));
