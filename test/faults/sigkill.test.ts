/**
 * The promise under SIGKILL: what got a 2xx is delivered, and nothing else; one id carries the same bytes every time; no request leaves
 * without an attempt on record. The real server is killed at random moments, start-up included, while events are posted; then it is started
 * once more and left to finish. `SIGKILL_CYCLES` and `SIGKILL_SEED` repeat a run.
 *
 * SIGKILL leaves the page cache alone, so this says nothing about fsync.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { openSqliteLedger } from '../../packages/server/src/storage/ledger/sqlite/open-sqlite-ledger.ts';
import { startReceiver } from '../support/recording-receiver.ts';
import type { RecordingReceiver } from '../support/recording-receiver.ts';
import { createRandom, findFreePort, spawnServer } from '../support/spawned-server.ts';
import type { SpawnedServer } from '../support/spawned-server.ts';

const CYCLES = Number(process.env['SIGKILL_CYCLES'] ?? 50);
const SEED = Number(process.env['SIGKILL_SEED'] ?? Date.now() % 2 ** 31);
const POSTERS = 4;
const LONGEST_LOAD_MS = 400;
/** The share of cycles that are killed while the server starts. */
const KILLED_AT_START = 0.2;
const START_MS = 1000;
const ADMIN_KEY = 'sigkill-test-admin-key';

const random = createRandom(SEED);
const sent = new Set<string>();
const acked = new Set<string>();
let folder: string;
let receiver: RecordingReceiver;
let environment: Record<string, string>;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmap-sigkill-'));
  port = await findFreePort();
  receiver = await startReceiver(() => ({ status: random() < 0.1 ? 500 : 200, delayMs: random() < 0.2 ? 40 : 0 }));
  environment = {
    POSTMAP_DATA_DIR: folder,
    POSTMAP_ADMIN_KEY: ADMIN_KEY,
    POSTMAP_ALLOW_NETWORKS: '127.0.0.0/8',
    POSTMAP_DEMO: 'off',
    NODE_COMPILE_CACHE: join(folder, 'compile-cache'),
  };
});

afterAll(async () => {
  await receiver.close();
  await rm(folder, { recursive: true });
});

async function call(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
  return z.object({ id: z.string().optional(), version: z.number().optional() }).parse(JSON.parse(text));
}

/** A trigger that is tried again soon and for long enough to outlast every cycle. */
async function setUp(): Promise<void> {
  const customer = await call('POST', '/api/v1/customers', { name: 'Acme' });
  const source = '{ "marker": data.marker, "event": $event.id }';
  const template = await call('POST', '/api/v1/templates', {
    name: 'Markers',
    language: 'jsonata',
    format: 'json',
    source,
  });
  await call('POST', `/api/v1/templates/${template.id}/publish`, {});
  const trigger = await call('POST', '/api/v1/triggers', {
    customerId: customer.id,
    name: 'Markers',
    routes: [{ events: ['order.updated'] }],
    templateId: template.id,
    destination: { kind: 'url', url: receiver.url },
    retry: { delaysSeconds: Array.from({ length: 50 }, () => 0.1) },
  });
  await call(
    'POST',
    `/api/v1/triggers/${trigger.id}/activate`,
    { force: true },
    { 'if-match': `"${trigger.version}"` },
  );
}

/** Posts one event after the other until the server is gone. */
async function postUntilKilled(cycle: number, poster: number, isOver: () => boolean): Promise<void> {
  for (let count = 0; !isOver(); count++) {
    const marker = `${cycle}-${poster}-${count}`;
    sent.add(marker);
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'order.updated', id: marker, data: { marker } }),
      });
      // The status line is the promise; the kill may come before the rest.
      if (answer.ok) acked.add(marker);
      await answer.arrayBuffer();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      await sleep(25);
    }
  }
}

async function runCycle(cycle: number): Promise<void> {
  const server = spawnServer(port, environment);
  let over = false;
  const posters = Array.from({ length: POSTERS }, (_, poster) => postUntilKilled(cycle, poster, () => over));
  if (random() < KILLED_AT_START) await sleep(random() * START_MS);
  else {
    await server.ready;
    await sleep(random() * LONGEST_LOAD_MS);
  }
  await server.end('SIGKILL');
  over = true;
  await Promise.all(posters);
}

/** Starts it once more and waits until nothing is left to do. */
async function drain(): Promise<SpawnedServer> {
  const server = spawnServer(port, environment);
  await server.ready;
  await vi.waitFor(
    async () => {
      const answer = await fetch(`${server.origin}/api/v1/deliveries?status=scheduled,sending,retrying&limit=1`, {
        headers: { authorization: `Bearer ${ADMIN_KEY}` },
      });
      expect(z.object({ items: z.array(z.unknown()) }).parse(await answer.json()).items).toEqual([]);
    },
    { timeout: 30_000, interval: 50 },
  );
  return server;
}

interface Checked {
  lost: string[];
  unexpected: string[];
  changedBytes: string[];
  unrecorded: string[];
  notSucceeded: string[];
}

/** Looks at the receiver's list and at the ledger, whose server has ended. */
async function check(): Promise<Checked> {
  const ledger = await openSqliteLedger({ file: join(folder, 'ledger.db') });
  const markers = new Map<string, string[]>();
  const hashes = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const { webhookId, bodyHash, body } of receiver.hits) {
    const { marker } = z.object({ marker: z.string() }).parse(JSON.parse(body));
    markers.set(marker, [...(markers.get(marker) ?? []), webhookId]);
    hashes.set(webhookId, (hashes.get(webhookId) ?? new Set()).add(bodyHash));
    counts.set(webhookId, (counts.get(webhookId) ?? 0) + 1);
  }
  const unrecorded: string[] = [];
  const notSucceeded: string[] = [];
  for (const [id, count] of counts) {
    const delivery = await ledger.deliveries.get(id);
    const attempts = await ledger.deliveries.listAttempts(id);
    if (attempts.length < count) unrecorded.push(id);
    if (delivery?.status !== 'succeeded') notSucceeded.push(`${id}: ${delivery?.status} ${delivery?.reason}`);
  }
  await ledger.close();
  return {
    lost: [...acked].filter((marker) => !markers.has(marker)),
    // Never posted, or delivered as two.
    unexpected: [...markers]
      .filter(([marker, ids]) => !sent.has(marker) || new Set(ids).size > 1)
      .map(([marker]) => marker),
    changedBytes: [...hashes].filter(([, found]) => found.size > 1).map(([id]) => id),
    unrecorded,
    notSucceeded,
  };
}

test(`${CYCLES} SIGKILLs under load lose nothing (seed ${SEED})`, { timeout: 60_000 + CYCLES * 5000 }, async () => {
  const first = spawnServer(port, environment);
  await first.ready;
  await setUp();
  await first.end('SIGKILL');
  for (let cycle = 0; cycle < CYCLES; cycle++) await runCycle(cycle);
  const last = await drain();
  await last.end('SIGTERM');
  const repeats = receiver.hits.length - new Set(receiver.hits.map(({ webhookId }) => webhookId)).size;
  process.stdout.write(
    `seed ${SEED}: ${CYCLES} kills, ${sent.size} posted, ${acked.size} accepted, ${receiver.hits.length} received, ${repeats} of them again\n`,
  );
  expect(await check()).toEqual({ lost: [], unexpected: [], changedBytes: [], unrecorded: [], notSucceeded: [] });
  // A run that accepted next to nothing has shown nothing.
  expect(acked.size).toBeGreaterThan(CYCLES * 5);
});
