import type { Role } from '@postmap/server/contract';
import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '../api/session.ts';

/** What the signed-in person may do, as the server's access rules have it. */
export interface Access {
  role: Role | undefined;
  /** Who is signed in: the name of the key or link. */
  name: string | undefined;
  /** Add, change, delete, test, activate, retry, cancel; see the inbox and what is sent. */
  mayEdit: boolean;
  /** Keys, settings, exact bytes. */
  mayAdminister: boolean;
}

/** Why a viewer finds a button switched off. */
export const VIEWER_REASON = 'You are signed in as a viewer: you can look at everything here, and change nothing.';

/** While the session is not known, nothing is allowed: no button flashes up that is then taken away. */
export function useRole(): Access {
  const { data } = useQuery(sessionQuery);
  return {
    role: data?.role,
    name: data?.name,
    mayEdit: data?.role === 'admin' || data?.role === 'editor',
    mayAdminister: data?.role === 'admin',
  };
}
