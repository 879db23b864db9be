import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startDeliveryBench } from '../../../../test/support/delivery-bench.ts';
import type { DeliveryBench } from '../../../../test/support/delivery-bench.ts';
import { answerWith } from '../../../../test/support/delivery-endpoint.ts';
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

describe('a delivery', () => {
  test('that met 410 is exhausted and pauses its trigger; the next waits until it is resumed', async () => {
    bench.endpoint.answer = answerWith(410);
    const trigger = await bench.addTrigger();
    const runs = await bench.startRunner();
    const id = await bench.accept(trigger);
    await bench.waitForStatus(id, 'exhausted');
    expect(await bench.ledger.triggerStates.get(trigger.id)).toMatchObject({
      pausedBecause: 'The endpoint answered 410 Gone',
    });
    bench.endpoint.answer = answerWith(200);
    const waiting = await bench.accept(trigger);
    const other = await bench.accept(await bench.addTrigger());
    await bench.waitForStatus(other, 'succeeded');
    expect((await bench.ledger.deliveries.get(waiting))?.status).toBe('scheduled');
    await bench.ledger.triggerStates.resume(trigger.id);
    runs.refreshPaused();
    await bench.waitForStatus(waiting, 'succeeded');
  });

  test('of a paused trigger waits until the workspace says that it runs', async () => {
    const trigger = await bench.addTrigger();
    await bench.workspace.write((writer) => writer.triggers.put({ ...trigger, version: 2, status: 'paused' }));
    await bench.startRunner();
    const id = await bench.accept(trigger);
    await bench.waitForStatus(await bench.accept(await bench.addTrigger()), 'succeeded');
    expect((await bench.ledger.deliveries.get(id))?.status).toBe('scheduled');
    await bench.workspace.write((writer) => writer.triggers.put({ ...trigger, version: 3, status: 'active' }));
    await bench.waitForStatus(id, 'succeeded');
  });

  test('cancelled in flight stays cancelled, with its try on record', async () => {
    const sent = Promise.withResolvers<ServerResponse>();
    bench.endpoint.answer = (_hit, response) => sent.resolve(response);
    const trigger = await bench.addTrigger();
    const runs = await bench.startRunner();
    const id = await bench.accept(trigger);
    const over = runs.waitFor(id, 5000);
    const response = await sent.promise;
    expect(await bench.ledger.deliveries.cancel(id, 'Cancelled by Ada', Date.now())).toBe('ok');
    response.end();
    await over;
    expect(await bench.ledger.deliveries.get(id)).toMatchObject({ status: 'cancelled', reason: 'Cancelled by Ada' });
    expect(await bench.ledger.deliveries.listAttempts(id)).toHaveLength(1);
  });

  test('of a deleted trigger is cancelled', async () => {
    const trigger = await bench.addTrigger();
    await bench.workspace.write((writer) => writer.triggers.delete(trigger.id));
    await bench.startRunner();
    expect(await bench.waitForStatus(await bench.accept(trigger), 'cancelled')).toMatchObject({
      reason: 'The trigger was deleted',
    });
    expect(bench.endpoint.hits).toEqual([]);
  });
});
