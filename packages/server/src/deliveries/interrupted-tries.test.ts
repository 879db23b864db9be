import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startDeliveryBench } from '../../../../test/support/delivery-bench.ts';
import type { DeliveryBench } from '../../../../test/support/delivery-bench.ts';
import { startWarmPool } from '../../../../test/support/warm-pool.ts';
import type { RenderPool } from '../rendering/render-pool.ts';

let pool: RenderPool;
let bench: DeliveryBench;
beforeAll(async () => {
  pool = await startWarmPool();
});
beforeEach(async () => {
  bench = await startDeliveryBench(pool);
});
afterEach(() => bench.stop());
afterAll(() => pool.close());

describe('the runner', () => {
  test('makes a try again that a process before it left under way, and counts it', async () => {
    const trigger = await bench.addTrigger({}, { retry: 'limited' });
    const id = await bench.accept(trigger);
    const [claim] = await bench.ledger.queue.claim({
      now: Date.now(),
      limit: 1,
      leaseMs: 60_000,
      exceptTriggerIds: [],
    });
    const start = {
      startedAt: Date.now(),
      method: 'POST',
      url: bench.endpoint.origin,
      requestHeaders: [] as [string, string][],
    };
    await bench.ledger.deliveries.startAttempt(id, claim!.leaseToken, start);
    await bench.startRunner();
    await bench.waitForStatus(id, 'succeeded');
    expect((await bench.ledger.deliveries.listAttempts(id)).map(({ outcome }) => outcome)).toEqual([
      'interrupted',
      'succeeded',
    ]);
    const finish = {
      finishedAt: 1,
      durationMs: 1,
      outcome: 'failed' as const,
      code: '500',
      response: null,
      failure: null,
      summary: '',
    };
    const late = await bench.ledger.deliveries.finishAttempt(id, claim!.leaseToken, 1, finish, {
      status: 'exhausted',
      reason: null,
      nextAttemptAt: null,
    });
    expect(late).toBe('stale');
    expect((await bench.ledger.deliveries.get(id))?.status).toBe('succeeded');
  });

  test('does not repeat an interrupted try of a policy that allows one', async () => {
    const trigger = await bench.addTrigger({}, { retry: 'none' });
    const id = await bench.accept(trigger);
    const [claim] = await bench.ledger.queue.claim({
      now: Date.now(),
      limit: 1,
      leaseMs: 60_000,
      exceptTriggerIds: [],
    });
    await bench.ledger.deliveries.startAttempt(id, claim!.leaseToken, {
      startedAt: Date.now(),
      method: 'POST',
      url: bench.endpoint.origin,
      requestHeaders: [],
    });
    await bench.startRunner();
    expect(await bench.waitForStatus(id, 'exhausted')).toMatchObject({
      reason: expect.stringContaining('the endpoint may have it'),
    });
    expect(bench.endpoint.hits).toEqual([]);
  });
});
