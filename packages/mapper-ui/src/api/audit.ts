import type { AuditEntry, Page } from '@postmap/server/contract';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { request } from './client.ts';

/** Page by page: who did what, newest first. */
export const auditQuery = () =>
  infiniteQueryOptions({
    queryKey: ['audit'],
    queryFn: ({ pageParam, signal }) =>
      request<Page<AuditEntry>>('GET', '/audit', { query: { limit: 50, cursor: pageParam }, signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
