import { hashSecret } from '../access/access-keys.ts';
import type { Workspace } from '../storage/workspace/workspace.ts';
import type { FeedRecord } from './feed-record.ts';

/** Finds the feed that an event comes in by. */
export interface FeedIndex {
  byToken(token: string): Promise<FeedRecord | undefined>;
  /** An id wins over a name. */
  byIdOrName(idOrName: string): Promise<FeedRecord | undefined>;
  close(): void;
}

interface Snapshot {
  /** By SHA-256, so that how long a look-up takes says nothing about a token. */
  byTokenHash: ReadonlyMap<string, FeedRecord>;
  byIdOrName: ReadonlyMap<string, FeedRecord>;
}

/**
 * An index over the workspace's feeds, built anew at the first look-up after a change. Every event asks; the workspace copies all feeds
 * for each list, and a feed can name 10,000 customers.
 */
export function createFeedIndex(workspace: Pick<Workspace, 'records' | 'onChange'>): FeedIndex {
  let changes = 0;
  let current: { changes: number; snapshot: Snapshot } | undefined;
  const stopListening = workspace.onChange(() => changes++);

  async function takeSnapshot(): Promise<Snapshot> {
    if (current?.changes === changes) return current.snapshot;
    const before = changes;
    const feeds = await workspace.records.feeds.list();
    const snapshot = {
      byTokenHash: new Map(feeds.map((feed) => [hashSecret(feed.token), feed])),
      byIdOrName: new Map([
        ...feeds.map((feed): [string, FeedRecord] => [feed.name, feed]),
        ...feeds.map((feed): [string, FeedRecord] => [feed.id, feed]),
      ]),
    };
    current = { changes: before, snapshot };
    return snapshot;
  }

  return {
    byToken: async (token) => (await takeSnapshot()).byTokenHash.get(hashSecret(token)),
    byIdOrName: async (idOrName) => (await takeSnapshot()).byIdOrName.get(idOrName),
    close: stopListening,
  };
}
