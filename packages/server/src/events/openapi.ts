import { z } from 'zod';
import {
  acceptedSchema,
  batchResultSchema,
  eventDetailSchema,
  eventListItemSchema,
  eventMatchesSchema,
  eventMatchQuerySchema,
  eventMatchSchema,
  eventQuerySchema,
} from '../contract/index.ts';
import type { ProblemCode } from '../contract/index.ts';
import { EXAMPLE_IDS } from '../http/openapi/example-ids.ts';
import { answerPage, answerWith, PAGE_ABOUT } from '../http/openapi/operation.ts';
import type { NounApi } from '../http/openapi/operation.ts';
import { postQuerySchema } from './routes.ts';

const params = { id: { about: 'The event.', example: EXAMPLE_IDS.event } };
const queryAbout = { feed: 'Id or name of the feed that the event comes in by; `default` without it.' };
const headers = {
  'Idempotency-Key': {
    about: 'Identifies an event whose envelope has no id: sent again with the same bytes, it is not taken twice.',
    example: 'order-223827-shipped',
  },
};
const INTAKE_PROBLEMS: readonly ProblemCode[] = [
  'invalid-json',
  'invalid-request',
  'unreadable-payload',
  'unknown-envelope',
  'feed-disabled',
  'event-id-reused',
  'storage-unavailable',
];
const ENVELOPES =
  'A Postmap envelope (`type` and `data`, and if known `id`, `occurredAt`, `customer`, `source`), a Sublytics one (`webhook_event`, …), or CloudEvents 1.0, structured or binary; told apart by their shape.';
const example = {
  id: 'shop-88121',
  type: 'order.shipped',
  occurredAt: '2026-03-10T09:30:05Z',
  data: { orderId: '223827', email: 'dana@example.com', carrier: 'UPS', tracking: '1Z999AA10123456784' },
};
const answers = {
  202: answerWith('On disk, with its deliveries, and nothing can lose it now.', acceptedSchema),
  200: answerWith('It came before: the first answer again. Nothing is delivered twice.', acceptedSchema),
};
const envelope = z.looseObject({}).meta({ description: ENVELOPES });

export const eventApi: NounApi = {
  tag: 'Events',
  about:
    'What happened, kept byte for byte as it was received. A 2xx means that the event and its deliveries are on disk.',
  schemas: {
    Event: {
      schema: eventListItemSchema,
      about: 'One occurrence, with what came of it.',
      fields: {
        name: 'The name as it was sent.',
        types: 'The catalog type that it came as, then those derived from it; empty for an unknown name.',
        sourceEventId: 'The id that the sender gave.',
        customer: 'The customer that it is addressed to; null when it is for whoever listens.',
        warnings: 'What is odd about it, in words.',
        outcome: 'How many of its deliveries stand at which status, and whom they are for.',
      },
    },
    EventDetail: {
      schema: eventDetailSchema,
      about: 'One occurrence, with its payload.',
      fields: { payload: 'Masked JSON text.', bodyHash: 'SHA-256 of the body as it was received, in hex.' },
    },
    EventMatch: {
      schema: eventMatchSchema,
      about: 'What a trigger would do with an event if it came now.',
      fields: {
        reasons: 'Why it would not be sent, each in a sentence.',
        delivery: 'What is on record from when the event came.',
      },
    },
    Accepted: {
      schema: acceptedSchema,
      about: 'An event that is on disk.',
      fields: { deliveries: 'Those to be sent; filtered and held-back ones are on record only.' },
    },
  },
  operations: {
    'POST /in/:token': {
      id: 'ingestEvent',
      summary: 'Post an event to a feed',
      about: 'The ingest URL of a feed. Its token is all it needs, for systems that can only be given a URL.',
      params: { token: { about: 'The token of the feed.', example: EXAMPLE_IDS.feedToken } },
      headers,
      body: { schema: envelope, type: 'application/json', example, about: ENVELOPES },
      answers,
      problems: INTAKE_PROBLEMS,
    },
    'POST /api/v1/events': {
      id: 'createEvent',
      summary: 'Post an event with a key',
      query: postQuerySchema,
      queryAbout,
      headers,
      body: { schema: envelope, type: 'application/json', example: { ...example, id: 'shop-88122' }, about: ENVELOPES },
      answers,
      problems: INTAKE_PROBLEMS,
    },
    'POST /api/v1/events/batch': {
      id: 'createEvents',
      summary: 'Post a batch of events',
      about:
        'One event a line (NDJSON), at most 1,000 lines and 8 MB. All are on disk before the answer, which has a line for each.',
      query: postQuerySchema,
      queryAbout,
      body: {
        schema: z.string(),
        type: 'application/x-ndjson',
        example:
          '{"id":"shop-1","type":"order.shipped","data":{"orderId":"1"}}\n{"id":"shop-2","type":"order.shipped","data":{"orderId":"2"}}\n',
      },
      answers: { 200: { about: 'A result for each line.', schema: batchResultSchema, type: 'application/x-ndjson' } },
      problems: ['feed-disabled', 'storage-unavailable'],
    },
    'GET /api/v1/events': {
      id: 'listEvents',
      summary: 'Search events',
      about: 'Newest first.',
      query: eventQuerySchema,
      queryAbout: {
        ...PAGE_ABOUT,
        type: 'An event type.',
        customerId: 'Addressed to this customer, or delivered to it.',
        q: 'The beginning of an order id, an email address, the sender’s id or the event’s id.',
        isTest: 'By the fact.',
        from: 'Received at or after this time.',
        to: 'Received at or before this time.',
      },
      queryExample: { limit: 1, type: 'order.updated' },
      answers: { 200: answerPage('A page of events.', eventListItemSchema) },
    },
    'GET /api/v1/events/:id': {
      id: 'getEvent',
      summary: 'Read an event',
      params,
      answers: { 200: answerWith('The event, its payload masked.', eventDetailSchema) },
    },
    'GET /api/v1/events/:id/matches': {
      id: 'explainEvent',
      summary: 'Ask which triggers want an event, and why others do not',
      params,
      query: eventMatchQuerySchema,
      queryAbout: {
        ...PAGE_ABOUT,
        customerId: 'Only triggers of this customer.',
        q: 'Part of a trigger’s or customer’s name.',
      },
      answers: { 200: answerWith('A page of triggers, those that want it first.', eventMatchesSchema) },
    },
    'GET /api/v1/events/:id/payload': {
      id: 'getExactPayload',
      summary: 'Read the exact bytes of an event',
      about: 'Unmasked, as they were received. That they were seen is recorded.',
      params,
      answers: { 200: { about: 'The body as it was received.', type: 'application/json' } },
    },
  },
};
