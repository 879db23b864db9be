import { Hono } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import type { ServerDeps } from '../server-deps.ts';

/** Under `/metrics`: the Prometheus text format, for whoever has a key; scrapers send it as a bearer token. */
export function metricsRoutes({ metricsRegistry }: Pick<ServerDeps, 'metricsRegistry'>) {
  return new Hono<AppEnv>().get('/', async (c) =>
    c.body(await metricsRegistry.metrics(), 200, {
      'Content-Type': metricsRegistry.contentType,
      'Cache-Control': 'no-store',
    }),
  );
}
