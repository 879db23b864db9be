import { Hono } from 'hono';
import { z } from 'zod';
import { activateInputSchema, pageQuerySchema, testTriggerInputSchema, triggerInputSchema } from '../contract/index.ts';
import type { Activated } from '../contract/index.ts';
import { answerVersioned } from '../http/answer.ts';
import type { AppEnv } from '../http/app-env.ts';
import { parseInput } from '../http/parse-input.ts';
import { readBody, readIfMatch, readJson, readQuery } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';
import { foreseeBackfill, startBackfill } from './backfill-operations.ts';
import { duplicateTrigger } from './duplicate-operation.ts';
import { expandEvents } from './expand-events.ts';
import {
  activateTrigger,
  changeTrigger,
  createTrigger,
  deleteTrigger,
  getTrigger,
  listTriggers,
  pauseTrigger,
} from './operations.ts';
import { readSigningSecret, rotateSigningSecret } from './signing-secret-operations.ts';
import { testTrigger } from './test-operation.ts';

export const triggerQuerySchema = pageQuerySchema.extend({
  customerId: z.string().optional(),
  templateId: z.string().optional(),
});

/** Under `/api/v1/triggers`. */
export function triggerRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .get('/', async (c) => c.json(await listTriggers(deps, readQuery(c, triggerQuerySchema), c.get('principal'))))
    .post('/', async (c) =>
      answerVersioned(
        c,
        await expandEvents(await readJson(c), async (input) =>
          createTrigger(deps, parseInput(triggerInputSchema, input)),
        ),
        201,
      ),
    )
    .get('/:id', async (c) => answerVersioned(c, await getTrigger(deps, c.req.param('id'), c.get('principal'))))
    .patch('/:id', async (c) => {
      const change = { id: c.req.param('id'), version: readIfMatch(c) };
      return answerVersioned(
        c,
        await expandEvents(await readJson(c), (patch) => changeTrigger(deps, { ...change, patch })),
      );
    })
    .delete('/:id', async (c) => {
      await deleteTrigger(deps, c.req.param('id'));
      return c.body(null, 204);
    })
    .post('/:id/duplicate', async (c) => answerVersioned(c, await duplicateTrigger(deps, c.req.param('id')), 201))
    .post('/:id/test', async (c) =>
      c.json(await testTrigger(deps, c.req.param('id'), await readBody(c, testTriggerInputSchema))),
    )
    .post('/:id/activate', async (c) => {
      const id = c.req.param('id');
      const { force, backfill } = await readBody(c, activateInputSchema);
      const trigger = await activateTrigger(deps, { id, version: readIfMatch(c), force });
      const activated: Activated = { ...trigger, backfill: backfill ? await startBackfill(deps, id) : null };
      return answerVersioned(c, activated);
    })
    .get('/:id/backfill', async (c) => c.json(await foreseeBackfill(deps, c.req.param('id'))))
    .post('/:id/pause', async (c) =>
      answerVersioned(c, await pauseTrigger(deps, { id: c.req.param('id'), version: readIfMatch(c) })),
    )
    .post('/:id/rotate-secret', async (c) =>
      c.json(await rotateSigningSecret(deps, c.req.param('id'), c.get('principal'))),
    )
    .get('/:id/secret', async (c) => {
      c.header('Cache-Control', 'no-store');
      return c.json(await readSigningSecret(deps, c.req.param('id'), c.get('principal')));
    });
}
