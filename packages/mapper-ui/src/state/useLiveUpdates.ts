import type { Change } from '@postmap/server/contract';
import type { Query, QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listenToChanges } from '../api/live-stream.ts';
import { sessionQuery } from '../api/session.ts';
import { isFarBack, isTold } from '../core/live-queries.ts';

/** Between two times that what is shown is asked for again: the first change shows at once, a flood of them once a second. */
const PAUSE_MS = 1_000;
/** How soon it is looked again whether answers that are under way have come. */
const BUSY_MS = 200;

/** Keeps what every page shows up to date with the server, by one stream of changes. */
export function useLiveUpdates(isSignedIn: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (!isSignedIn) return undefined;
    const refresher = createRefresher(client);
    const end = listenToChanges({
      onChanges: (changes) => refresher.add(changes),
      // Says by itself when the server cannot be reached, or wants us to sign in.
      onBreak: () => void client.fetchQuery({ ...sessionQuery, staleTime: 0, retry: false }).catch(() => undefined),
    });
    return () => {
      end();
      refresher.end();
    };
  }, [client, isSignedIn]);
}

function createRefresher(client: QueryClient) {
  let pending: Change[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let refreshedAt = Number.NEGATIVE_INFINITY;

  const refresh = (): void => {
    timer = undefined;
    const told = (query: Query): boolean => isTold(query.queryKey, pending) && !isFarBack(query.state.data);
    // An answer that is under way may be from before the change, and asking anew each time would never let one arrive.
    if (client.isFetching({ predicate: told }) > 0) {
      timer = setTimeout(refresh, BUSY_MS);
      return;
    }
    void client.invalidateQueries({ predicate: told });
    pending = [];
    refreshedAt = performance.now();
  };

  return {
    add(changes: readonly Change[]): void {
      pending.push(...changes);
      timer ??= setTimeout(refresh, Math.max(0, refreshedAt + PAUSE_MS - performance.now()));
    },
    end(): void {
      clearTimeout(timer);
    },
  };
}
