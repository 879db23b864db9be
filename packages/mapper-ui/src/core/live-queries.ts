import type { Change, Changes, LiveTopic } from '@postmap/server/contract';

/** The first part of the query keys whose answers a change of a topic may change. */
const roots: Readonly<Record<LiveTopic, readonly string[]>> = {
  events: ['events', 'stats'],
  deliveries: ['deliveries', 'stats', 'alerts', 'events'],
  inbox: ['inbox'],
  samples: ['samples'],
  feeds: ['feeds'],
  customers: ['customers', 'triggers'],
  templates: ['templates', 'triggers'],
  triggers: ['triggers', 'customers', 'templates'],
  keys: ['keys'],
  sessions: ['sessions'],
  audit: ['audit'],
  catalog: ['catalog'],
  settings: ['settings'],
};

/** Parts of keys whose answers are never asked for again by themselves: asking has consequences, or runs templates. */
const onlyOnDemand: ReadonlySet<unknown> = new Set(['secret', 'case-run', 'facts', 'palette', 'matches']);

/** Lists with more loaded pages than this stay as they are: each page would be asked for again. */
export const MOST_LIVE_PAGES = 4;

/** Whether the answer to a query may have changed. One thing, `[topic, 'one', id]`, has only when its id is told, or no id is. */
export function isTold(key: readonly unknown[], changes: readonly Change[]): boolean {
  const [root, part, id] = key;
  if (key.some((name) => onlyOnDemand.has(name))) return false;
  return changes.some(({ topic, ids }) => {
    if (!roots[topic].some((told) => told === root)) return false;
    if (part !== 'one') return true;
    return topic === root && (ids === undefined || ids.some((told) => told === id));
  });
}

/** Whether somebody has loaded so many pages of a list that it is no longer kept up to date. */
export function isFarBack(data: unknown): boolean {
  const pages = typeof data === 'object' && data !== null && 'pages' in data ? data.pages : undefined;
  return Array.isArray(pages) && pages.length > MOST_LIVE_PAGES;
}

/** Every topic, for when it is not known what was missed. */
export const EVERYTHING: readonly Change[] = [
  { topic: 'events' },
  { topic: 'deliveries' },
  { topic: 'inbox' },
  { topic: 'samples' },
  { topic: 'feeds' },
  { topic: 'customers' },
  { topic: 'templates' },
  { topic: 'triggers' },
  { topic: 'keys' },
  { topic: 'sessions' },
  { topic: 'audit' },
  { topic: 'catalog' },
  { topic: 'settings' },
];

/** The changes in a message of the stream, as far as their topics are known; null when it is not what the contract says. */
export function readChanges(text: string): Changes | null {
  const message: unknown = JSON.parse(text);
  if (typeof message !== 'object' || message === null || !('changes' in message) || !('number' in message)) return null;
  if (!Array.isArray(message.changes) || typeof message.number !== 'number') return null;
  return { number: message.number, changes: message.changes.filter((change): change is Change => isChange(change)) };
}

/** The topic of this name; null when there is none. */
export function readTopic(name: string): LiveTopic | null {
  return EVERYTHING.find(({ topic }) => topic === name)?.topic ?? null;
}

function isChange(change: unknown): boolean {
  return (
    typeof change === 'object' &&
    change !== null &&
    'topic' in change &&
    typeof change.topic === 'string' &&
    Object.hasOwn(roots, change.topic)
  );
}
