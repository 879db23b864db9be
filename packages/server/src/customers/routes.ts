import { Hono } from 'hono';
import { customerInputSchema, pageQuerySchema } from '../contract/index.ts';
import { answerVersioned } from '../http/answer.ts';
import type { AppEnv } from '../http/app-env.ts';
import { readBody, readIfMatch, readJson, readQuery } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';
import { changeCustomer, createCustomer, deleteCustomer, getCustomer, listCustomers } from './operations.ts';

/** Under `/api/v1/customers`. */
export function customerRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .get('/', async (c) => c.json(await listCustomers(deps, readQuery(c, pageQuerySchema))))
    .post('/', async (c) => answerVersioned(c, await createCustomer(deps, await readBody(c, customerInputSchema)), 201))
    .get('/:id', async (c) => answerVersioned(c, await getCustomer(deps, c.req.param('id'))))
    .patch('/:id', async (c) => {
      const change = { id: c.req.param('id'), patch: await readJson(c), version: readIfMatch(c) };
      return answerVersioned(c, await changeCustomer(deps, change));
    })
    .delete('/:id', async (c) => {
      await deleteCustomer(deps, c.req.param('id'));
      return c.body(null, 204);
    });
}
