import { z } from 'zod';
import {
  activeSessionSchema,
  auditEntrySchema,
  createdKeySchema,
  endedSessionsSchema,
  keyInputSchema,
  keySchema,
  pageQuerySchema,
  sessionSchema,
  signInLinkInputSchema,
  signInLinkSchema,
} from '../contract/index.ts';
import { EXAMPLE_IDS } from '../http/openapi/example-ids.ts';
import { answerPage, answerWith, NO_CONTENT, PAGE_ABOUT } from '../http/openapi/operation.ts';
import type { NounApi } from '../http/openapi/operation.ts';

const params = { id: { about: 'The key.', example: EXAMPLE_IDS.key } };

export const accessApi: NounApi = {
  tag: 'Access',
  about:
    'Keys for programs, and sign-in for people. Roles: admin, editor, viewer, and ingest, which only posts events.',
  schemas: {
    Key: {
      schema: keySchema,
      about: 'A key for programs. Only its hash is kept.',
      fields: {
        prefix: 'Its first characters, to tell keys apart.',
        lastUsedAt: 'At most a minute behind; null for never.',
      },
    },
    CreatedKey: {
      schema: createdKeySchema,
      about: 'A key as it was made.',
      fields: { key: 'The whole key: this answer is the only one that has it.' },
    },
    Session: { schema: sessionSchema, about: 'Who is asking.', fields: { expiresAt: 'Null for a key.' } },
    ActiveSession: {
      schema: activeSessionSchema,
      about: 'Somebody who is signed in.',
      fields: {
        lastUsedAt: 'At most a minute behind.',
        address: 'Of the last use; behind a proxy the caller’s own where the proxy is trusted.',
        userAgent: 'Of the last use.',
        current: 'Whether it is the session that asks.',
      },
    },
    AuditEntry: {
      schema: auditEntrySchema,
      about: 'Who did what, and when. Entries are never changed or removed.',
      fields: {
        actor: 'The name of the key, or the role that somebody signed in with.',
        action: 'A verb and what it is done to, such as `create-viewer-key`.',
        subject: 'The id of what it was done to, or words.',
      },
    },
  },
  operations: {
    'GET /api/v1/keys': {
      id: 'listKeys',
      summary: 'List keys',
      query: pageQuerySchema,
      queryAbout: PAGE_ABOUT,
      queryExample: { limit: 1 },
      answers: { 200: answerPage('A page of keys, without what opens.', keySchema) },
    },
    'POST /api/v1/keys': {
      id: 'createKey',
      summary: 'Make a key',
      body: { schema: keyInputSchema, example: { name: 'CI', role: 'editor' } },
      answers: { 201: answerWith('The key, shown once.', createdKeySchema) },
    },
    'GET /api/v1/keys/:id': {
      id: 'getKey',
      summary: 'Read a key',
      params,
      answers: { 200: answerWith('The key, without what opens.', keySchema) },
    },
    'DELETE /api/v1/keys/:id': {
      id: 'deleteKey',
      summary: 'Delete a key',
      about: 'It opens nothing any more, at once.',
      params,
      answers: { 204: NO_CONTENT },
    },
    'POST /api/v1/sign-in-links': {
      id: 'createSignInLink',
      summary: 'Make a sign-in link',
      about: 'For a person who is to use the page with the role; without one, admin.',
      body: { schema: signInLinkInputSchema, example: { role: 'viewer' } },
      answers: { 201: answerWith('A link that signs in once, within ten minutes.', signInLinkSchema) },
    },
    'GET /sign-in': {
      id: 'signIn',
      summary: 'Open a sign-in link',
      about: 'For browsers. Uses the link up, sets the cookie and leads to the page.',
      query: z.object({ token: z.string().optional() }),
      queryAbout: { token: 'What the link has; it works once, within ten minutes.' },
      answers: { 302: { about: 'Leads to the page; without a token too, where one may already be signed in.' } },
      problems: ['sign-in-expired'],
    },
    'GET /api/v1/sessions': {
      id: 'listSessions',
      summary: 'List who is signed in',
      query: pageQuerySchema,
      queryAbout: PAGE_ABOUT,
      queryExample: { limit: 1 },
      answers: { 200: answerPage('A page of sessions, newest first.', activeSessionSchema) },
    },
    'DELETE /api/v1/sessions': {
      id: 'endOtherSessions',
      summary: 'End all other sessions',
      about: 'Every session but the one that asks; all of them where a key asks. Their pages are signed out at once.',
      answers: { 200: answerWith('How many ended.', endedSessionsSchema) },
    },
    'DELETE /api/v1/sessions/:id': {
      id: 'endSession',
      summary: 'End a session',
      about: 'Its pages are signed out at once.',
      params: { id: { about: 'The session.', example: EXAMPLE_IDS.session } },
      answers: { 204: NO_CONTENT },
    },
    'GET /api/v1/audit': {
      id: 'listAudit',
      summary: 'List who did what',
      about: 'Signing in and out, keys and sign-in links, exact values that were seen, secrets, settings.',
      query: pageQuerySchema,
      queryAbout: PAGE_ABOUT,
      queryExample: { limit: 3 },
      answers: { 200: answerPage('A page of entries, newest first.', auditEntrySchema) },
    },
    'GET /api/v1/session': {
      id: 'getSession',
      summary: 'Ask who is asking',
      answers: { 200: answerWith('The role and name of the key or sign-in.', sessionSchema) },
    },
    'DELETE /api/v1/session': {
      id: 'signOut',
      summary: 'Sign out',
      answers: { 204: NO_CONTENT },
    },
  },
};
