import { generateToken } from '../access/access-keys.ts';
import { linkOrigin } from '../access/own-addresses.ts';
import type { OwnAddresses } from '../access/own-addresses.ts';
import type { Principal } from '../access/principal.ts';
import { feedInputSchema, SECRET_MASK } from '../contract/index.ts';
import type { Feed, FeedInput, Page, PageQuery } from '../contract/index.ts';
import { beginRecord, checkVersion, countChange, listNames, mergeInput } from '../http/change-record.ts';
import { pageOf } from '../http/page-of.ts';
import { notFound, ProblemError } from '../http/problem-error.ts';
import type { ServerDeps } from '../server-deps.ts';
import type { WorkspaceReader } from '../storage/workspace/workspace.ts';
import type { FeedRecord } from './feed-record.ts';

/** The feed that is always there, and that events without another go to. */
export const DEFAULT_FEED_ID = 'feed_default';

type FeedDeps = Pick<ServerDeps, 'workspace' | 'addresses' | 'now' | 'newId' | 'randomBytes'>;
type Reads = Pick<WorkspaceReader, 'feeds' | 'customers'>;

export async function listFeeds(
  { workspace, addresses }: FeedDeps,
  query: PageQuery,
  viewer: Principal,
): Promise<Page<Feed>> {
  const page = pageOf(await workspace.records.feeds.list(), query);
  return { ...page, items: page.items.map((record) => presentFeed(record, addresses, viewer)) };
}

export async function getFeed({ workspace, addresses }: FeedDeps, id: string, viewer: Principal): Promise<Feed> {
  return presentFeed(await requireFeed(workspace.records, id), addresses, viewer);
}

export async function createFeed(deps: FeedDeps, input: FeedInput, viewer: Principal): Promise<Feed> {
  const { workspace, addresses, now, newId, randomBytes } = deps;
  const record: FeedRecord = { ...beginRecord(newId('feed'), now()), ...input, token: generateToken(randomBytes) };
  await workspace.write(async (writer) => {
    await checkFeed(writer, record);
    await writer.feeds.put(record);
  });
  return presentFeed(record, addresses, viewer);
}

export async function changeFeed(
  { workspace, addresses, now }: FeedDeps,
  change: { id: string; patch: unknown; version: number | undefined },
  viewer: Principal,
): Promise<Feed> {
  const record = await workspace.write(async (writer) => {
    const kept = await requireFeed(writer, change.id);
    checkVersion(kept, change.version);
    const changed = { ...kept, ...mergeInput(feedInputSchema, kept, change.patch), ...countChange(kept, now()) };
    await checkFeed(writer, changed);
    await writer.feeds.put(changed);
    return changed;
  });
  return presentFeed(record, addresses, viewer);
}

/** Gives a feed another ingest URL; from then on nothing is taken at the old one. */
export async function rotateToken(
  { workspace, addresses, now, randomBytes }: FeedDeps,
  { id, version }: { id: string; version: number | undefined },
  viewer: Principal,
): Promise<Feed> {
  const record = await workspace.write(async (writer) => {
    const kept = await requireFeed(writer, id);
    checkVersion(kept, version);
    const changed = { ...kept, token: generateToken(randomBytes), ...countChange(kept, now()) };
    await writer.feeds.put(changed);
    return changed;
  });
  return presentFeed(record, addresses, viewer);
}

export async function deleteFeed({ workspace }: FeedDeps, id: string): Promise<void> {
  if (id === DEFAULT_FEED_ID) {
    throw new ProblemError(
      'not-possible-now',
      'The default feed cannot be deleted: switch it off with "enabled": false instead.',
    );
  }
  await workspace.write(async (writer) => {
    const { name } = await requireFeed(writer, id);
    const listeners = (await writer.triggers.list()).filter(({ routes }) =>
      routes.some(({ feedIds }) => feedIds?.includes(id)),
    );
    if (listeners.length > 0)
      throw new ProblemError(
        'has-dependants',
        `The feed ${JSON.stringify(name)} is named by the routes of ${listNames(listeners.map((trigger) => trigger.name))}: change them first.`,
      );
    await writer.feeds.delete(id);
  });
}

/** Makes the default feed, where it is missing. */
export async function ensureDefaultFeed({ workspace, now, randomBytes }: FeedDeps): Promise<void> {
  if ((await workspace.records.feeds.get(DEFAULT_FEED_ID)) !== undefined) return;
  const input = feedInputSchema.parse({ name: 'default' });
  const record = { ...beginRecord(DEFAULT_FEED_ID, now()), ...input, token: generateToken(randomBytes) };
  await workspace.write((writer) => writer.feeds.put(record));
}

/** The feed whose ingest URL holds this token. */
export async function findFeedByToken(
  { feedIndex }: Pick<ServerDeps, 'feedIndex'>,
  token: string,
): Promise<FeedRecord> {
  const feed = await feedIndex.byToken(token);
  if (feed === undefined)
    throw new ProblemError('not-found', 'No feed has this ingest URL: copy it again from the feed’s settings.');
  return feed;
}

/** A feed by id or name; the default one when none is named. */
export async function findFeed(
  { feedIndex }: Pick<ServerDeps, 'feedIndex'>,
  idOrName: string = DEFAULT_FEED_ID,
): Promise<FeedRecord> {
  const feed = await feedIndex.byIdOrName(idOrName);
  if (feed === undefined) throw notFound('feed', idOrName);
  return feed;
}

function presentFeed({ token, ...record }: FeedRecord, addresses: OwnAddresses, { role }: Principal): Feed {
  const shown = role === 'viewer' ? SECRET_MASK : token;
  return { ...record, token: shown, ingestUrl: `${linkOrigin(addresses)}/in/${shown}` };
}

async function requireFeed({ feeds }: Pick<Reads, 'feeds'>, id: string): Promise<FeedRecord> {
  const record = await feeds.get(id);
  if (record === undefined) throw notFound('feed', id);
  return record;
}

async function checkFeed(reads: Reads, { id, name, customers }: FeedRecord): Promise<void> {
  const namesake = (await reads.feeds.list()).find((other) => other.name === name && other.id !== id);
  if (namesake !== undefined)
    throw new ProblemError('name-taken', `There is a feed named ${JSON.stringify(name)} already: choose another name.`);
  if (customers === 'all') return;
  const known = new Set((await reads.customers.list()).map((customer) => customer.id));
  const errors = customers.flatMap((customerId, index) =>
    known.has(customerId)
      ? []
      : [{ path: `customers[${index}]`, message: `There is no customer ${JSON.stringify(customerId)}.` }],
  );
  if (errors.length > 0)
    throw new ProblemError('invalid-request', 'The feed names customers that do not exist.', errors);
}
