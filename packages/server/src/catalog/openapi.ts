import {
  catalogEntrySchema,
  eventTypeInputSchema,
  factsInputSchema,
  factsSchema,
  foundFactsSchema,
  kindEntrySchema,
  pageQuerySchema,
  payloadKindInputSchema,
} from '../contract/index.ts';
import { answerPage, answerVersion, answerWith, NO_CONTENT, PAGE_ABOUT, patchOf } from '../http/openapi/operation.ts';
import type { NounApi } from '../http/openapi/operation.ts';

const typeParams = { name: { about: 'The name of the event type.', example: 'parcel.lost' } };
const kindParams = { name: { about: 'The name of the payload kind.', example: 'parcel' } };

export const catalogApi: NounApi = {
  tag: 'Catalog',
  about: 'Which events there are, under which names they arrive, and which facts are read from their payloads.',
  schemas: {
    EventType: {
      schema: catalogEntrySchema,
      about: 'A name in the catalog, dotted: `order.shipped`.',
      fields: {
        aliases: 'Other names that it arrives under, in any case.',
        kind: 'Its payload kind, which says how facts are read.',
        sample: 'The name of a built-in sample.',
        from: 'Types of which some events are of this type too.',
        when: 'JSONata over the whole payload: an event of a type in `from` for which it is truthy is of this type too.',
        version: '0 for a built-in type that nobody changed.',
      },
    },
    EventTypeInput: { schema: eventTypeInputSchema, about: 'An event type of your own.' },
    PayloadKind: {
      schema: kindEntrySchema,
      about: 'A shape of payload that event types share.',
      fields: {
        facts: 'JSONata over the whole payload, by fact.',
        ownFacts: 'The facts whose expression people wrote.',
      },
    },
    PayloadKindInput: { schema: payloadKindInputSchema, about: 'A payload kind of your own.' },
    Facts: {
      schema: factsSchema,
      about: 'What Postmap knows about an event; a fact that the payload does not have is left out.',
    },
  },
  operations: {
    'GET /api/v1/catalog': {
      id: 'listEventTypes',
      summary: 'List event types',
      query: pageQuerySchema,
      queryAbout: PAGE_ABOUT,
      queryExample: { limit: 1 },
      answers: { 200: answerPage('A page of event types, whose cursors are names.', catalogEntrySchema) },
    },
    'POST /api/v1/catalog': {
      id: 'createEventType',
      summary: 'Add an event type',
      body: {
        schema: eventTypeInputSchema,
        example: { name: 'parcel.found', title: 'Parcel found', aliases: ['PARCEL_FOUND'], kind: 'shipment' },
      },
      answers: { 201: answerVersion('The event type.', catalogEntrySchema) },
      problems: ['name-taken', 'invalid-template'],
    },
    'GET /api/v1/catalog/:name': {
      id: 'getEventType',
      summary: 'Read an event type',
      params: typeParams,
      answers: { 200: answerVersion('The event type.', catalogEntrySchema) },
    },
    'PATCH /api/v1/catalog/:name': {
      id: 'changeEventType',
      summary: 'Change an event type',
      about: 'Of a built-in one only `enabled` can be changed.',
      params: typeParams,
      ifMatch: true,
      body: { schema: patchOf(eventTypeInputSchema), example: { enabled: false } },
      answers: { 200: answerVersion('The event type as it is now.', catalogEntrySchema) },
      problems: ['name-taken', 'has-dependants', 'not-possible-now', 'invalid-template'],
    },
    'DELETE /api/v1/catalog/:name': {
      id: 'deleteEventType',
      summary: 'Delete an event type',
      params: typeParams,
      answers: { 204: NO_CONTENT },
      problems: ['has-dependants', 'not-possible-now'],
    },
    'POST /api/v1/catalog/facts': {
      id: 'readFacts',
      summary: 'Read the facts of a payload',
      about: 'As they would be read if the payload came as an event of this type; nothing is kept.',
      body: {
        schema: factsInputSchema,
        example: { eventType: 'order.shipped', payload: { data: { orderId: '223827', email: 'dana@example.com' } } },
      },
      answers: { 200: answerWith('The facts, and a warning for each that could not be read.', foundFactsSchema) },
    },
    'GET /api/v1/catalog/kinds': {
      id: 'listPayloadKinds',
      summary: 'List payload kinds',
      query: pageQuerySchema,
      queryAbout: PAGE_ABOUT,
      queryExample: { limit: 1 },
      answers: { 200: answerPage('A page of payload kinds, whose cursors are names.', kindEntrySchema) },
    },
    'POST /api/v1/catalog/kinds': {
      id: 'createPayloadKind',
      summary: 'Add a payload kind',
      body: {
        schema: payloadKindInputSchema,
        example: {
          name: 'refund_note',
          title: 'Refund note',
          facts: { orderId: 'data.order', email: 'data.buyer.mail' },
        },
      },
      answers: { 201: answerVersion('The payload kind.', kindEntrySchema) },
      problems: ['name-taken', 'invalid-template'],
    },
    'GET /api/v1/catalog/kinds/:name': {
      id: 'getPayloadKind',
      summary: 'Read a payload kind',
      params: kindParams,
      answers: { 200: answerVersion('The payload kind.', kindEntrySchema) },
    },
    'PATCH /api/v1/catalog/kinds/:name': {
      id: 'changePayloadKind',
      summary: 'Change a payload kind',
      about: 'Of a built-in one only `facts` can be changed: those given are added or read instead.',
      params: kindParams,
      ifMatch: true,
      body: { schema: patchOf(payloadKindInputSchema), example: { facts: { orderId: 'data.order.id' } } },
      answers: { 200: answerVersion('The payload kind as it is now.', kindEntrySchema) },
      problems: ['name-taken', 'has-dependants', 'invalid-template'],
    },
    'DELETE /api/v1/catalog/kinds/:name': {
      id: 'deletePayloadKind',
      summary: 'Delete a payload kind',
      params: kindParams,
      answers: { 204: NO_CONTENT },
      problems: ['has-dependants', 'not-possible-now'],
    },
  },
};
