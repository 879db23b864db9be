import type { Session } from '@postmap/server/contract';
import { queryOptions } from '@tanstack/react-query';
import { request } from './client.ts';
import { reportConnection } from './connection.ts';

/** Who is signed in. A 401 shows the sign-in page, whichever call it answers. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<Session>('GET', '/session', { signal }),
  staleTime: 60_000,
});

export async function signOut(): Promise<void> {
  await request<null>('DELETE', '/session');
  reportConnection({ signedIn: false });
}
