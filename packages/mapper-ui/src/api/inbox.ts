import type { InboxMessage, Page } from '@postmap/server/contract';
import { request } from './client.ts';

export function listInbox(
  name: string | undefined,
  page: { limit: number; cursor?: string; signal?: AbortSignal },
): Promise<Page<InboxMessage>> {
  const { signal, ...query } = page;
  return request('GET', '/inbox', { query: { name, ...query }, signal });
}

/** Deletes the messages of one inbox, or of all. */
export function clearInbox(name: string | undefined): Promise<null> {
  return request('DELETE', '/inbox', { query: { name } });
}
