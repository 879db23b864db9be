/** SIGTERM under load: the process ends by itself within its grace, and what got a 2xx is delivered, before it ends or after the next start. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { callJson, setUpMarkers } from '../support/call-json.ts';
import { startReceiver } from '../support/recording-receiver.ts';
import type { RecordingReceiver } from '../support/recording-receiver.ts';
import { findFreePort, spawnServer } from '../support/spawned-server.ts';
import type { SpawnedServer } from '../support/spawned-server.ts';

const KEY = 'drain-test-admin-key';
const CYCLES = 3;
const POSTERS = 8;
/** The runner's grace, the server's, and the closing of files. */
const LONGEST_END_MS = 17_000;

let folder: string;
let receiver: RecordingReceiver;
let port: number;
const acked = new Set<string>();
const statuses = new Set<number>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmap-drain-'));
  receiver = await startReceiver(() => ({ status: 200, delayMs: 30 }));
  port = await findFreePort();
});
afterAll(async () => {
  await receiver.close();
  await rm(folder, { recursive: true });
});

async function start(): Promise<SpawnedServer & { key: string }> {
  const server = spawnServer(port, {
    POSTMAP_DATA_DIR: folder,
    POSTMAP_ADMIN_KEY: KEY,
    POSTMAP_ALLOW_NETWORKS: '127.0.0.0/8',
    POSTMAP_DEMO: 'off',
  });
  await server.ready;
  return { ...server, key: KEY };
}

/** Posts one event after the other until connections are refused, or cut. */
async function postUntilGone(server: { origin: string; key: string }, name: string): Promise<void> {
  for (let count = 0; ; count++) {
    const marker = `${name}-${count}`;
    const event = { type: 'order.updated', id: marker, data: { marker } };
    const answer = await callJson(server, 'POST', '/api/v1/events', event).catch((error: unknown) => {
      if (error instanceof TypeError) return null;
      throw error;
    });
    if (answer === null) return;
    statuses.add(answer.status);
    if (answer.status === 202) acked.add(marker);
  }
}

/** Starts, posts, and ends it in the middle; answers how long that took and what it printed. */
async function runCycle(cycle: number): Promise<{ endMs: number; printed: string }> {
  const server = await start();
  if (cycle === 0) await setUpMarkers(server, receiver.url);
  const before = acked.size;
  const posters = Array.from({ length: POSTERS }, (_, poster) => postUntilGone(server, `${cycle}-${poster}`));
  await vi.waitUntil(() => acked.size > before + 50, { timeout: 20_000 });
  const startedAt = Date.now();
  await server.end('SIGTERM');
  await Promise.all(posters);
  return { endMs: Date.now() - startedAt, printed: server.printed() };
}

test('SIGTERM under load loses nothing', { timeout: 120_000 }, async () => {
  for (let cycle = 0; cycle < CYCLES; cycle++) {
    const { endMs, printed } = await runCycle(cycle);
    expect(endMs).toBeLessThan(LONGEST_END_MS);
    expect(printed).not.toMatch(/unexpected error|broke off|under way when/);
  }
  const last = await start();
  const isIdle = async (): Promise<boolean> => {
    const open = await callJson(last, 'GET', '/api/v1/deliveries?status=scheduled,sending,retrying&limit=1');
    return open.body.items.length === 0;
  };
  await vi.waitUntil(isIdle, { timeout: 30_000, interval: 100 });
  await last.end('SIGTERM');
  expect(statuses).toEqual(new Set([202]));
  const received = receiver.hits.map(({ body }) => String(JSON.parse(body).marker));
  expect(new Set(received)).toEqual(acked);
  // Nothing was given up in the middle, so nothing is sent again.
  expect(received.length).toBe(acked.size);
});
