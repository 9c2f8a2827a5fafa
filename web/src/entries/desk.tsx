import '@/lib/tt';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { LoginPage } from '@/features/account/LoginPage';
import { Broken, NotFound } from '@/layouts/boundaries';
import { DeskFrame, DeskPlain, deskPages, mayOpen } from '@/layouts/DeskFrame';
import { gate } from '@/layouts/gate';
import { start } from '@/layouts/start';
import { setEntry } from '@/lib/api';
import { loadSession } from '@/lib/session';

setEntry('desk');
if (!window.location.pathname.startsWith('/desk')) window.history.replaceState(null, '', '/desk/');

const text = (value: unknown) => (value === undefined || value === null || value === '' ? undefined : String(value));
const next = (search: Record<string, unknown>) => ({ next: text(search.next) });

const root = createRootRoute({ notFoundComponent: NotFound, errorComponent: Broken });
const plain = createRoute({ getParentRoute: () => root, id: 'plain', component: DeskPlain });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: DeskFrame, beforeLoad: ({ location }) => gate('staff', location.href) });

const routeTree = root.addChildren([
  createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: async ({ location }) => {
      await gate('staff', location.href);
      const { permissions } = await loadSession();
      const first = deskPages.find((page) => mayOpen(page.permission, permissions));
      throw redirect({ to: first?.to ?? '/security' });
    },
  }),
  plain.addChildren([
    createRoute({ getParentRoute: () => plain, path: '/login', component: () => LoginPage({ kind: 'staff', home: '/cases' }), validateSearch: next }),
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
      path: '/cases',
      component: lazyRouteComponent(() => import('@/features/cases/QueuePage'), 'QueuePage'),
      validateSearch: (search: Record<string, unknown>) => ({ queue: text(search.queue), after: text(search.after) }),
    }),
    createRoute({ getParentRoute: () => frame, path: '/cases/$id', component: lazyRouteComponent(() => import('@/features/cases/CasePage'), 'CasePage') }),
    createRoute({
      getParentRoute: () => frame,
      path: '/calls',
      component: lazyRouteComponent(() => import('@/features/calls/CallsPage'), 'CallsPage'),
      validateSearch: (search: Record<string, unknown>) => ({
        view: text(search.view),
        status: text(search.status),
        mine: text(search.mine),
        from: text(search.from),
        after: text(search.after),
      }),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/orders',
      component: lazyRouteComponent(() => import('@/features/sales/OrdersPage'), 'OrdersPage'),
      validateSearch: (search: Record<string, unknown>) => ({ q: text(search.q), status: text(search.status), after: text(search.after) }),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/orders/$id',
      component: lazyRouteComponent(() => import('@/features/sales/OrderDeskPage'), 'OrderDeskPage'),
    }),
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
    createRoute({
      getParentRoute: () => frame,
      path: '/reports',
      component: lazyRouteComponent(() => import('@/features/reports/ReportPage'), 'ReportPage'),
      validateSearch: (search: Record<string, unknown>) => ({ from: text(search.from), to: text(search.to) }),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/denied',
      component: lazyRouteComponent(() => import('@/features/risk/DeniedPage'), 'DeniedPage'),
      validateSearch: (search: Record<string, unknown>) => ({ q: text(search.q), show: text(search.show), after: text(search.after) }),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/samples',
      component: lazyRouteComponent(() => import('@/features/samples/SamplesPage'), 'SamplesPage'),
      validateSearch: (search: Record<string, unknown>) => ({
        tab: text(search.tab),
        after: text(search.after),
        from: text(search.from),
        to: text(search.to),
        percent: text(search.percent),
        seed: text(search.seed),
        level: text(search.level),
      }),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/audit',
      component: lazyRouteComponent(() => import('@/features/audit/AuditPage'), 'AuditPage'),
      validateSearch: (search: Record<string, unknown>) => ({
        who: text(search.who),
        what: text(search.what),
        object: text(search.object),
        from: text(search.from),
        to: text(search.to),
        after: text(search.after),
      }),
    }),
    createRoute({
      getParentRoute: () => frame,
      path: '/security',
      component: lazyRouteComponent(() => import('@/features/account/SecurityPage'), 'SecurityPage'),
    }),
  ]),
]);

start(createRouter({ routeTree, basepath: '/desk', scrollRestoration: true, defaultErrorComponent: Broken }));
