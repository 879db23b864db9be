import { Hono } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import type { ServerDeps } from '../server-deps.ts';
import { checkReadiness } from './operations.ts';

/** Under `/health`: `live` while the process answers, `ready` while it can keep and render events. */
export function healthRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .get('/live', (c) => c.json({ status: 'ok' }))
    .get('/ready', async (c) => {
      const { ready, checks } = await checkReadiness(deps);
      return c.json({ status: ready ? 'ok' : 'unavailable', checks }, ready ? 200 : 503);
    });
}
