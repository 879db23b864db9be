import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { RootLayout } from './components/shell/RootLayout.tsx';
import { Shell } from './components/shell/Shell.tsx';
import { NotFoundPage } from './components/shell/NotFoundPage.tsx';
import { RouteErrorPage } from './components/shell/RouteErrorPage.tsx';
import { parseSearch, pickSearch, stringifySearch } from './core/search.ts';
import { CustomerPage } from './features/customers/CustomerPage.tsx';
import { CustomersPage } from './features/customers/CustomersPage.tsx';
import { DeliveriesPage } from './features/deliveries/DeliveriesPage.tsx';
import { HomePage } from './features/home/HomePage.tsx';
import { InboxPage } from './features/inbox/InboxPage.tsx';
import { SignInPage } from './features/sign-in/SignInPage.tsx';
import { TemplatesPage } from './features/templates/TemplatesPage.tsx';
import { TriggerPage } from './features/triggers/TriggerPage.tsx';
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
  component: CustomersPage,
  validateSearch: (search) => pickSearch(search, ['q', 'add']),
});
const customer = createRoute({
  getParentRoute: () => shell,
  path: '/customers/$customerId',
  component: CustomerPage,
  validateSearch: (search) => pickSearch(search, ['tab']),
});
const trigger = createRoute({
  getParentRoute: () => shell,
  path: '/customers/$customerId/triggers/$triggerId',
  component: TriggerPage,
  validateSearch: (search) => pickSearch(search, ['template']),
});
const templates = createRoute({
  getParentRoute: () => shell,
  path: '/templates',
  component: TemplatesPage,
  validateSearch: (search) => pickSearch(search, ['q', 'add', 'event']),
});
const deliveries = createRoute({
  getParentRoute: () => shell,
  path: '/deliveries',
  component: DeliveriesPage,
  validateSearch: (search) =>
    pickSearch(search, ['q', 'status', 'customer', 'trigger', 'event', 'code', 'range', 'delivery', 'tab']),
});
const inbox = createRoute({
  getParentRoute: () => shell,
  path: '/inbox',
  component: InboxPage,
  validateSearch: (search) => pickSearch(search, ['name', 'message']),
});
const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });
const mapper = createRoute({
  getParentRoute: () => root,
  path: '/templates/$templateId',
  component: MapperRoute,
  validateSearch: (search) => pickSearch(search, ['back', 'view', 'sample', 'event', 'tab']),
});

export const router = createRouter({
  routeTree: root.addChildren([
    shell.addChildren([home, customers, customer, trigger, templates, deliveries, inbox, nowhere]),
    mapper,
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
