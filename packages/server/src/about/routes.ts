import { Hono } from 'hono';
import type { AppEnv } from '../http/app-env.ts';
import type { ServerDeps } from '../server-deps.ts';
import { describeInstance } from './operations.ts';

/** Under `/api/v1/about`. */
export function aboutRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>().get('/', async (c) => c.json(await describeInstance(deps, c.get('principal'))));
}
