import type { Delivery, EventDetail, EventListItem, EventMatches, Page } from '@postmap/server/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { EventFilter } from '../core/event-search.ts';
import { request } from './client.ts';

export function listEvents(
  filter: EventFilter,
  page: { limit: number; cursor?: string; signal?: AbortSignal },
): Promise<Page<EventListItem>> {
  const { signal, ...query } = page;
  return request('GET', '/events', { query: { ...filter, ...query }, signal });
}

/** Page by page. */
export const eventsQuery = (filter: EventFilter) =>
  infiniteQueryOptions({
    queryKey: ['events', 'list', filter],
    queryFn: ({ pageParam, signal }) => listEvents(filter, { limit: 50, cursor: pageParam, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['events', 'one', id],
    queryFn: ({ signal }) => request<EventDetail>('GET', `/events/${id}`, { signal }),
    // What came does not change.
    staleTime: 60_000,
  });

/** What every trigger would make of an event now, page by page. */
export function listMatches(
  id: string,
  query: { q: string; cursor?: string; signal?: AbortSignal },
): Promise<EventMatches> {
  const { signal, ...rest } = query;
  return request('GET', `/events/${id}/matches`, { query: rest, signal });
}

/** The deliveries on record of an event, newest first. */
export const eventDeliveriesQuery = (eventId: string) =>
  queryOptions({
    queryKey: ['deliveries', 'of-event', eventId],
    queryFn: ({ signal }) => request<Page<Delivery>>('GET', '/deliveries', { query: { eventId, limit: 50 }, signal }),
  });
