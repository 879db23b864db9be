import { Hono } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import type { ServerDeps } from '../server-deps.ts';

/** Under `/api/v1/stats`. */
export function statsRoutes({ ledger, now }: ServerDeps) {
  return new Hono<AppEnv>().get('/', async (c) => c.json(await ledger.deliveries.stats(now())));
}
