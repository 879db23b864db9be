import { Hono } from 'hono';
import { z } from 'zod';
import { pageQuerySchema, sampleInputSchema } from '../contract/index.ts';
import type { AppEnv } from '../http/app-env.ts';
import { readBody, readJson, readQuery } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';
import { changeSample, createSample, deleteSample, getSample, listSamples } from './operations.ts';

export const sampleQuerySchema = pageQuerySchema.extend({ eventType: z.string().optional() });

/** Under `/api/v1/samples`. */
export function sampleRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .get('/', async (c) => c.json(await listSamples(deps, readQuery(c, sampleQuerySchema))))
    .post('/', async (c) => c.json(await createSample(deps, await readBody(c, sampleInputSchema)), 201))
    .get('/:id', async (c) => c.json(await getSample(deps, c.req.param('id'))))
    .patch('/:id', async (c) => c.json(await changeSample(deps, c.req.param('id'), await readJson(c))))
    .delete('/:id', async (c) => {
      await deleteSample(deps, c.req.param('id'));
      return c.body(null, 204);
    });
}
