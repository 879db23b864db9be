import {
  alertQuerySchema,
  alertSchema,
  attemptSchema,
  deliveryDetailSchema,
  deliveryQuerySchema,
  deliverySchema,
} from '../contract/index.ts';
import { EXAMPLE_IDS } from '../http/openapi/example-ids.ts';
import { answerPage, answerWith, PAGE_ABOUT } from '../http/openapi/operation.ts';
import type { NounApi } from '../http/openapi/operation.ts';

const params = { id: { about: 'The delivery.', example: EXAMPLE_IDS.delivery } };

export const deliveryApi: NounApi = {
  tag: 'Deliveries',
  about: 'One event for one trigger: a status, and attempts with what was sent and what came back.',
  schemas: {
    Delivery: {
      schema: deliverySchema,
      about: 'One event for one trigger.',
      fields: {
        reason: 'Why it was filtered, held back, cancelled or failed, in words.',
        revision: 'The revision of the template, pinned when the event was accepted.',
        lastCode: 'The newest attempt’s HTTP status or failure code.',
      },
    },
    DeliveryDetail: {
      schema: deliveryDetailSchema,
      about: 'A delivery with its attempts, what was rendered and why it stands where it stands; everything masked.',
      fields: {
        rendered: 'What every attempt sends; null before rendering.',
        payload: 'Masked JSON text of the event.',
        upcoming: 'The waits, in seconds, of the attempts that would follow `nextAttemptAt`.',
        why: 'Why it stands where it stands, in words; null when all is well.',
      },
    },
    Attempt: {
      schema: attemptSchema,
      about: 'One try: the request as it was sent, and the response.',
      fields: { summary: 'What happened, in one sentence.' },
    },
    Alert: { schema: alertSchema, about: 'Why somebody should look at a delivery.' },
  },
  operations: {
    'GET /api/v1/deliveries': {
      id: 'listDeliveries',
      summary: 'Search deliveries',
      about: 'Newest first.',
      query: deliveryQuerySchema,
      queryAbout: {
        ...PAGE_ABOUT,
        status: 'One status, or several with commas between them.',
        code: 'HTTP status or failure code of the newest attempt.',
        q: 'The beginning of an order id, event id or email address, or part of a trigger’s name.',
        from: 'Created at or after this time.',
        to: 'Created at or before this time.',
      },
      queryExample: { limit: 1, status: 'succeeded,exhausted' },
      answers: { 200: answerPage('A page of deliveries.', deliverySchema) },
    },
    'GET /api/v1/deliveries/:id': {
      id: 'getDelivery',
      summary: 'Read a delivery with its attempts',
      params,
      answers: { 200: answerWith('The delivery.', deliveryDetailSchema) },
    },
    'GET /api/v1/deliveries/:id/body': {
      id: 'getExactBody',
      summary: 'Read the exact bytes that are sent',
      about: 'Unmasked; for a template of format `query` what goes into the URL. That they were seen is recorded.',
      params,
      answers: { 200: { about: 'The rendered bytes.', type: '*/*' } },
      problems: ['not-possible-now'],
    },
    'POST /api/v1/deliveries/:id/retry': {
      id: 'retryDelivery',
      summary: 'Try a delivery again now',
      about: 'With the same id and bytes; one that failed to render is rendered with what is published now.',
      params,
      answers: { 200: answerWith('The delivery, due now.', deliverySchema) },
      problems: ['not-possible-now'],
    },
    'POST /api/v1/deliveries/:id/cancel': {
      id: 'cancelDelivery',
      summary: 'Cancel a delivery',
      params,
      answers: { 200: answerWith('The delivery, cancelled.', deliverySchema) },
      problems: ['not-possible-now'],
    },
    'GET /api/v1/alerts': {
      id: 'listAlerts',
      summary: 'List alerts',
      about: 'Newest first: deliveries most of whose attempts have failed, or that have failed for hours.',
      query: alertQuerySchema,
      queryAbout: {
        ...PAGE_ABOUT,
        open: '`true` leaves out those of deliveries that have succeeded or were cancelled since.',
      },
      queryExample: { open: 'true' },
      answers: { 200: answerPage('A page of alerts.', alertSchema) },
    },
  },
};
