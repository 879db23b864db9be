import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Queue } from '../queue/queue.ts';
import { keepLease } from './keep-lease.ts';

const LEASE_MS = 60;
const log = pino({ level: 'silent' });
const claim = { delivery: { id: 'dlv_1' }, leaseToken: 'token' };

function createKeeper(extend: Queue['extend']) {
  return { queue: { extend }, now: Date.now, leaseMs: LEASE_MS, log };
}

test('a lease is renewed while the work lasts, and no longer', async () => {
  const ends: number[] = [];
  const keeper = createKeeper(async (id, token, until) => {
    expect([id, token]).toEqual(['dlv_1', 'token']);
    ends.push(until);
    return 'ok';
  });
  const claimedAt = Date.now();
  const { result, heldSince } = await keepLease(keeper, claim, claimedAt, async () => {
    await sleep(4 * LEASE_MS);
    return 'rendered';
  });
  expect(result).toBe('rendered');
  expect(ends.length).toBeGreaterThan(2);
  expect(heldSince + LEASE_MS).toBe(ends.at(-1));
  const renewed = ends.length;
  await sleep(2 * LEASE_MS);
  expect(ends).toHaveLength(renewed);
});

test('a lease that was lost, or cannot be renewed, is held since it was claimed; the work goes on', async () => {
  for (const extend of [async () => 'stale' as const, () => Promise.reject(new Error('disk full'))]) {
    const work = keepLease(createKeeper(extend), claim, 7, () => sleep(2 * LEASE_MS, 'rendered'));
    await expect(work).resolves.toEqual({ result: 'rendered', heldSince: 7 });
  }
});

test('work that fails ends the renewing', async () => {
  let renewed = 0;
  const keeper = createKeeper(async () => {
    renewed += 1;
    return 'ok';
  });
  await expect(keepLease(keeper, claim, 0, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  await sleep(2 * LEASE_MS);
  expect(renewed).toBe(0);
});
