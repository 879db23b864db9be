import { z } from 'zod';
import { aboutSchema, changeSchema, changesSchema, failingTriggerSchema, statsSchema } from '../contract/index.ts';
import { answerWith } from '../http/openapi/operation.ts';
import type { NounApi } from '../http/openapi/operation.ts';

const checkSchema = z.enum(['ok', 'failing']);
const readinessSchema = z.object({
  status: z.enum(['ok', 'unavailable']),
  checks: z.object({ storage: checkSchema, rendering: checkSchema }),
});

/** What is told of the server itself, by several nouns. */
export const serverApi: NounApi = {
  tag: 'Server',
  about: 'How it goes: figures, what changes as it changes, health, and this description.',
  schemas: {
    Stats: {
      schema: statsSchema,
      about: 'Live deliveries only; tests are not counted.',
      fields: {
        firstTryRate: 'Of first attempts that ended within the hour.',
        finalRate: 'Of deliveries that came to an end within the hour.',
        p95Ms: 'From accepted to delivered, over the last hour.',
        perMinute: 'Attempts by when they ended, in 60 minutes of which the last is running.',
      },
    },
    FailingTrigger: { schema: failingTriggerSchema, about: 'A trigger whose newest attempts fail.' },
    About: { schema: aboutSchema, about: 'What runs, and on what.', fields: { dataDir: 'Told to admins only.' } },
    Change: {
      schema: changeSchema,
      about: 'That something of a topic was added, changed or removed.',
      fields: { ids: 'Without it, anything of the topic may have changed.' },
    },
    Readiness: { schema: readinessSchema, about: 'Whether events can be kept and rendered.' },
  },
  operations: {
    'GET /api/v1/stats': {
      id: 'getStats',
      summary: 'Read the figures',
      answers: { 200: answerWith('The figures of the last hour and day.', statsSchema) },
    },
    'GET /api/v1/stream': {
      id: 'streamChanges',
      summary: 'Hear what changes',
      about:
        'Server-Sent Events. The first message, `begin`, has `{ "run", "number", "topics": { topic: number } }` as its data: changes are numbered from the start of a server, its run, and every answer to a GET has `Postmap-Changes: <run>.<number>`, so that only what has changed since it was read needs to be read anew. A message `changes` has `{ "number", "changes": [{ "topic", "ids"? }] }` as its data and says that things changed, never what they are now: read those anew. At most four messages a second; a comment every 15 seconds while nothing changes; it ends with its session or key, and when the server stops.',
      answers: {
        200: {
          about: 'The stream; the schema is that of one message’s data.',
          schema: changesSchema,
          type: 'text/event-stream',
        },
      },
      problems: ['too-many-requests', 'shutting-down'],
    },
    'GET /api/v1/about': {
      id: 'getAbout',
      summary: 'Read what runs',
      answers: { 200: answerWith('Version, machine and storage.', aboutSchema) },
    },
    'GET /health/live': {
      id: 'checkLive',
      summary: 'Ask whether the process answers',
      answers: { 200: answerWith('It does.', z.object({ status: z.literal('ok') })) },
    },
    'GET /health/ready': {
      id: 'checkReady',
      summary: 'Ask whether events can be kept and rendered',
      answers: { 200: answerWith('They can.', readinessSchema), 503: answerWith('They cannot.', readinessSchema) },
    },
    'GET /metrics': {
      id: 'getMetrics',
      summary: 'Read the metrics',
      about: 'In the Prometheus text format. Scrapers send a viewer’s key as a bearer token.',
      answers: { 200: { about: 'The metrics.', type: 'text/plain' } },
    },
    'GET /openapi.json': {
      id: 'getDescription',
      summary: 'Read this description',
      answers: { 200: { about: 'An OpenAPI 3.1 document.', type: 'application/json' } },
    },
  },
};
