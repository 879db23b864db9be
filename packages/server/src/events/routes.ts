import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import { eventMatchQuerySchema, eventQuerySchema } from '../contract/index.ts';
import type { FeedRecord } from '../feeds/feed-record.ts';
import { findFeed, findFeedByToken } from '../feeds/operations.ts';
import type { AppEnv } from '../http/app-env.ts';
import { readQuery } from '../http/read-request.ts';
import type { ServerDeps } from '../server-deps.ts';
import { readCloudEventHeaders } from './cloud-event-headers.ts';
import { ingestBatch } from './ingest-batch.ts';
import { explainEvent } from './match-operations.ts';
import { getEvent, listEvents, readExactEvent } from './operations.ts';

export const postQuerySchema = z.object({ feed: z.string().optional() });

/** Under `/api/v1/events`. */
export function eventRoutes(deps: ServerDeps) {
  return new Hono<AppEnv>()
    .get('/', async (c) => c.json(await listEvents(deps, readQuery(c, eventQuerySchema))))
    .post('/', async (c) => answerEvent(c, deps, await findFeed(deps, readQuery(c, postQuerySchema).feed)))
    .post('/batch', async (c) => {
      const feed = await findFeed(deps, readQuery(c, postQuerySchema).feed);
      const length = Number(c.req.header('content-length') ?? Number.NaN);
      const batch = { feed, chunks: c.req.raw.body ?? emptyBody(), length: Number.isNaN(length) ? undefined : length };
      const results = await ingestBatch(deps.intake, batch, { logger: deps.logger, newId: () => deps.newId('err') });
      const lines = results.map((result) => `${JSON.stringify(result)}\n`);
      return c.body(lines.join(''), 200, { 'Content-Type': 'application/x-ndjson' });
    })
    .get('/:id', async (c) => c.json(await getEvent(deps, c.req.param('id'))))
    .get('/:id/matches', async (c) =>
      c.json(await explainEvent(deps, c.req.param('id'), readQuery(c, eventMatchQuerySchema))),
    )
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
  const cloudEvent = readCloudEventHeaders(c.req.raw.headers);
  const idempotencyKey = c.req.header('idempotency-key') ?? null;
  const answer = await intake.accept({ feed, body, idempotencyKey, cloudEvent });
  if (answer.kind === 'refused') throw answer.problem;
  return c.json(answer.accepted, answer.status);
}

async function* emptyBody(): AsyncGenerator<Uint8Array> {}
