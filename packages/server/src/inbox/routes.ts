import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import { pageQuerySchema } from '../contract/index.ts';
import type { AppEnv } from '../http/app-env.ts';
import { parseInput } from '../http/parse-input.ts';
import { readParam, readQuery } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';
import { listInbox, receiveMessage } from './operations.ts';

export const inboxQuerySchema = pageQuerySchema.extend({ name: z.string().optional() });
export const clearQuerySchema = z.object({ name: z.string().optional() });
/** `?status=503` makes the inbox answer 503, to see how deliveries are tried again. */
export const statusSchema = z.object({
  status: z.coerce.number('Use an HTTP status').int().min(200).max(599).default(200),
});
const BODILESS: ReadonlySet<number> = new Set([204, 205, 304]);

/** Under `/api/v1/inbox`. */
export function inboxRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .get('/', async (c) => c.json(await listInbox(deps, readQuery(c, inboxQuerySchema))))
    .delete('/', async (c) => {
      await deps.ledger.inbox.clear(readQuery(c, clearQuerySchema).name);
      return c.body(null, 204);
    });
}

/** The built-in receiver: open, any method, any path below a name. */
export function receiverRoutes(deps: ServerDeps) {
  const take = async (c: Context<AppEnv>): Promise<Response> => {
    const { status } = parseInput(statusSchema, { status: c.req.query('status') });
    const url = new URL(c.req.url);
    await receiveMessage(deps, {
      name: readParam(c, 'name'),
      method: c.req.method,
      path: url.pathname + url.search,
      headers: [...c.req.raw.headers],
      body: new Uint8Array(await c.req.arrayBuffer()),
      email: null,
    });
    return new Response(BODILESS.has(status) ? null : JSON.stringify({ ok: status < 400 }), {
      status,
      headers: { 'Content-Type': 'application/json' },
    });
  };
  return new Hono<AppEnv>().all('/inbox/:name', take).all('/inbox/:name/*', take);
}
