import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { openSqliteLedger } from '../storage/ledger/sqlite/open-sqlite-ledger.ts';
import { createLastUses } from './last-uses.ts';
import type { Principal } from './principal.ts';

const MINUTE = 60_000;
const byKey: Principal = { role: 'viewer', name: 'CI', expiresAt: null, sessionHash: null, keyId: 'key_1' };
const caller = { address: '203.0.113.7', userAgent: 'curl/8.5.0' };

let folder: string;
let ledger: Ledger;
let commits: number;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmap-uses-'));
  ledger = await openSqliteLedger({ file: join(folder, 'ledger.db'), onCommit: () => (commits += 1) });
  commits = 0;
});
afterEach(async () => {
  await ledger.close();
  await rm(folder, { recursive: true });
});

test('a key that is used all the time is written once a minute, and keys do not wait for each other', async () => {
  let at = 0;
  const uses = createLastUses({ ledger, logger: pino({ level: 'silent' }), now: () => at });
  for (; at < 3 * MINUTE; at += 100) uses.note(byKey, caller);
  await expect.poll(() => ledger.keyUses.get('key_1')).toBe(2 * MINUTE);
  // The writes share transactions: three at most.
  expect(commits).toBeLessThanOrEqual(3);
  uses.note({ ...byKey, keyId: 'key_2' }, caller);
  await expect.poll(() => ledger.keyUses.get('key_2')).toBe(3 * MINUTE);
});

test('the admin key, which is no record, leaves none', async () => {
  createLastUses({ ledger, logger: pino({ level: 'silent' }), now: () => 0 }).note({ ...byKey, keyId: null }, caller);
  await ledger.checkHealth();
  expect(await ledger.keyUses.list()).toEqual(new Map());
});

test('a session has the caller of its last use', async () => {
  const session = {
    id: 'ses_1',
    tokenHash: 'ff',
    role: 'admin',
    name: 'admin',
    createdAt: 0,
    expiresAt: MINUTE,
  } as const;
  await ledger.sessions.add({ ...session, lastUsedAt: 0, address: null, userAgent: null });
  const uses = createLastUses({ ledger, logger: pino({ level: 'silent' }), now: () => 7 });
  uses.note({ ...byKey, keyId: null, sessionHash: 'ff' }, caller);
  await expect.poll(() => ledger.sessions.get('ff')).toMatchObject({ lastUsedAt: 7, ...caller });
});

test('what cannot be written is logged, and fails nobody', async () => {
  const lines: string[] = [];
  const logger = pino({}, { write: (line) => void lines.push(line) });
  const other = await openSqliteLedger({ file: join(folder, 'other.db') });
  await other.close();
  createLastUses({ ledger: other, logger, now: () => 0 }).note(byKey, caller);
  await expect.poll(() => lines.join('')).toContain('could not be noted');
});
