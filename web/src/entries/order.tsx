import '@/lib/tt';
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { Landing } from '@/features/site/Landing';
import { Broken, NotFound } from '@/layouts/boundaries';
import { SiteLayout } from '@/layouts/SiteLayout';
import { start } from '@/layouts/start';
import { setEntry } from '@/lib/api';
import { loadSession } from '@/lib/session';

setEntry('order');

const root = createRootRoute({
  component: SiteLayout,
  notFoundComponent: NotFound,
  errorComponent: Broken,
  beforeLoad: () => void loadSession().catch(() => undefined),
});
const text = (value: unknown) => (value === undefined || value === null ? undefined : String(value));

const routeTree = root.addChildren([
  createRoute({ getParentRoute: () => root, path: '/', component: Landing }),
  createRoute({
    getParentRoute: () => root,
    path: '/products/$product',
    component: lazyRouteComponent(() => import('@/features/site/ProductPage'), 'ProductPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/order',
    component: lazyRouteComponent(() => import('@/features/order/OrderPage'), 'OrderPage'),
    validateSearch: (search: Record<string, unknown>) => ({ product: text(search.product) }),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/orders',
    component: lazyRouteComponent(() => import('@/features/tracker/TrackerLogin'), 'TrackerLogin'),
    validateSearch: (search: Record<string, unknown>) => ({ number: text(search.number) }),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/orders/$id',
    component: lazyRouteComponent(() => import('@/features/tracker/TrackerPage'), 'TrackerPage'),
  }),
  createRoute({ getParentRoute: () => root, path: '/apply', component: lazyRouteComponent(() => import('@/features/apply/CodePage'), 'CodePage') }),
  createRoute({
    getParentRoute: () => root,
    path: '/applications/$id',
    component: lazyRouteComponent(() => import('@/features/apply/ApplicationPage'), 'ApplicationPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/download/$token',
    component: lazyRouteComponent(() => import('@/features/download/DownloadPage'), 'DownloadPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/a/$token',
    component: lazyRouteComponent(() => import('@/features/consent/ConsentPage'), 'ConsentPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/d/$token',
    component: lazyRouteComponent(() => import('@/features/approve/ApprovalPage'), 'ApprovalPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/repository',
    component: lazyRouteComponent(() => import('@/features/site/RepositoryPage'), 'RepositoryPage'),
  }),
  createRoute({ getParentRoute: () => root, path: '/cps', component: lazyRouteComponent(() => import('@/features/site/CpsPage'), 'CpsPage') }),
  createRoute({ getParentRoute: () => root, path: '/policies', component: lazyRouteComponent(() => import('@/features/site/PoliciesPage'), 'PoliciesPage') }),
  createRoute({ getParentRoute: () => root, path: '/faq', component: lazyRouteComponent(() => import('@/features/site/FaqPage'), 'FaqPage') }),
  createRoute({ getParentRoute: () => root, path: '/contact', component: lazyRouteComponent(() => import('@/features/site/ContactPage'), 'ContactPage') }),
]);

start(createRouter({ routeTree, scrollRestoration: true, defaultErrorComponent: Broken, defaultPreload: 'intent' }));
