import type { ActiveSession, EndedSessions } from '@postmap/server/contract';
import { queryOptions } from '@tanstack/react-query';
import { request, requestAll } from './client.ts';

/** Who is signed in. */
export const sessionsQuery = () =>
  queryOptions({ queryKey: ['sessions'], queryFn: ({ signal }) => requestAll<ActiveSession>('/sessions', {}, signal) });

export function endSession(id: string): Promise<null> {
  return request('DELETE', `/sessions/${id}`);
}

/** Ends every session but the one that asks. */
export function endOtherSessions(): Promise<EndedSessions> {
  return request('DELETE', '/sessions');
}
