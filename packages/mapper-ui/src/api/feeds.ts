import type { EventResource, Feed, FeedInput, Page } from '@postmap/server/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './client.ts';

export function createFeed(input: Partial<FeedInput>): Promise<Feed> {
  return request('POST', '/feeds', { body: input });
}

export function changeFeed(feed: Feed, change: Partial<FeedInput>): Promise<Feed> {
  return request('PATCH', `/feeds/${feed.id}`, { body: change, version: feed.version });
}

/** Gives it another ingest URL. */
export function rotateFeedToken(feed: Feed): Promise<Feed> {
  return request('POST', `/feeds/${feed.id}/rotate-token`, { version: feed.version });
}

export function deleteFeed(id: string): Promise<null> {
  return request('DELETE', `/feeds/${id}`);
}

/** The newest event that came in by a feed; null when none has. */
export const newestEventQuery = (feedId: string) =>
  queryOptions({
    queryKey: ['events', { feedId, newest: true }],
    queryFn: async ({ signal }) => {
      const page = await request<Page<EventResource>>('GET', '/events', { query: { feedId, limit: 1 }, signal });
      return page.items[0] ?? null;
    },
  });
