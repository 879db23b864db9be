import { useCallback, useSyncExternalStore } from 'react';

/** One clock per period, however many components look at it. */
interface Clock {
  now: number;
  listeners: Set<() => void>;
  timer: ReturnType<typeof setInterval> | undefined;
}

const clocks = new Map<number, Clock>();

/** The time in UTC milliseconds, renewed every `everyMs` while the page is visible. */
export function useNow(everyMs: number): number {
  const watch = useCallback((listener: () => void) => watchClock(everyMs, listener), [everyMs]);
  return useSyncExternalStore(watch, () => clockOf(everyMs).now);
}

function watchClock(everyMs: number, listener: () => void): () => void {
  const clock = clockOf(everyMs);
  clock.listeners.add(listener);
  clock.timer ??= setInterval(() => {
    if (!document.hidden) tick(clock);
  }, everyMs);
  // Nobody has looked for a while: what was read then may be old.
  if (clock.listeners.size === 1) tick(clock);
  return () => {
    clock.listeners.delete(listener);
    if (clock.listeners.size > 0) return;
    clearInterval(clock.timer);
    clock.timer = undefined;
  };
}

function tick(clock: Clock): void {
  clock.now = Date.now();
  for (const listener of clock.listeners) listener();
}

function clockOf(everyMs: number): Clock {
  const known = clocks.get(everyMs);
  if (known !== undefined) return known;
  const clock: Clock = { now: Date.now(), listeners: new Set(), timer: undefined };
  clocks.set(everyMs, clock);
  return clock;
}
