/**
 * A disk that is full answers 503 and keeps nothing of what it refused; with room again, the same server goes on, and everything that got a 2xx
 * is delivered, and nothing else. The disk is a limit on the size of the process's files (RLIMIT_FSIZE), set and lifted while it runs, as Linux can.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { callJson, setUpMarkers } from '../support/call-json.ts';
import { startReceiver } from '../support/recording-receiver.ts';
import type { RecordingReceiver } from '../support/recording-receiver.ts';
import { findFreePort, spawnServer } from '../support/spawned-server.ts';
import type { SpawnedServer } from '../support/spawned-server.ts';
import type { Answer } from '../support/test-server.ts';

/** Of util-linux. */
const PRLIMIT = 'prlimit';
const CYCLES = 3;
const FILLING = 'x'.repeat(20_000);
const skipReason = findSkipReason();
if (skipReason !== null) process.stdout.write(`full-disk: skipped, ${skipReason}\n`);

let folder: string;
let receiver: RecordingReceiver;
let server: SpawnedServer & { key: string };
const acked: string[] = [];
const refused: string[] = [];
const refusals: Answer[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmap-full-disk-'));
  receiver = await startReceiver(() => ({ status: 200, delayMs: 0 }));
  const key = 'full-disk-test-admin-key';
  const spawned = spawnServer(await findFreePort(), {
    POSTMAP_DATA_DIR: folder,
    POSTMAP_ADMIN_KEY: key,
    POSTMAP_ALLOW_NETWORKS: '127.0.0.0/8',
    POSTMAP_DEMO: 'off',
  });
  server = { ...spawned, key };
  await server.ready;
  await setUpMarkers(server, receiver.url);
});
afterAll(async () => {
  await server.end('SIGTERM');
  await receiver.close();
  await rm(folder, { recursive: true });
});

function findSkipReason(): string | null {
  try {
    execFileSync(PRLIMIT, ['--version']);
    return null;
  } catch {
    return 'there is no prlimit (util-linux) here';
  }
}

function limitFiles(bytes: number | 'unlimited'): void {
  execFileSync(PRLIMIT, ['--pid', String(server.pid), `--fsize=${bytes}:unlimited`]);
}

/** The size of the ledger's longest file: it can grow no more. */
async function findLongest(): Promise<number> {
  const files = ['ledger.db', 'ledger.db-wal'].map(async (file) => (await stat(join(folder, file))).size);
  return Math.max(...(await Promise.all(files)));
}

const statusOf = async (method: string, path: string, body?: unknown): Promise<number> =>
  (await callJson(server, method, path, body)).status;

async function post(marker: string): Promise<number> {
  const event = { type: 'order.updated', id: marker, data: { marker, filling: FILLING } };
  const answer = await callJson(server, 'POST', '/api/v1/events', event);
  if (answer.status === 202) acked.push(marker);
  else {
    refused.push(marker);
    refusals.push(answer);
  }
  return answer.status;
}

test.skipIf(skipReason !== null)('a full disk answers 503 and recovers', { timeout: 60_000 }, async () => {
  for (let cycle = 0; cycle < CYCLES; cycle++) {
    for (let count = 0; count < 20; count++) await post(`${cycle}-before-${count}`);
    limitFiles(await findLongest());
    // Room within the files is used up first.
    for (let count = 0; (await post(`${cycle}-last-${count}`)) === 202; count++) expect(count).toBeLessThan(1_000);
    limitFiles(1_024);
    const answers = await Promise.all(Array.from({ length: 20 }, (_, count) => post(`${cycle}-full-${count}`)));
    expect(new Set(answers)).toEqual(new Set([503]));
    expect(await statusOf('POST', '/api/v1/customers', { name: 'No room' })).toBe(503);
    expect(await statusOf('GET', '/health/ready')).toBe(503);
    expect(await statusOf('GET', '/health/live')).toBe(200);
    expect(await statusOf('GET', '/api/v1/deliveries?limit=1')).toBe(200);
    limitFiles('unlimited');
    await vi.waitUntil(async () => (await statusOf('GET', '/health/ready')) === 200, { timeout: 5_000 });
    // What was refused was not kept, so the sender's repeat is new, and is taken.
    const [again = ''] = refused.splice(0, 1);
    expect(await post(again)).toBe(202);
  }
  for (const { status, body, headers } of refusals) {
    expect({ status, code: body.code, wait: headers['retry-after'] }).toEqual({
      status: 503,
      code: 'storage-unavailable',
      wait: '5',
    });
    expect(body.detail).toContain('disk');
  }
  expect(refusals.length).toBeGreaterThan(CYCLES * 20);

  const isIdle = async (): Promise<boolean> => {
    const open = await callJson(server, 'GET', '/api/v1/deliveries?status=scheduled,sending,retrying&limit=1');
    return open.body.items.length === 0;
  };
  await vi.waitUntil(isIdle, { timeout: 30_000, interval: 100 });
  expect(new Set(receiver.hits.map(({ body }) => String(JSON.parse(body).marker)))).toEqual(new Set(acked));
  expect((await callJson(server, 'GET', '/api/v1/customers')).body.items).toHaveLength(1);
});
