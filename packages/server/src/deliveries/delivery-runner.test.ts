import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startDeliveryBench } from '../../../../test/support/delivery-bench.ts';
import type { DeliveryBench } from '../../../../test/support/delivery-bench.ts';
import { answerWith } from '../../../../test/support/delivery-endpoint.ts';
import { startWarmPool } from '../../../../test/support/warm-pool.ts';
import type { RenderPool } from '../rendering/render-pool.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { StorageUnavailable } from '../storage/storage-errors.ts';

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
  test('keeps a trigger to its number of tries at a time, and the others go on', async () => {
    const held: ServerResponse[] = [];
    let slowHits = 0;
    bench.endpoint.answer = (hit, response) => {
      if (hit.url === '/quick') {
        response.end();
        return;
      }
      held.push(response);
      // The first are answered when as many as may be are under way; a fourth would be one too many. Later ones are not held for a third: a
      // trigger that was claimed for before the last of a batch ended has but two of the next until half have ended.
      const answerAll = () => held.splice(0).forEach((waiting) => waiting.end());
      if (slowHits++ >= 3) setTimeout(answerAll, 20);
      else if (held.length === 3) answerAll();
    };
    const slow = await bench.addTrigger();
    const quick = await bench.addTrigger({ url: `${bench.endpoint.origin}/quick` });
    const slows = await Promise.all(Array.from({ length: 12 }, () => bench.accept(slow)));
    const quicks = await Promise.all(Array.from({ length: 5 }, () => bench.accept(quick)));
    await bench.startRunner({ perTriggerConcurrency: 3 });
    for (const id of [...quicks, ...slows]) await bench.waitForStatus(id, 'succeeded');
    expect(bench.endpoint.hits).toHaveLength(17);
    const attempts = await Promise.all(slows.map((id) => bench.ledger.deliveries.listAttempts(id)));
    const spans = attempts.map(
      ([attempt]) => [Date.parse(attempt!.startedAt), Date.parse(attempt!.finishedAt!)] as const,
    );
    const mostAtOnce = Math.max(
      ...spans.map(([start]) => spans.filter(([from, to]) => from <= start && start < to).length),
    );
    expect(mostAtOnce).toBe(3);
  });

  test('stops by waiting for answers, gives up what has none, and leaves it due', async () => {
    const sent = Promise.withResolvers<void>();
    bench.endpoint.answer = () => sent.resolve();
    const trigger = await bench.addTrigger();
    const runs = await bench.startRunner({ graceMs: 50 });
    const id = await bench.accept(trigger);
    await sent.promise;
    await runs.stop();
    const delivery = await bench.ledger.deliveries.get(id);
    expect(delivery).toMatchObject({ status: 'retrying', lastCode: 'aborted' });
    expect(delivery!.nextAttemptAt).toBeLessThanOrEqual(Date.now());
    await bench.accept(trigger);
    expect(await bench.ledger.queue.nextDueAt([])).not.toBeNull();
  });

  test('goes on after the storage has failed', async () => {
    const trigger = await bench.addTrigger();
    let failures = 3;
    const queue = {
      ...bench.ledger.queue,
      claim: (query: Parameters<Ledger['queue']['claim']>[0]) => {
        if (failures-- > 0) return Promise.reject(new Error('disk is away'));
        return bench.ledger.queue.claim(query);
      },
    };
    await bench.startRunner({ ledger: { ...bench.ledger, queue } });
    await bench.waitForStatus(await bench.accept(trigger), 'succeeded');
    expect(failures).toBeLessThan(0);
  });

  test('does not go round while the disk has room for a claim and none for a try', async () => {
    const trigger = await bench.addTrigger();
    let refusals = 0;
    const begunAt = Date.now();
    const deliveries = {
      ...bench.ledger.deliveries,
      startAttempt: (...args: Parameters<Ledger['deliveries']['startAttempt']>) => {
        if (Date.now() - begunAt > 1500) return bench.ledger.deliveries.startAttempt(...args);
        refusals++;
        return Promise.reject(new StorageUnavailable('The disk is full'));
      },
    };
    await bench.startRunner({ ledger: { ...bench.ledger, deliveries } });
    await bench.waitForStatus(await bench.accept(trigger), 'succeeded');
    expect(refusals).toBeGreaterThan(0);
    expect(refusals).toBeLessThanOrEqual(3);
  });

  test('looks but rarely while all places are taken, also by late holders of a lease that ran out', async () => {
    let looks = 0;
    const sent: ServerResponse[] = [];
    bench.endpoint.answer = (_hit, response) => void sent.push(response);
    const queue = {
      ...bench.ledger.queue,
      claim: (query: Parameters<Ledger['queue']['claim']>[0]) => (looks++, bench.ledger.queue.claim(query)),
      nextDueAt: (except: readonly string[]) => (looks++, bench.ledger.queue.nextDueAt(except)),
    };
    const runs = await bench.startRunner({
      ledger: { ...bench.ledger, queue },
      concurrency: 12,
      perTriggerConcurrency: 2,
    });
    const ids = [await bench.accept(await bench.addTrigger())];
    await vi.waitFor(() => expect(sent).toHaveLength(1), 5000);
    // As if its lease had run out: it is tried again while its late holder still has a place.
    await bench.ledger.queue.recoverAll(Date.now());
    runs.wake();
    await vi.waitFor(() => expect(sent).toHaveLength(2), 5000);
    for (let place = 3; place <= 12; place++) ids.push(await bench.accept(await bench.addTrigger()));
    await vi.waitFor(() => expect(sent).toHaveLength(12), 5000);
    ids.push(await bench.accept(await bench.addTrigger()));
    const from = looks;
    const until = Date.now() + 300;
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(until));
    expect(looks - from).toBeLessThan(5);
    bench.endpoint.answer = answerWith(200);
    for (const response of sent) response.end();
    for (const id of ids) await bench.waitForStatus(id, 'succeeded');
  });

  test('waits no longer than asked', async () => {
    bench.endpoint.answer = () => undefined;
    const trigger = await bench.addTrigger();
    const runs = await bench.startRunner({ graceMs: 20 });
    const id = await bench.accept(trigger);
    const startedAt = performance.now();
    await runs.waitFor(id, 50);
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(await runs.waitFor('dlv_none', 60_000)).toBeUndefined();
  });
});
