import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newDelivery, newEvent } from '../../../../../../test/conformance/records.ts';
import { StorageRefused, StorageUnavailable } from '../../storage-errors.ts';
import type { Ledger } from '../ledger.ts';
import { firstSchema } from './migrations/first-schema.ts';
import { openDatabase } from './open-database.ts';
import { createSqliteLedger, openSqliteLedger } from './open-sqlite-ledger.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmap-ledger-'));
  file = join(folder, 'ledger.db');
});
afterEach(() => rm(folder, { recursive: true }));

const refusal = async (): Promise<string> => {
  const error: unknown = await openSqliteLedger({ file, busyTimeoutMs: 50 }).catch((reason: unknown) => reason);
  if (!(error instanceof StorageRefused)) throw new Error(`not refused: ${String(error)}`);
  return error.message;
};

describe('opening', () => {
  it('waits for fsync at every commit, also after writes', async () => {
    const database = openDatabase(file);
    const ledger = createSqliteLedger(database);
    await ledger.events.accept(newEvent(), []);
    const settings = ['synchronous', 'journal_mode', 'foreign_keys', 'locking_mode'].map((name) =>
      database.pragma(name, { simple: true }),
    );
    expect(settings).toEqual([2, 'wal', 1, 'exclusive']);
    await ledger.close();
  });

  it('keeps the file to its owner', async () => {
    const ledger = await openSqliteLedger({ file });
    for (const name of [file, `${file}-wal`]) expect((await stat(name)).mode & 0o777).toBe(0o600);
    await ledger.close();
  });

  it('is refused while another holds the file, and possible after', async () => {
    const holder = await openSqliteLedger({ file });
    expect(await refusal()).toContain(`${file}: another process has this ledger open`);
    await holder.close();
    await (await openSqliteLedger({ file })).close();
  });

  it('is refused for a newer version', async () => {
    const database = new Database(file);
    database.pragma('user_version = 99');
    database.close();
    expect(await refusal()).toContain('version 99 was written by a newer Postmap');
  });

  it('brings a ledger of version 1 forward, with what it holds', async () => {
    const database = new Database(file);
    database.exec(firstSchema);
    database.exec(
      `INSERT INTO revisions (template_id, revision, language, source, format, note, published_at, published_by)
       VALUES ('tpl_1', 1, 'jsonata', '1', 'json', '', '2026-01-15T12:00:00.000Z', 'ann')`,
    );
    database.exec(
      `INSERT INTO events VALUES ('evt_1', 'live', 'f', 'postmap', 's', NULL, 'n', '[]', NULL, 1, NULL, '{}', '[]', 0, '', '[]');
       INSERT INTO deliveries (id, kind, status, diagnostics, event_id, event_type, trigger_id, trigger_name, customer_id, customer_name,
         template_id, revision, created_at, next_attempt_at)
       VALUES ('dlv_1', 'live', 'scheduled', '[]', 'evt_1', 'n', 'trg_1', 'T', 'cus_1', 'C', 'tpl_1', 1, 1, 5)`,
    );
    database.pragma('user_version = 1');
    database.close();
    const ledger = await openSqliteLedger({ file });
    expect(await ledger.revisions.get('tpl_1', 1)).toMatchObject({ source: '1', formatOptions: {} });
    const [claim] = await ledger.queue.claim({ now: 10, limit: 2, leaseMs: 100, exceptTriggerIds: [] });
    expect(claim?.delivery).toMatchObject({ id: 'dlv_1', status: 'sending', heldBy: null });
    await ledger.close();
  });

  it('is refused for a file that is no database', async () => {
    await writeFile(file, 'x'.repeat(8_192));
    expect(await refusal()).toContain('damaged');
  });

  it('is refused where the folder is missing', async () => {
    file = join(folder, 'missing', 'ledger.db');
    expect(await refusal()).toContain('cannot be opened');
  });

  it('is refused for a cut file', async () => {
    await (await openSqliteLedger({ file })).close();
    await truncate(file, 6_000);
    expect(await refusal()).toContain(file);
  });
});

/** Fills the ledger to its limit, in batches of five; answers the ids of what was kept, and what the last batch came to. */
async function fill(ledger: Ledger): Promise<{ kept: string[]; failures: unknown[] }> {
  const kept: string[] = [];
  // A limit that does not hold must fail the test, not fill the disk.
  for (let batch = 0; batch < 100; batch++) {
    const events = Array.from({ length: 5 }, () => newEvent({ body: new Uint8Array(20_000) }));
    const outcomes = await Promise.allSettled(events.map((event) => ledger.events.accept(event, [newDelivery(event)])));
    const failures = outcomes.flatMap((outcome): unknown[] => (outcome.status === 'rejected' ? [outcome.reason] : []));
    if (failures.length > 0) return { kept, failures };
    kept.push(...events.map(({ id }) => id));
  }
  return { kept, failures: [] };
}

describe('a full disk', () => {
  it('rejects the whole batch, keeps what was accepted, and is over when there is room', async () => {
    const database = openDatabase(file);
    const pages = database.pragma('page_count', { simple: true });
    database.pragma(`max_page_count = ${Number(pages) + 100}`);
    const ledger = createSqliteLedger(database);
    const { kept, failures } = await fill(ledger);
    expect(failures).toHaveLength(5);
    for (const failure of failures) expect(failure).toBeInstanceOf(StorageUnavailable);
    expect(kept.length).toBeGreaterThan(0);
    expect((await ledger.events.list({ limit: 200 })).items.map(({ id }) => id).toReversed()).toEqual(kept);
    database.pragma('max_page_count = 1000000');
    const event = newEvent();
    expect(await ledger.events.accept(event, [newDelivery(event)])).toEqual({ kind: 'stored', throttled: [] });
    await ledger.checkHealth();
    await ledger.close();
    const reopened = await openSqliteLedger({ file });
    expect((await reopened.events.list({ limit: 200 })).items).toHaveLength(kept.length + 1);
    await reopened.close();
  });
});

describe('closing', () => {
  it('commits what waits and refuses what comes after', async () => {
    const ledger = await openSqliteLedger({ file });
    const events = Array.from({ length: 250 }, () => newEvent());
    const accepted = Promise.all(events.map((event) => ledger.events.accept(event, [])));
    await ledger.close();
    expect(await accepted).toHaveLength(250);
    await expect(ledger.checkHealth()).rejects.toThrow(StorageUnavailable);
    const reopened = await openSqliteLedger({ file });
    expect(await reopened.events.get(events.at(-1)!.id)).toBeDefined();
    await reopened.close();
  });
});

describe('a process killed under load', () => {
  const program = fileURLToPath(new URL('../../../../../../test/support/accept-events.ts', import.meta.url));

  /** Kills the program with SIGKILL once it has said that `enough` events are on disk; answers their ids. */
  function runUntilKilled(prefix: string, enough: number): Promise<string[]> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, ['--conditions=@postmap/source', program, file, prefix], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      let complaints = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.split('\n').length > enough) child.kill('SIGKILL');
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
      child.on('error', reject);
      child.on('close', (_, signal) => {
        if (signal !== 'SIGKILL') reject(new Error(`The program ended by itself: ${complaints}`));
        // The last line may be cut: it counts as not said.
        else resolve(said.split('\n').slice(0, -1));
      });
    });
  }

  it('loses nothing that was accepted and keeps no half of anything', { timeout: 60_000 }, async () => {
    const said: string[] = [];
    for (const [cycle, enough] of [1, 50, 200, 333, 500].entries()) {
      said.push(...(await runUntilKilled(`k${cycle}`, enough)));
    }
    expect(said.length).toBeGreaterThan(1_000);
    const ledger = await openSqliteLedger({ file, busyTimeoutMs: 5_000 });
    for (const id of said) expect(await ledger.events.get(id)).toBeDefined();
    await ledger.close();
    const database = new Database(file);
    const orphans = database.prepare(
      `SELECT count(*) FROM events WHERE (SELECT count(*) FROM deliveries WHERE event_id = events.id) <> 2
         OR NOT EXISTS (SELECT 1 FROM event_bodies WHERE event_id = events.id)`,
    );
    expect(orphans.pluck().get()).toBe(0);
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok');
    database.close();
  });
});
