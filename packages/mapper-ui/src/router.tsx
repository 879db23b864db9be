import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { lazy } from 'react';
import { eventTypesQuery, feedsQuery, kindsQuery, samplesQuery } from './api/catalog.ts';
import { customerQuery, customersQuery } from './api/customers.ts';
import { deliveriesQuery, statsQuery } from './api/deliveries.ts';
import { eventsQuery } from './api/events.ts';
import { inboxQuery } from './api/inbox.ts';
import { loadCode } from './api/load-code.ts';
import { sessionQuery } from './api/session.ts';
import { settingsQuery } from './api/settings.ts';
import { templateQuery, templatesQuery } from './api/templates.ts';
import { triggerQuery, triggersQuery } from './api/triggers.ts';
import { RootLayout } from './components/shell/RootLayout.tsx';
import { Shell } from './components/shell/Shell.tsx';
import { NotFoundPage } from './components/shell/NotFoundPage.tsx';
import { RouteErrorPage } from './components/shell/RouteErrorPage.tsx';
import { toDeliveryFilter } from './core/delivery-search.ts';
import { toEventFilter } from './core/event-search.ts';
import { parseSearch, pickSearch, stringifySearch } from './core/search.ts';
import { HomePage } from './features/home/HomePage.tsx';
import { MapperRoute } from './mapper-route.tsx';
import { queryClient } from './state/query-client.ts';

/** Drawn outside the routes: the router's own lazy component is for routes, and React warns of it elsewhere. */
const SignInPage = lazy(async () => {
  const { SignInPage: page } = await loadCode(() => import('./features/sign-in/SignInPage.tsx'));
  return { default: page };
});

/**
 * For loaders, which pages do not wait for: they only ask early, when a link is pointed at, for what the page asks for when it is drawn. A
 * failure is the page's to tell, which asks again. `stay`: the page is there, and only its search parameters change.
 */
function mayAskEarly(cause: 'enter' | 'preload' | 'stay'): boolean {
  return cause !== 'stay' && queryClient.getQueryData(sessionQuery.queryKey) !== undefined;
}

const root = createRootRoute({
  component: () => <RootLayout signInPage={<SignInPage />} />,
  errorComponent: RouteErrorPage,
});
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });

const home = createRoute({ getParentRoute: () => shell, path: '/', component: HomePage });
const customers = createRoute({
  getParentRoute: () => shell,
  path: '/customers',
  component: lazyRouteComponent(
    () => loadCode(() => import('./features/customers/CustomersPage.tsx')),
    'CustomersPage',
  ),
  validateSearch: (search) => pickSearch(search, ['q', 'add']),
  loader: ({ cause }) => {
    if (mayAskEarly(cause)) void queryClient.prefetchQuery(customersQuery());
  },
});
const customer = createRoute({
  getParentRoute: () => shell,
  path: '/customers/$customerId',
  component: lazyRouteComponent(() => loadCode(() => import('./features/customers/CustomerPage.tsx')), 'CustomerPage'),
  validateSearch: (search) => pickSearch(search, ['tab']),
  loader: ({ cause, params }) => {
    if (!mayAskEarly(cause)) return;
    void queryClient.prefetchQuery(customerQuery(params.customerId));
    void queryClient.prefetchQuery(triggersQuery(params.customerId));
  },
});
const trigger = createRoute({
  getParentRoute: () => shell,
  path: '/customers/$customerId/triggers/$triggerId',
  component: lazyRouteComponent(() => loadCode(() => import('./features/triggers/TriggerPage.tsx')), 'TriggerPage'),
  loader: ({ cause, params: { customerId, triggerId } }) => {
    if (!mayAskEarly(cause)) return;
    void queryClient.prefetchQuery(customerQuery(customerId));
    void queryClient.prefetchQuery(templatesQuery());
    if (triggerId !== 'new') void queryClient.prefetchQuery(triggerQuery(triggerId));
  },
});
const triggers = createRoute({
  getParentRoute: () => shell,
  path: '/triggers',
  component: lazyRouteComponent(() => loadCode(() => import('./features/triggers/TriggersPage.tsx')), 'TriggersPage'),
  validateSearch: (search) => pickSearch(search, ['q', 'status', 'customer', 'event']),
  loader: ({ cause }) => {
    if (mayAskEarly(cause)) void queryClient.prefetchQuery(triggersQuery());
  },
});
const templates = createRoute({
  getParentRoute: () => shell,
  path: '/templates',
  component: lazyRouteComponent(
    () => loadCode(() => import('./features/templates/TemplatesPage.tsx')),
    'TemplatesPage',
  ),
  validateSearch: (search) => pickSearch(search, ['q', 'state', 'format', 'sort', 'add', 'event']),
  loader: ({ cause }) => {
    if (mayAskEarly(cause)) void queryClient.prefetchQuery(templatesQuery());
  },
});
const template = createRoute({
  getParentRoute: () => shell,
  path: '/templates/$templateId/details',
  component: lazyRouteComponent(() => loadCode(() => import('./features/templates/TemplatePage.tsx')), 'TemplatePage'),
  validateSearch: (search) => pickSearch(search, ['tab', 'show', 'with', 'case']),
  loader: ({ cause, params }) => {
    if (mayAskEarly(cause)) void queryClient.prefetchQuery(templateQuery(params.templateId));
  },
});
const deliveries = createRoute({
  getParentRoute: () => shell,
  path: '/deliveries',
  component: lazyRouteComponent(
    () => loadCode(() => import('./features/deliveries/DeliveriesPage.tsx')),
    'DeliveriesPage',
  ),
  validateSearch: (search) =>
    pickSearch(search, [
      'q',
      'status',
      'customer',
      'trigger',
      'event',
      'code',
      'range',
      'from',
      'to',
      'delivery',
      'tab',
    ]),
  loaderDeps: ({ search }) => search,
  loader: ({ cause, deps }) => {
    if (!mayAskEarly(cause)) return;
    void queryClient.prefetchQuery(statsQuery());
    void queryClient.prefetchInfiniteQuery(deliveriesQuery(toDeliveryFilter(deps, Date.now())));
  },
});
const events = createRoute({
  getParentRoute: () => shell,
  path: '/events',
  component: lazyRouteComponent(() => loadCode(() => import('./features/events/EventsPage.tsx')), 'EventsPage'),
  validateSearch: (search) => pickSearch(search, ['q', 'event', 'feed', 'customer', 'test', 'range', 'tab']),
  loaderDeps: ({ search }) => search,
  loader: ({ cause, deps }) => {
    if (mayAskEarly(cause)) void queryClient.prefetchInfiniteQuery(eventsQuery(toEventFilter(deps, Date.now())));
  },
});
const event = createRoute({
  getParentRoute: () => events,
  path: '$eventId',
  component: lazyRouteComponent(() => loadCode(() => import('./features/events/EventPanel.tsx')), 'EventPanel'),
});
const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox',
  component: lazyRouteComponent(() => loadCode(() => import('./features/inbox/InboxPage.tsx')), 'InboxPage'),
  validateSearch: (search) => pickSearch(search, ['name', 'message']),
  loaderDeps: ({ search }) => search,
  loader: ({ cause, deps }) => {
    const mayEdit = queryClient.getQueryData(sessionQuery.queryKey)?.role !== 'viewer';
    if (mayEdit && mayAskEarly(cause)) void queryClient.prefetchInfiniteQuery(inboxQuery(deps.name));
  },
});
const settings = createRoute({
  getParentRoute: () => shell,
  path: '/settings',
  beforeLoad: () => {
    throw redirect({ to: '/settings/$section', params: { section: 'feeds' }, replace: true });
  },
});
const settingsSection = createRoute({
  getParentRoute: () => shell,
  path: '/settings/$section',
  component: lazyRouteComponent(() => loadCode(() => import('./settings-route.tsx')), 'SettingsRoute'),
  validateSearch: (search) => pickSearch(search, ['feed', 'type', 'kind', 'add', 'q']),
  loader: ({ cause, params: { section } }) => {
    if (!mayAskEarly(cause)) return;
    if (section === 'feeds') void queryClient.prefetchQuery(feedsQuery());
    if (section === 'smtp' || section === 'networks') void queryClient.prefetchQuery(settingsQuery());
    if (section === 'catalog') {
      void queryClient.prefetchQuery(eventTypesQuery());
      void queryClient.prefetchQuery(kindsQuery());
    }
  },
});
const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });
const mapper = createRoute({
  getParentRoute: () => root,
  path: '/templates/$templateId',
  component: MapperRoute,
  validateSearch: (search) =>
    pickSearch(search, ['back', 'view', 'mode', 'sample', 'event', 'tab', 'panel', 'lineage']),
  loader: ({ cause, params }) => {
    if (!mayAskEarly(cause)) return;
    void queryClient.prefetchQuery(templateQuery(params.templateId));
    void queryClient.prefetchQuery(samplesQuery());
    void queryClient.prefetchQuery(eventTypesQuery());
  },
});

const docs = createRoute({
  getParentRoute: () => root,
  path: '/docs',
  component: lazyRouteComponent(() => loadCode(() => import('./features/api-docs/ApiDocsPage.tsx')), 'ApiDocsPage'),
  validateSearch: (search) => pickSearch(search, ['q']),
});
const docsOverview = createRoute({
  getParentRoute: () => docs,
  path: '/',
  component: lazyRouteComponent(() => loadCode(() => import('./features/api-docs/OverviewPage.tsx')), 'OverviewPage'),
});
const docsProblems = createRoute({
  getParentRoute: () => docs,
  path: 'problems',
  component: lazyRouteComponent(() => loadCode(() => import('./features/api-docs/ProblemsPage.tsx')), 'ProblemsPage'),
});
const docsNoun = createRoute({
  getParentRoute: () => docs,
  path: '$noun',
  component: lazyRouteComponent(() => loadCode(() => import('./features/api-docs/NounPage.tsx')), 'NounPage'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    shell.addChildren([
      home,
      customers,
      customer,
      triggers,
      trigger,
      templates,
      template,
      deliveries,
      events.addChildren([event]),
      inbox,
      settings,
      settingsSection,
      nowhere,
    ]),
    mapper,
    docs.addChildren([docsOverview, docsProblems, docsNoun]),
  ]),
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  // At once: between pointing and clicking there are 100 ms or so, which is what an answer takes.
  defaultPreloadDelay: 0,
  // How long an answer is good is the queries' to say.
  defaultPreloadStaleTime: 0,
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
