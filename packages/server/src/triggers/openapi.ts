import {
  activatedSchema,
  activateInputSchema,
  backfillOutlookSchema,
  deliveryDetailSchema,
  destinationSchema,
  retryPolicySchema,
  routeSchema,
  signingSecretSchema,
  testTriggerInputSchema,
  throttleSchema,
  triggerInputSchema,
  triggerSchema,
} from '../contract/index.ts';
import { EXAMPLE_IDS } from '../http/openapi/example-ids.ts';
import { answerPage, answerVersion, answerWith, NO_CONTENT, PAGE_ABOUT, patchOf } from '../http/openapi/operation.ts';
import type { NounApi } from '../http/openapi/operation.ts';
import { triggerQuerySchema } from './routes.ts';

const params = { id: { about: 'The trigger.', example: EXAMPLE_IDS.trigger } };

export const triggerApi: NounApi = {
  tag: 'Triggers',
  about: 'Which events a customer wants, rendered by which template, sent where, and how often it is tried.',
  schemas: {
    Trigger: {
      schema: triggerSchema,
      about: 'A trigger. Every secret in it is masked.',
      fields: {
        status: 'Only active triggers send.',
        pausedBecause: 'Set when Postmap itself paused it, because the endpoint answered 410.',
        test: 'The newest test of what would run now.',
        recent: 'How its newest deliveries went.',
        warnings: 'What works and is probably not meant.',
      },
    },
    TriggerInput: {
      schema: triggerInputSchema,
      about: 'A trigger as it is made. `events` at the top level is short for one route with these events.',
      fields: {
        includeTest: 'Whether events with the fact `isTest` are sent.',
        revision: '`published`, or the number of a revision to stay with.',
        delayMinutes: 'How long after an event its first attempt is made.',
        orderingKey: 'JSONata that gives a key: deliveries with one key go one after another.',
        blockAfter: 'Minutes after which a delivery that has not ended lets those behind it go; null for never.',
      },
    },
    Route: {
      schema: routeSchema,
      about: 'Matches when every condition that it has matches. Any route of a trigger is enough.',
      fields: {
        filter: 'JSONata over the payload; matches when it is truthy.',
        feedIds: 'Feeds that the event may come in by.',
      },
    },
    Destination: {
      schema: destinationSchema,
      about:
        'Where deliveries go: a URL or an email. URL, header values, addresses and subject are Handlebars strings.',
    },
    RetryPolicy: { schema: retryPolicySchema, about: 'How often and when a failed delivery is tried again.' },
    Throttle: {
      schema: throttleSchema,
      about:
        'Of the events with one key the first `limit` go at once; of those that follow within `perSeconds` only the latest goes, at the end.',
    },
    SigningSecret: {
      schema: signingSecretSchema,
      about: 'What deliveries are signed with (Standard Webhooks).',
      fields: { previousUntil: 'Until when the old secret signs too.' },
    },
  },
  operations: {
    'GET /api/v1/triggers': {
      id: 'listTriggers',
      summary: 'List triggers',
      query: triggerQuerySchema,
      queryAbout: {
        ...PAGE_ABOUT,
        customerId: 'Only those of this customer.',
        templateId: 'Only those that use this template.',
      },
      queryExample: { limit: 1, customerId: EXAMPLE_IDS.customer },
      answers: { 200: answerPage('A page of triggers.', triggerSchema) },
    },
    'POST /api/v1/triggers': {
      id: 'createTrigger',
      summary: 'Add a trigger',
      about: 'It begins as a draft: test it, then activate it.',
      body: {
        schema: triggerInputSchema,
        example: {
          customerId: EXAMPLE_IDS.customer,
          name: 'Shipments to the warehouse',
          routes: [{ events: ['order.shipped'], filter: 'data.carrier != "pickup"' }],
          templateId: EXAMPLE_IDS.template,
          destination: {
            kind: 'url',
            url: 'https://hooks.example.com/orders/{{data.orderId}}',
            headers: [{ name: 'X-Tenant', value: 'acme' }],
            auth: { kind: 'bearer', token: 'their-token' },
          },
          retry: 'standard',
        },
      },
      answers: { 201: answerVersion('The trigger, a draft.', triggerSchema) },
    },
    'GET /api/v1/triggers/:id': {
      id: 'getTrigger',
      summary: 'Read a trigger',
      params,
      answers: { 200: answerVersion('The trigger.', triggerSchema) },
    },
    'PATCH /api/v1/triggers/:id': {
      id: 'changeTrigger',
      summary: 'Change a trigger',
      about:
        'A masked secret that is sent back unchanged keeps the stored one, as long as where it goes stays the same.',
      params,
      ifMatch: true,
      body: {
        schema: patchOf(triggerInputSchema),
        example: { retry: { delaysSeconds: [10, 60, 600] }, delayMinutes: 5 },
      },
      answers: { 200: answerVersion('The trigger as it is now.', triggerSchema) },
      problems: ['not-possible-now'],
    },
    'DELETE /api/v1/triggers/:id': {
      id: 'deleteTrigger',
      summary: 'Delete a trigger',
      about: 'Its deliveries that have not ended are cancelled, and stay on record.',
      params,
      answers: { 204: NO_CONTENT },
    },
    'POST /api/v1/triggers/:id/duplicate': {
      id: 'duplicateTrigger',
      summary: 'Copy a trigger',
      about:
        'As a draft with the same settings. The secrets of its destination are sealed anew for it, and it gets a signing secret of its own.',
      params,
      answers: { 201: answerVersion('The copy, a draft.', triggerSchema) },
    },
    'POST /api/v1/triggers/:id/test': {
      id: 'testTrigger',
      summary: 'Send a test',
      about: 'Sends really, once, outside deduplication and figures.',
      params,
      body: { schema: testTriggerInputSchema, example: { payload: { type: 'order.shipped', data: { id: '223827' } } } },
      answers: { 200: answerWith('The delivery with its attempt, whether it succeeded or not.', deliveryDetailSchema) },
      problems: ['not-possible-now', 'unreadable-payload'],
    },
    'POST /api/v1/triggers/:id/activate': {
      id: 'activateTrigger',
      summary: 'Activate a trigger',
      about:
        'Needs a successful test of this revision and destination, or `force`. `backfill` also sends the matching events of the last 24 hours.',
      params,
      ifMatch: true,
      body: { schema: activateInputSchema, example: { force: true } },
      answers: { 200: answerVersion('The trigger, active.', activatedSchema) },
      problems: ['not-tested', 'not-possible-now'],
    },
    'GET /api/v1/triggers/:id/backfill': {
      id: 'foreseeBackfill',
      summary: 'Ask how much a backfill would send',
      params,
      answers: { 200: answerWith('How many events, and the backfill that is under way.', backfillOutlookSchema) },
    },
    'POST /api/v1/triggers/:id/pause': {
      id: 'pauseTrigger',
      summary: 'Pause a trigger',
      about: 'What is due waits until it is active again.',
      params,
      ifMatch: true,
      answers: { 200: answerVersion('The trigger, paused.', triggerSchema) },
      problems: ['not-possible-now'],
    },
    'GET /api/v1/triggers/:id/secret': {
      id: 'getSigningSecret',
      summary: 'Read the signing secret',
      about: 'That it was seen is recorded.',
      params,
      answers: { 200: answerWith('The secret.', signingSecretSchema) },
    },
    'POST /api/v1/triggers/:id/rotate-secret': {
      id: 'rotateSigningSecret',
      summary: 'Give a trigger a new signing secret',
      about: 'For a while both secrets sign.',
      params,
      answers: { 200: answerWith('The new secret.', signingSecretSchema) },
    },
  },
};
