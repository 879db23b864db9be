import type { Change } from '@postmap/server/contract';
import { readChanges } from '../core/live-queries.ts';
import { createMissedChanges, readBegin } from '../core/missed-changes.ts';
import { watchConnection, readConnection } from './connection.ts';

/** `live` while the server tells of every change; `off` until it does, and while the page is hidden. */
export type LiveState = 'live' | 'off';

export interface StreamListener {
  /** Also of what changed untold, between the answers that are shown and the beginning of the stream. */
  onChanges: (changes: readonly Change[]) => void;
  /** The stream broke off: is the server there, and does it still know us? */
  onBreak: () => void;
}

const shortestWaitMs = 1_000;
const longestWaitMs = 15_000;

let state: LiveState = 'off';
const watchers = new Set<() => void>();
const missedChanges = createMissedChanges();
let tellMissed: StreamListener['onChanges'] | undefined;

export function readLiveState(): LiveState {
  return state;
}

/** Calls `watcher` whenever the state changes, until the returned function is called. */
export function watchLiveState(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Says of an answer of the server which changes it takes in: the header `CHANGES_HEADER` of the contract. */
export function reportMark(mark: string): void {
  const changes = missedChanges.answered(mark);
  if (changes.length > 0) tellMissed?.(changes);
}

/**
 * Keeps one stream of changes open while the page can be seen: browsers allow a server few connections, and a hidden page needs none. A
 * stream that the server refused, which a browser does not try again, is tried again here.
 */
export function listenToChanges({ onChanges, onBreak }: StreamListener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = shortestWaitMs;

  const tell = (changes: readonly Change[]): void => {
    if (changes.length > 0) onChanges(changes);
  };
  tellMissed = onChanges;
  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
    missedChanges.broke();
    setState('off');
  };
  const open = (): void => {
    close();
    if (document.hidden) return;
    const opened = new EventSource('/api/v1/stream');
    source = opened;
    opened.addEventListener('open', () => {
      waitMs = shortestWaitMs;
      setState('live');
    });
    opened.addEventListener('begin', ({ data }) => {
      const begin = readBegin(String(data));
      if (begin !== null) tell(missedChanges.began(begin));
    });
    opened.addEventListener('changes', ({ data }) => {
      const told = readChanges(String(data));
      if (told === null) return;
      missedChanges.told(told.number);
      tell(told.changes);
    });
    opened.addEventListener('error', () => {
      missedChanges.broke();
      setState('off');
      onBreak();
      if (opened.readyState !== EventSource.CLOSED) return;
      clearTimeout(timer);
      timer = setTimeout(open, waitMs);
      waitMs = Math.min(longestWaitMs, waitMs * 2);
    });
  };
  const onVisibility = (): void => (document.hidden ? close() : open());
  const onConnection = (): void => {
    if (readConnection().reachable && state === 'off') open();
  };
  document.addEventListener('visibilitychange', onVisibility);
  const endWatching = watchConnection(onConnection);
  open();
  return () => {
    document.removeEventListener('visibilitychange', onVisibility);
    endWatching();
    tellMissed = undefined;
    close();
  };
}

function setState(next: LiveState): void {
  if (next === state) return;
  state = next;
  for (const watcher of watchers) watcher();
}
