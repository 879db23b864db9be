import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLowdbWorkspace } from '../storage/workspace/lowdb/open-lowdb-workspace.ts';
import type { Workspace } from '../storage/workspace/workspace.ts';
import { createFeedIndex } from './feed-index.ts';
import type { FeedIndex } from './feed-index.ts';
import type { FeedRecord } from './feed-record.ts';

const at = '2026-11-21T12:00:00.000Z';
const shop: FeedRecord = {
  id: 'feed_1',
  version: 1,
  createdAt: at,
  updatedAt: at,
  name: 'shop',
  customers: 'all',
  timeZone: 'UTC',
  enabled: true,
  token: 'token-1',
};

let folder: string;
let workspace: Workspace;
let index: FeedIndex;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmap-feeds-'));
  workspace = await openLowdbWorkspace({ file: join(folder, 'workspace.json') });
  index = createFeedIndex(workspace);
});
afterEach(async () => {
  index.close();
  await workspace.close();
  await rm(folder, { recursive: true });
});

test('a feed is found by token, id and name, from the moment it is there until it is gone', async () => {
  expect(await index.byToken('token-1')).toBeUndefined();
  await workspace.write((writer) => writer.feeds.put(shop));
  expect(await index.byToken('token-1')).toEqual(shop);
  expect(await index.byToken('token-')).toBeUndefined();
  expect(await index.byIdOrName('feed_1')).toEqual(shop);
  expect(await index.byIdOrName('shop')).toEqual(shop);
  const off = { ...shop, version: 2, enabled: false, token: 'token-2' };
  await workspace.write((writer) => writer.feeds.put(off));
  expect(await index.byToken('token-1')).toBeUndefined();
  expect(await index.byToken('token-2')).toEqual(off);
  await workspace.write((writer) => writer.feeds.delete('feed_1'));
  expect(await index.byIdOrName('shop')).toBeUndefined();
});

test('an id wins over another feed of that name', async () => {
  await workspace.write((writer) => writer.feeds.put({ ...shop, id: 'feed_2', name: 'feed_1', token: 'token-2' }));
  await workspace.write((writer) => writer.feeds.put(shop));
  expect((await index.byIdOrName('feed_1'))?.token).toBe('token-1');
});
