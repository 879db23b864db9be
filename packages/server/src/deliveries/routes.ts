import { Hono } from 'hono';
import { alertQuerySchema, deliveryQuerySchema } from '../contract/index.ts';
import type { AppEnv } from '../http/app-env.ts';
import { readQuery } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';
import { cancelDelivery, getDelivery, listAlerts, listDeliveries, readExactBody, retryDelivery } from './operations.ts';

/** Under `/api/v1/deliveries`. */
export function deliveryRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .get('/', async (c) => c.json(await listDeliveries(deps, readQuery(c, deliveryQuerySchema))))
    .get('/:id', async (c) => c.json(await getDelivery(deps, c.req.param('id'))))
    .get('/:id/body', async (c) => {
      const { body, contentType } = await readExactBody(deps, c.req.param('id'), c.get('principal'));
      // As an attachment: a rendered page must not run in this server's origin.
      return c.body(Uint8Array.from(body), 200, { 'Content-Type': contentType, 'Content-Disposition': 'attachment' });
    })
    .post('/:id/retry', async (c) => c.json(await retryDelivery(deps, c.req.param('id'))))
    .post('/:id/cancel', async (c) => c.json(await cancelDelivery(deps, c.req.param('id'), c.get('principal'))));
}

/** Under `/api/v1/alerts`. */
export function alertRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>().get('/', async (c) => c.json(await listAlerts(deps, readQuery(c, alertQuerySchema))));
}
