import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { RootLayout } from './components/shell/RootLayout.tsx';
import { Shell } from './components/shell/Shell.tsx';
import { NotFoundPage } from './components/shell/NotFoundPage.tsx';
import { RouteErrorPage } from './components/shell/RouteErrorPage.tsx';
import { parseSearch, pickSearch, stringifySearch } from './core/search.ts';
import { HomePage } from './features/home/HomePage.tsx';
import { SignInPage } from './features/sign-in/SignInPage.tsx';
import { TemplatesPage } from './features/templates/TemplatesPage.tsx';
import { MapperRoute } from './mapper-route.tsx';

const root = createRootRoute({
  component: () => <RootLayout signInPage={<SignInPage />} />,
  errorComponent: RouteErrorPage,
});
const shell = createRoute({ getParentRoute: () => root, id: 'shell', component: Shell });

const home = createRoute({ getParentRoute: () => shell, path: '/', component: HomePage });
const customers = createRoute({
  getParentRoute: () => shell,
  path: '/customers',
  component: lazyRouteComponent(() => import('./features/customers/CustomersPage.tsx'), 'CustomersPage'),
  validateSearch: (search) => pickSearch(search, ['q', 'add']),
});
const customer = createRoute({
  getParentRoute: () => shell,
  path: '/customers/$customerId',
  component: lazyRouteComponent(() => import('./features/customers/CustomerPage.tsx'), 'CustomerPage'),
  validateSearch: (search) => pickSearch(search, ['tab']),
});
const trigger = createRoute({
  getParentRoute: () => shell,
  path: '/customers/$customerId/triggers/$triggerId',
  component: lazyRouteComponent(() => import('./features/triggers/TriggerPage.tsx'), 'TriggerPage'),
});
const triggers = createRoute({
  getParentRoute: () => shell,
  path: '/triggers',
  component: lazyRouteComponent(() => import('./features/triggers/TriggersPage.tsx'), 'TriggersPage'),
  validateSearch: (search) => pickSearch(search, ['q', 'status', 'customer', 'event']),
});
const templates = createRoute({
  getParentRoute: () => shell,
  path: '/templates',
  component: TemplatesPage,
  validateSearch: (search) => pickSearch(search, ['q', 'state', 'format', 'sort', 'add', 'event']),
});
const template = createRoute({
  getParentRoute: () => shell,
  path: '/templates/$templateId/details',
  component: lazyRouteComponent(() => import('./features/templates/TemplatePage.tsx'), 'TemplatePage'),
  validateSearch: (search) => pickSearch(search, ['tab', 'show', 'with', 'case']),
});
const deliveries = createRoute({
  getParentRoute: () => shell,
  path: '/deliveries',
  component: lazyRouteComponent(() => import('./features/deliveries/DeliveriesPage.tsx'), 'DeliveriesPage'),
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
});
const events = createRoute({
  getParentRoute: () => shell,
  path: '/events',
  component: lazyRouteComponent(() => import('./features/events/EventsPage.tsx'), 'EventsPage'),
  validateSearch: (search) => pickSearch(search, ['q', 'event', 'feed', 'customer', 'test', 'range', 'tab']),
});
const event = createRoute({
  getParentRoute: () => events,
  path: '$eventId',
  component: lazyRouteComponent(() => import('./features/events/EventPanel.tsx'), 'EventPanel'),
});
const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox',
  component: lazyRouteComponent(() => import('./features/inbox/InboxPage.tsx'), 'InboxPage'),
  validateSearch: (search) => pickSearch(search, ['name', 'message']),
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
  component: lazyRouteComponent(() => import('./settings-route.tsx'), 'SettingsRoute'),
  validateSearch: (search) => pickSearch(search, ['feed', 'type', 'kind', 'add', 'q']),
});
const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });
const mapper = createRoute({
  getParentRoute: () => root,
  path: '/templates/$templateId',
  component: MapperRoute,
  validateSearch: (search) => pickSearch(search, ['back', 'view', 'sample', 'event', 'tab']),
});

const docs = createRoute({
  getParentRoute: () => root,
  path: '/docs',
  component: lazyRouteComponent(() => import('./features/api-docs/ApiDocsPage.tsx'), 'ApiDocsPage'),
  validateSearch: (search) => pickSearch(search, ['q']),
});
const docsOverview = createRoute({
  getParentRoute: () => docs,
  path: '/',
  component: lazyRouteComponent(() => import('./features/api-docs/OverviewPage.tsx'), 'OverviewPage'),
});
const docsProblems = createRoute({
  getParentRoute: () => docs,
  path: 'problems',
  component: lazyRouteComponent(() => import('./features/api-docs/ProblemsPage.tsx'), 'ProblemsPage'),
});
const docsNoun = createRoute({
  getParentRoute: () => docs,
  path: '$noun',
  component: lazyRouteComponent(() => import('./features/api-docs/NounPage.tsx'), 'NounPage'),
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
  scrollRestoration: false,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
