import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startDeliveryBench } from '../../../../test/support/delivery-bench.ts';
import type { DeliveryBench } from '../../../../test/support/delivery-bench.ts';
import { answerWith } from '../../../../test/support/delivery-endpoint.ts';
import { startWarmPool } from '../../../../test/support/warm-pool.ts';
import type { RenderPool } from '../rendering/render-pool.ts';
import { testFingerprint } from '../triggers/test-fingerprint.ts';

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

describe('a test', () => {
  test.each([
    [200, 'succeeded', true],
    [500, 'exhausted', false],
  ] as const)('answered with %i ends %s after one try and is recorded', async (code, status, succeeded) => {
    bench.endpoint.answer = answerWith(code);
    const trigger = await bench.addTrigger({}, { retry: 'standard' });
    const runs = await bench.startRunner();
    const id = await bench.accept(trigger, { kind: 'test', revision: 1 });
    await runs.waitFor(id, 5000);
    expect((await bench.ledger.deliveries.get(id))?.status).toBe(status);
    expect((await bench.ledger.triggerStates.get(trigger.id))?.test).toMatchObject({
      deliveryId: id,
      succeeded,
      fingerprint: testFingerprint(trigger, 1),
    });
    expect(bench.endpoint.hits).toHaveLength(1);
  });

  test('of a draft renders what is not published', async () => {
    const trigger = await bench.addTrigger();
    const template = await bench.workspace.records.templates.get(trigger.templateId ?? '');
    await bench.workspace.write((writer) =>
      writer.templates.put({ ...template!, version: 2, source: '{ "draft": true }' }),
    );
    const runs = await bench.startRunner();
    await runs.waitFor(await bench.accept(trigger, { kind: 'test', revision: 0 }), 5000);
    expect(bench.endpoint.hits.map(({ body }) => body)).toEqual(['{"draft":true}']);
  });

  test('is sent while its trigger is paused', async () => {
    const trigger = await bench.addTrigger();
    await bench.workspace.write((writer) => writer.triggers.put({ ...trigger, version: 2, status: 'paused' }));
    const runs = await bench.startRunner();
    const id = await bench.accept(trigger, { kind: 'test' });
    await runs.waitFor(id, 5000);
    expect((await bench.ledger.deliveries.get(id))?.status).toBe('succeeded');
  });
});
