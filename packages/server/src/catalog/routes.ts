import { Hono } from 'hono';
import { pageQuerySchema } from '../contract/index.ts';
import type { AppEnv } from '../http/app-env.ts';
import { pageOf } from '../http/page-of.ts';
import { readQuery } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';

/** Under `/api/v1/catalog`: the event types, and the payload kinds that they share. Their cursors are names. */
export function catalogRoutes({ catalog }: ServerDeps) {
  return new Hono<AppEnv>()
    .get('/', (c) => c.json(pageByName(catalog.types(), readQuery(c, pageQuerySchema))))
    .get('/kinds', (c) => c.json(pageByName(catalog.kinds(), readQuery(c, pageQuerySchema))));
}

function pageByName<T extends { name: string }>(things: readonly T[], query: Parameters<typeof pageOf>[1]) {
  const { items, nextCursor } = pageOf(
    things.map((thing) => ({ id: thing.name, thing })),
    query,
  );
  return { items: items.map(({ thing }) => thing), nextCursor };
}
