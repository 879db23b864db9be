import type { Change, LiveTopic } from '../contract/index.ts';

/** Ids told of one topic at most; of more changes only the topic is told. */
export const MOST_IDS = 50;

/** Milliseconds between two messages to one client at least: four a second. */
export const SHORTEST_PAUSE_MS = 250;

/** What changed since a client was last told. However much changes, it holds no more than each topic once, with `MOST_IDS` ids. */
export class PendingChanges {
  /** Null stands for any id. */
  readonly #topics = new Map<LiveTopic, Set<string> | null>();

  get isEmpty(): boolean {
    return this.#topics.size === 0;
  }

  /** Without an id, anything of the topic may have changed. */
  add(topic: LiveTopic, id?: string): void {
    const ids = this.#topics.get(topic);
    if (ids === null) return;
    if (id === undefined || (ids !== undefined && ids.size >= MOST_IDS && !ids.has(id))) this.#topics.set(topic, null);
    else if (ids === undefined) this.#topics.set(topic, new Set([id]));
    else ids.add(id);
  }

  /** All of it, in the order in which topics first changed; then nothing is pending. */
  take(): Change[] {
    const changes = [...this.#topics].map(([topic, ids]) => (ids === null ? { topic } : { topic, ids: [...ids] }));
    this.#topics.clear();
    return changes;
  }
}

/** How long the next message waits: the first goes at once, those that follow keep their distance. */
export function findPause(lastSentAt: number | null, now: number): number {
  if (lastSentAt === null || now < lastSentAt) return 0;
  return Math.max(0, lastSentAt + SHORTEST_PAUSE_MS - now);
}
