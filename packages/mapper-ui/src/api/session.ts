import type { Session, SignInLink, SignInRole } from '@postmap/server/contract';
import { queryOptions } from '@tanstack/react-query';
import { ApiError } from './api-error.ts';
import { request } from './client.ts';
import { reportConnection } from './connection.ts';

/** Who is signed in. A 401 shows the sign-in page, whichever call it answers. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => request<Session>('GET', '/session', { signal }),
  staleTime: 60_000,
});

/** What the server says to those who are not signed in: it knows the command that makes a link where it is installed. Null once somebody is. */
export const signInHintQuery = queryOptions({
  queryKey: ['sign-in-hint'],
  queryFn: async ({ signal }): Promise<string | null> => {
    try {
      await request<Session>('GET', '/session', { signal });
      return null;
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return error.detail;
      throw error;
    }
  },
});

/** A link that signs somebody in, once, with the role. */
export function createSignInLink(role: SignInRole): Promise<SignInLink> {
  return request('POST', '/sign-in-links', { body: { role } });
}

export async function signOut(): Promise<void> {
  await request<null>('DELETE', '/session');
  reportConnection({ signedIn: false });
}
