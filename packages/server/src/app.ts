import { Hono } from 'hono';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { except } from 'hono/combine';
import { ACCESS_RULES } from './access/access-rules.ts';
import { aboutRoutes } from './about/routes.ts';
import { accessRoutes, signInRoutes } from './access/routes.ts';
import { catalogRoutes } from './catalog/routes.ts';
import { customerRoutes } from './customers/routes.ts';
import { alertRoutes, deliveryRoutes } from './deliveries/routes.ts';
import { eventRoutes, ingestRoutes } from './events/routes.ts';
import { feedRoutes } from './feeds/routes.ts';
import { healthRoutes } from './health/routes.ts';
import { guardAccess, guardHost } from './http/access-guard.ts';
import type { AppEnv } from './http/app-env.ts';
import { markChanges } from './http/mark-changes.ts';
import { openapiRoutes } from './http/openapi/routes.ts';
import { createPageFiles } from './http/page-files.ts';
import { ProblemError } from './http/problem-error.ts';
import { answerProblem, renderProblem } from './http/render-problem.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import { renderSignInProblem } from './http/sign-in-page.ts';
import { inboxRoutes, receiverRoutes } from './inbox/routes.ts';
import { liveRoutes } from './live/routes.ts';
import { metricsRoutes } from './metrics/routes.ts';
import { sampleRoutes } from './samples/routes.ts';
import type { ServerDeps } from './server-deps.ts';
import { settingsRoutes } from './settings/routes.ts';
import { statsRoutes } from './stats/routes.ts';
import { caseRoutes } from './templates/case-routes.ts';
import { renderRoutes, templateRoutes } from './templates/routes.ts';
import { triggerRoutes } from './triggers/routes.ts';

/** Bytes of any request's body, but a batch's. */
const MAX_BODY_BYTES = 1_048_576;
const BATCH_PATH = '/api/v1/events/batch';
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** The whole HTTP interface: guards, then the nouns' routes, then the page. Throws when a route has no access rule, or a rule no route. */
export function createApp(deps: ServerDeps): Hono<AppEnv> {
  const showPage = createPageFiles(deps.pageFolder);
  const renderer = { logger: deps.logger, newId: () => deps.newId('err') };
  const app = new Hono<AppEnv>();
  app.use(setSecurityHeaders(), guardHost(deps), markChanges(deps), guardAccess(deps));
  // A batch has a limit of its own, which is kept while it is read.
  app.use(except(BATCH_PATH, bodyLimit({ maxSize: MAX_BODY_BYTES, onError: refuseLargeBody })));
  app
    .route('/health', healthRoutes(deps))
    .route('/', ingestRoutes(deps))
    .route('/', receiverRoutes(deps))
    .route('/', signInRoutes(deps))
    .route('/api/v1', accessRoutes(deps))
    .route('/api/v1', renderRoutes(deps))
    .route('/api/v1/feeds', feedRoutes(deps))
    .route('/api/v1/customers', customerRoutes(deps))
    .route('/api/v1/templates', templateRoutes(deps))
    .route('/api/v1/templates', caseRoutes(deps))
    .route('/api/v1/triggers', triggerRoutes(deps))
    .route('/api/v1/samples', sampleRoutes(deps))
    .route('/api/v1/catalog', catalogRoutes(deps))
    .route('/api/v1/events', eventRoutes(deps))
    .route('/api/v1/deliveries', deliveryRoutes(deps))
    .route('/api/v1/alerts', alertRoutes(deps))
    .route('/api/v1/stats', statsRoutes(deps))
    .route('/api/v1', liveRoutes(deps))
    .route('/metrics', metricsRoutes(deps))
    .route('/', openapiRoutes(deps))
    .route('/api/v1/settings', settingsRoutes(deps))
    .route('/api/v1/about', aboutRoutes(deps))
    .route('/api/v1/inbox', inboxRoutes(deps));
  checkRules(app);

  app.notFound(async (c) => {
    const allowed = listMethods(app, c.req.path);
    if (allowed.length > 0) {
      const problem = new ProblemError(
        'method-not-allowed',
        `${c.req.path} does not take ${c.req.method}: use ${allowed.join(' or ')}.`,
      );
      return answerProblem(c, problem, { Allow: allowed.join(', ') });
    }
    const page = c.req.method === 'GET' || c.req.method === 'HEAD' ? await showPage(c) : undefined;
    return page ?? answerProblem(c, new ProblemError('not-found', `There is nothing at ${c.req.path}.`));
  });
  app.onError((error, c) => {
    const isVisit = c.req.path === '/sign-in' && (c.req.header('accept') ?? '').includes('text/html');
    if (isVisit && error instanceof ProblemError) return c.html(renderSignInProblem(error), 401);
    return renderProblem(c, error, renderer);
  });
  return app;
}

/** The routes of an app as the access rules name them. */
function listRoutes(app: Hono<AppEnv>): string[] {
  return [...new Set(app.routes.filter(({ path }) => path !== '/*').map(({ method, path }) => `${method} ${path}`))];
}

function checkRules(app: Hono<AppEnv>): void {
  const routes = new Set(listRoutes(app));
  const unguarded = [...routes].filter((route) => ACCESS_RULES[route] === undefined);
  const idle = Object.keys(ACCESS_RULES).filter((route) => !routes.has(route));
  if (unguarded.length + idle.length === 0) return;
  throw new TypeError(
    `Access rules and routes differ. Without a rule: ${unguarded.join(', ')}. Without a route: ${idle.join(', ')}.`,
  );
}

function listMethods(app: Hono<AppEnv>, path: string): string[] {
  return METHODS.filter((method) => {
    const [handlers] = app.router.match(method, path);
    return handlers.some(([[, route]]) => route.method === method);
  });
}

function refuseLargeBody(c: Context): Response {
  return answerProblem(
    c,
    new ProblemError('too-large', 'The body is larger than 1 MB (1,048,576 bytes), the most that is taken.'),
  );
}
