import { z } from 'zod';
import { inboxMessageSchema } from '../contract/index.ts';
import { EXAMPLE_IDS } from '../http/openapi/example-ids.ts';
import { answerPage, NO_CONTENT, PAGE_ABOUT } from '../http/openapi/operation.ts';
import type { NounApi, Operation } from '../http/openapi/operation.ts';
import { clearQuerySchema, inboxQuerySchema, statusSchema } from './routes.ts';

const name = { about: 'Any name: there is an inbox for each.', example: 'demo' };
const receive: Omit<Operation, 'id' | 'summary'> = {
  about: 'Takes any method, any body up to 1 MB, from anybody; the newest 500 messages are kept.',
  params: { name },
  query: statusSchema,
  queryAbout: { status: 'The status to answer with, to see how deliveries are tried again.' },
  body: { schema: z.unknown(), type: '*/*', example: 'anything' },
  answers: { 200: { about: 'Kept.', schema: z.object({ ok: z.boolean() }) } },
  problems: ['storage-unavailable'],
};

export const inboxApi: NounApi = {
  tag: 'Inbox',
  about: 'The built-in receiver of requests and emails, for trying things without any outside service.',
  schemas: {
    InboxMessage: {
      schema: inboxMessageSchema,
      about: 'A request that the inbox took, or an email.',
      fields: {
        body: 'Text when the bytes are UTF-8, else base64, as `encoding` says; of an email the whole message (RFC 5322).',
        method: '`EMAIL` for an email.',
        email: 'What an email says of itself; null for a request.',
      },
    },
  },
  operations: {
    'GET /api/v1/inbox': {
      id: 'listInbox',
      summary: 'List what the inbox took',
      about: 'Newest first.',
      query: inboxQuerySchema,
      queryAbout: { ...PAGE_ABOUT, name: 'Only of this inbox.' },
      queryExample: { limit: 1, name: 'demo' },
      answers: { 200: answerPage('A page of messages.', inboxMessageSchema) },
    },
    'DELETE /api/v1/inbox': {
      id: 'clearInbox',
      summary: 'Clear the inbox',
      query: clearQuerySchema,
      queryAbout: { name: 'Only this inbox.' },
      queryExample: { name: 'demo' },
      answers: { 204: NO_CONTENT },
    },
    'ALL /inbox/:name': { id: 'receive', summary: 'Send something to an inbox', ...receive },
    'ALL /inbox/:name/*': {
      id: 'receiveAtPath',
      summary: 'Send something to a path below an inbox',
      ...receive,
      params: { name, path: { about: 'Any path.', example: `orders/${EXAMPLE_IDS.event}` } },
    },
  },
};
