import type { InboxMessage, Page } from '@postmap/server/contract';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { request } from './client.ts';

export function listInbox(
  name: string | undefined,
  page: { limit: number; cursor?: string; signal?: AbortSignal },
): Promise<Page<InboxMessage>> {
  const { signal, ...query } = page;
  return request('GET', '/inbox', { query: { name, ...query }, signal });
}

/** Page by page: the messages of one inbox, or of all. */
export const inboxQuery = (name: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['inbox', name ?? null],
    queryFn: ({ pageParam, signal }) => listInbox(name, { limit: 50, cursor: pageParam, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** Deletes the messages of one inbox, or of all. */
export function clearInbox(name: string | undefined): Promise<null> {
  return request('DELETE', '/inbox', { query: { name } });
}
