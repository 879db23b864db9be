import type { CreatedKey, Key, KeyInput } from '@postmap/server/contract';
import { queryOptions } from '@tanstack/react-query';
import { request, requestAll } from './client.ts';

export const keysQuery = () =>
  queryOptions({ queryKey: ['keys'], queryFn: ({ signal }) => requestAll<Key>('/keys', {}, signal) });

/** The answer is the only one that holds the whole key. */
export function createKey(input: KeyInput): Promise<CreatedKey> {
  return request('POST', '/keys', { body: input });
}

export function deleteKey(id: string): Promise<null> {
  return request('DELETE', `/keys/${id}`);
}
