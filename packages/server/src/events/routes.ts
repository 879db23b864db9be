import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import { eventQuerySchema } from '../contract/index.ts';
import type { FeedRecord } from '../feeds/feed-record.ts';
import { findFeed, findFeedByToken } from '../feeds/operations.ts';
import type { AppEnv } from '../http/app-env.ts';
import { readQuery } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';
import { getEvent, listEvents, readExactEvent } from './operations.ts';

const postQuerySchema = z.object({ feed: z.string().optional() });

/** Under `/api/v1/events`. */
export function eventRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .get('/', async (c) => c.json(await listEvents(deps, readQuery(c, eventQuerySchema))))
    .post('/', async (c) => answerEvent(c, deps, await findFeed(deps, readQuery(c, postQuerySchema).feed)))
    .get('/:id', async (c) => c.json(await getEvent(deps, c.req.param('id'))))
    .get('/:id/payload', async (c) => {
      const { body } = await readExactEvent(deps, c.req.param('id'), c.get('principal'));
      return c.body(Uint8Array.from(body), 200, {
        'Content-Type': 'application/json',
        'Content-Disposition': 'attachment',
      });
    });
}

/** The feeds' ingest URLs, open to whoever has the token. */
export function ingestRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>().post('/in/:token', async (c) =>
    answerEvent(c, deps, await findFeedByToken(deps, c.req.param('token'))),
  );
}

async function answerEvent(c: Context<AppEnv>, { intake }: ServerDeps, feed: FeedRecord): Promise<Response> {
  const body = new Uint8Array(await c.req.arrayBuffer());
  const answer = await intake.accept({ feed, body, idempotencyKey: c.req.header('idempotency-key') ?? null });
  if (answer.kind === 'refused') throw answer.problem;
  return c.json(answer.accepted, answer.status);
}
