import { Hono } from 'hono';
import { eventTypeInputSchema, factsInputSchema, pageQuerySchema, payloadKindInputSchema } from '../contract/index.ts';
import { answerVersioned } from '../http/answer.ts';
import type { AppEnv } from '../http/app-env.ts';
import { pageOf } from '../http/page-of.ts';
import { readBody, readIfMatch, readJson, readQuery } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';
import { changeKind, createKind, deleteKind, getKind } from './kind-operations.ts';
import { changeEventType, createEventType, deleteEventType, findFacts, getEventType } from './operations.ts';

/** Under `/api/v1/catalog`: the event types and the payload kinds that they share, both by name. Their cursors are names. */
export function catalogRoutes(deps: ServerDeps) {
  const { catalog } = deps;
  return new Hono<AppEnv>()
    .get('/', (c) => c.json(pageByName(catalog.types(), readQuery(c, pageQuerySchema))))
    .post('/', async (c) => {
      const input = await readBody(c, eventTypeInputSchema);
      return answerVersioned(c, await createEventType(deps, input), 201);
    })
    .post('/facts', async (c) => c.json(await findFacts(deps, await readBody(c, factsInputSchema))))
    .get('/kinds', (c) => c.json(pageByName(catalog.kinds(), readQuery(c, pageQuerySchema))))
    .post('/kinds', async (c) => {
      const input = await readBody(c, payloadKindInputSchema);
      return answerVersioned(c, await createKind(deps, input), 201);
    })
    .get('/kinds/:name', (c) => answerVersioned(c, getKind(deps, c.req.param('name'))))
    .patch('/kinds/:name', async (c) => {
      const change = { name: c.req.param('name'), patch: await readJson(c), version: readIfMatch(c) };
      return answerVersioned(c, await changeKind(deps, change));
    })
    .delete('/kinds/:name', async (c) => {
      await deleteKind(deps, c.req.param('name'));
      return c.body(null, 204);
    })
    .get('/:name', (c) => answerVersioned(c, getEventType(deps, c.req.param('name'))))
    .patch('/:name', async (c) => {
      const change = { name: c.req.param('name'), patch: await readJson(c), version: readIfMatch(c) };
      return answerVersioned(c, await changeEventType(deps, change));
    })
    .delete('/:name', async (c) => {
      await deleteEventType(deps, c.req.param('name'));
      return c.body(null, 204);
    });
}

function pageByName<T extends { name: string }>(things: readonly T[], query: Parameters<typeof pageOf>[1]) {
  const { items, nextCursor } = pageOf(
    things.map((thing) => ({ id: thing.name, thing })),
    query,
  );
  return { items: items.map(({ thing }) => thing), nextCursor };
}
