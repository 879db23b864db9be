import { Hono } from 'hono';
import { feedInputSchema, pageQuerySchema } from '../contract/index.ts';
import { answerVersioned } from '../http/answer.ts';
import type { AppEnv } from '../http/app-env.ts';
import { readBody, readIfMatch, readJson, readQuery } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';
import { changeFeed, createFeed, deleteFeed, getFeed, listFeeds, rotateToken } from './operations.ts';

/** Under `/api/v1/feeds`. */
export function feedRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .get('/', async (c) => c.json(await listFeeds(deps, readQuery(c, pageQuerySchema), c.get('principal'))))
    .post('/', async (c) => {
      const input = await readBody(c, feedInputSchema);
      return answerVersioned(c, await createFeed(deps, input, c.get('principal')), 201);
    })
    .get('/:id', async (c) => answerVersioned(c, await getFeed(deps, c.req.param('id'), c.get('principal'))))
    .patch('/:id', async (c) => {
      const change = { id: c.req.param('id'), patch: await readJson(c), version: readIfMatch(c) };
      return answerVersioned(c, await changeFeed(deps, change, c.get('principal')));
    })
    .post('/:id/rotate-token', async (c) => {
      const change = { id: c.req.param('id'), version: readIfMatch(c) };
      return answerVersioned(c, await rotateToken(deps, change, c.get('principal')));
    })
    .delete('/:id', async (c) => {
      await deleteFeed(deps, c.req.param('id'));
      return c.body(null, 204);
    });
}
