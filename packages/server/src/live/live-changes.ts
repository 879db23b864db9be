import type { Change, LiveTopic, StreamBegin } from '../contract/index.ts';
import { findPause, PendingChanges } from './pending-changes.ts';

/** What a client hears next: changes, with the number of the last, that nothing changed for a while, or that there is no more. */
export type Heard = { kind: 'changes'; changes: Change[]; number: number } | { kind: 'quiet' } | { kind: 'ended' };

/** One client's place. Between two calls of `next` changes gather in it, within the bounds of PendingChanges. */
export interface ChangeListener {
  /** Resolves with what changed since the last call, at most four times a second; `quiet` after `quietMs` without any. Not to be called again before. */
  next(quietMs: number): Promise<Heard>;
  end(): void;
}

/** Tells open pages that things have changed. Telling costs next to nothing while nobody listens. */
export interface LiveChanges {
  publish: (topic: LiveTopic, id?: string) => void;
  /** Where the changes stand; told to a client as it begins to listen, in the same turn of the event loop. */
  standing: () => StreamBegin;
  /** Where they stand, as {@link CHANGES_HEADER} says it. */
  mark: () => string;
  /** @param session ends the place with it; null for a key's */
  listen(session: string | null): ChangeListener | 'full' | 'closed';
  /** Ends the places of a session that is over. */
  endSession: (session: string) => void;
  /** Ends every place, and lets nobody in again. */
  close(): void;
  count(): number;
}

/** Places at most: each is a connection that stays open. */
const MOST_LISTENERS = 200;

export function createLiveChanges(now: () => number, mostListeners = MOST_LISTENERS): LiveChanges {
  const places = new Set<Place>();
  const newest: Partial<Record<LiveTopic, number>> = {};
  // No two servers on one data folder start in one millisecond.
  const run = now().toString(36);
  let number = 0;
  let isClosed = false;
  return {
    publish(topic, id) {
      number += 1;
      newest[topic] = number;
      for (const place of places) place.add(topic, id);
    },
    standing: () => ({ run, number, topics: { ...newest } }),
    mark: () => `${run}.${number}`,
    listen(session) {
      if (isClosed) return 'closed';
      if (places.size >= mostListeners) return 'full';
      const place = new Place(session, { now, numberOf: () => number, onEnd: () => places.delete(place) });
      places.add(place);
      return place;
    },
    endSession(session) {
      for (const place of places) if (place.session === session) place.end();
    },
    close() {
      isClosed = true;
      for (const place of places) place.end();
    },
    count: () => places.size,
  };
}

interface PlaceDeps {
  now: () => number;
  /** Of the newest change. */
  numberOf: () => number;
  onEnd: () => void;
}

class Place implements ChangeListener {
  readonly session: string | null;
  readonly #pending = new PendingChanges();
  readonly #deps: PlaceDeps;
  #lastSentAt: number | null = null;
  #ended = false;
  /** Set while `next` waits. */
  #wake: (() => void) | null = null;

  constructor(session: string | null, deps: PlaceDeps) {
    this.session = session;
    this.#deps = deps;
  }

  add(topic: LiveTopic, id: string | undefined): void {
    const wasEmpty = this.#pending.isEmpty;
    this.#pending.add(topic, id);
    if (wasEmpty) this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#deps.onEnd();
    this.#wake?.();
  }

  async next(quietMs: number): Promise<Heard> {
    if (this.#pending.isEmpty && !this.#ended) await this.#wait(quietMs);
    if (!this.#ended && !this.#pending.isEmpty) {
      const pause = findPause(this.#lastSentAt, this.#deps.now());
      if (pause > 0) await this.#wait(pause);
    }
    if (this.#ended) return { kind: 'ended' };
    if (this.#pending.isEmpty) return { kind: 'quiet' };
    this.#lastSentAt = this.#deps.now();
    return { kind: 'changes', changes: this.#pending.take(), number: this.#deps.numberOf() };
  }

  /** Until it is woken, `ms` at most. While changes are pending only the end wakes it. */
  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.#wake = null;
        resolve();
      };
      const timer = setTimeout(done, ms);
      this.#wake = done;
    });
  }
}
