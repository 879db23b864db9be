import type { Change, LiveTopic } from '../contract/index.ts';
import { findPause, PendingChanges } from './pending-changes.ts';

/** What a client hears next: changes, that nothing changed for a while, or that there is no more. */
export type Heard = { kind: 'changes'; changes: Change[] } | { kind: 'quiet' } | { kind: 'ended' };

/** One client's place. Between two calls of `next` changes gather in it, within the bounds of PendingChanges. */
export interface ChangeListener {
  /** Resolves with what changed since the last call, at most four times a second; `quiet` after `quietMs` without any. Not to be called again before. */
  next(quietMs: number): Promise<Heard>;
  end(): void;
}

/** Tells open pages that things have changed. Telling costs one comparison while nobody listens. */
export interface LiveChanges {
  publish: (topic: LiveTopic, id?: string) => void;
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
  let isClosed = false;
  return {
    publish(topic, id) {
      for (const place of places) place.add(topic, id);
    },
    listen(session) {
      if (isClosed) return 'closed';
      if (places.size >= mostListeners) return 'full';
      const place = new Place(session, now, () => places.delete(place));
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

class Place implements ChangeListener {
  readonly session: string | null;
  readonly #pending = new PendingChanges();
  readonly #now: () => number;
  readonly #onEnd: () => void;
  #lastSentAt: number | null = null;
  #ended = false;
  /** Set while `next` waits. */
  #wake: (() => void) | null = null;

  constructor(session: string | null, now: () => number, onEnd: () => void) {
    this.session = session;
    this.#now = now;
    this.#onEnd = onEnd;
  }

  add(topic: LiveTopic, id: string | undefined): void {
    const wasEmpty = this.#pending.isEmpty;
    this.#pending.add(topic, id);
    if (wasEmpty) this.#wake?.();
  }

  end(): void {
    this.#ended = true;
    this.#onEnd();
    this.#wake?.();
  }

  async next(quietMs: number): Promise<Heard> {
    if (this.#pending.isEmpty && !this.#ended) await this.#wait(quietMs);
    if (!this.#ended && !this.#pending.isEmpty) {
      const pause = findPause(this.#lastSentAt, this.#now());
      if (pause > 0) await this.#wait(pause);
    }
    if (this.#ended) return { kind: 'ended' };
    if (this.#pending.isEmpty) return { kind: 'quiet' };
    this.#lastSentAt = this.#now();
    return { kind: 'changes', changes: this.#pending.take() };
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
