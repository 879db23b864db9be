import { useSyncExternalStore } from 'react';
import { readLiveState, watchLiveState } from '../api/live-stream.ts';
import type { LiveState } from '../api/live-stream.ts';

/** How often what changes is asked for while the server does not tell of it. */
const POLL_MS = 5_000;

export function useLiveState(): LiveState {
  return useSyncExternalStore(watchLiveState, readLiveState);
}

/** For `refetchInterval` of what the stream covers: nothing while it is live. */
export function usePolling(): number | false {
  return useLiveState() === 'live' ? false : POLL_MS;
}
