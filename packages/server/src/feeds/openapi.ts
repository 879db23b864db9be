import { feedInputSchema, feedSchema, pageQuerySchema } from '../contract/index.ts';
import { EXAMPLE_IDS } from '../http/openapi/example-ids.ts';
import { answerPage, answerVersion, NO_CONTENT, PAGE_ABOUT, patchOf } from '../http/openapi/operation.ts';
import type { NounApi } from '../http/openapi/operation.ts';

const params = { id: { about: 'The feed.', example: EXAMPLE_IDS.feed } };

export const feedApi: NounApi = {
  tag: 'Feeds',
  about: 'Where events come from: an ingest URL with its own token, and the customers that its events may reach.',
  schemas: {
    Feed: {
      schema: feedSchema,
      about: 'Where events come from.',
      fields: {
        customers: '`all`, or the ids of the customers that its events may reach.',
        timeZone: 'An IANA time zone, in which times without one are read.',
        token: 'The secret part of `ingestUrl`; masked for viewers.',
        ingestUrl: 'Whoever has it can post events, with no other credential.',
      },
    },
    FeedInput: { schema: feedInputSchema, about: 'A feed as it is made.' },
  },
  operations: {
    'GET /api/v1/feeds': {
      id: 'listFeeds',
      summary: 'List feeds',
      query: pageQuerySchema,
      queryAbout: PAGE_ABOUT,
      queryExample: { limit: 1 },
      answers: { 200: answerPage('A page of feeds.', feedSchema) },
    },
    'POST /api/v1/feeds': {
      id: 'createFeed',
      summary: 'Add a feed',
      body: {
        schema: feedInputSchema,
        example: { name: 'Storefront', customers: [EXAMPLE_IDS.customer], timeZone: 'America/New_York' },
      },
      answers: { 201: answerVersion('The feed, with its ingest URL.', feedSchema) },
      problems: ['name-taken'],
    },
    'GET /api/v1/feeds/:id': {
      id: 'getFeed',
      summary: 'Read a feed',
      params,
      answers: { 200: answerVersion('The feed.', feedSchema) },
    },
    'PATCH /api/v1/feeds/:id': {
      id: 'changeFeed',
      summary: 'Change a feed',
      about: 'A feed that is switched off refuses events with `feed-disabled`.',
      params,
      ifMatch: true,
      body: { schema: patchOf(feedInputSchema), example: { enabled: false } },
      answers: { 200: answerVersion('The feed as it is now.', feedSchema) },
      problems: ['name-taken'],
    },
    'POST /api/v1/feeds/:id/rotate-token': {
      id: 'rotateFeedToken',
      summary: 'Give a feed a new token',
      about: 'The old ingest URL stops working at once.',
      params,
      ifMatch: true,
      answers: { 200: answerVersion('The feed, with its new ingest URL.', feedSchema) },
    },
    'DELETE /api/v1/feeds/:id': {
      id: 'deleteFeed',
      summary: 'Delete a feed',
      about: 'Its ingest URL stops working; its events stay.',
      params,
      answers: { 204: NO_CONTENT },
      problems: ['has-dependants', 'not-possible-now'],
    },
  },
};
