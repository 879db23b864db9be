import { Hono } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import type { ServerDeps } from '../server-deps.ts';
import { readStats } from './operations.ts';

/** Under `/api/v1/stats`. */
export function statsRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>().get('/', async (c) => c.json(await readStats(deps)));
}
