import { createMiddleware } from 'hono/factory';
import { CHANGES_HEADER } from '../contract/index.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { AppEnv } from './app-env.ts';

/** Says with what is read which changes it takes in: those that were told before anything was looked up for it. */
export function markChanges({ liveChanges }: Pick<ServerDeps, 'liveChanges'>) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const mark = liveChanges.mark();
    await next();
    if (c.req.method === 'GET' && c.req.path.startsWith('/api/v1/')) c.header(CHANGES_HEADER, mark);
  });
}
