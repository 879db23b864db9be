import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { MADE_AT, startDeliveryBench } from '../../../../test/support/delivery-bench.ts';
import type { DeliveryBench } from '../../../../test/support/delivery-bench.ts';
import { startWarmPool } from '../../../../test/support/warm-pool.ts';
import { createRenderPool } from '../rendering/child-render-pool.ts';
import type { RenderPool } from '../rendering/render-pool.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';

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

/** Claims whose bytes on record do not have the hash on record. */
function claimDamaged({ ledger, endpoint }: DeliveryBench): Ledger['queue']['claim'] {
  const target = { method: 'POST', url: endpoint.origin, headers: [], fingerprint: '' };
  const rendered = {
    body: Buffer.from('{}'),
    contentType: 'application/json',
    query: null,
    bodyHash: '0'.repeat(64),
    diagnostics: [],
    target,
  };
  return async (query) => {
    const claims = await ledger.queue.claim(query);
    return claims.map((claim) => ({ ...claim, delivery: { ...claim.delivery, rendered } }));
  };
}

describe('a delivery', () => {
  test('that does not render is failed-to-render, names the diagnostic, and is sent when a retry finds a template that works', async () => {
    const trigger = await bench.addTrigger({}, {}, 'nothing.here');
    const runs = await bench.startRunner();
    const id = await bench.accept(trigger);
    const failed = await bench.waitForStatus(id, 'failed-to-render');
    expect(failed).toMatchObject({ attemptCount: 0, diagnostics: [{ code: 'no-output' }] });
    expect(failed.reason).toContain('(no-output)');
    const revision = {
      templateId: trigger.templateId ?? '',
      language: 'jsonata' as const,
      source: '{ "ok": true }',
      format: 'json' as const,
      formatOptions: {},
    };
    await bench.ledger.revisions.add({
      ...revision,
      revision: 2,
      partials: [],
      note: '',
      publishedAt: MADE_AT,
      publishedBy: 'test',
    });
    await bench.ledger.deliveries.retry(id, Date.now(), { templateId: trigger.templateId ?? '', revision: 2 });
    runs.wake();
    await bench.waitForStatus(id, 'succeeded');
    expect(bench.endpoint.hits.map(({ body }) => body)).toEqual(['{"ok":true}']);
  });

  test('waits when no render process can be had, instead of being given up', async () => {
    const unavailable = createRenderPool({ size: 2 });
    await unavailable.close();
    const trigger = await bench.addTrigger();
    await bench.startRunner({ pool: unavailable });
    const delivery = await bench.waitForStatus(await bench.accept(trigger), 'retrying');
    expect(delivery.attemptCount).toBe(0);
    expect(delivery.nextAttemptAt).toBeGreaterThan(Date.now() + 20_000);
  });

  test('whose stored bytes are damaged is not sent', async () => {
    const trigger = await bench.addTrigger();
    await bench.startRunner({
      ledger: { ...bench.ledger, queue: { ...bench.ledger.queue, claim: claimDamaged(bench) } },
    });
    const delivery = await bench.waitForStatus(await bench.accept(trigger), 'exhausted');
    expect(delivery.reason).toContain('damaged');
    expect(bench.endpoint.hits).toEqual([]);
  });

  test('with a header that cannot be sent is exhausted without a try', async () => {
    const trigger = await bench.addTrigger({ headers: [{ name: 'X-Note', value: '{{order.note}}' }] });
    await bench.startRunner();
    const id = await bench.accept(trigger, {}, JSON.stringify({ order: { id: 1, total: 2, note: 'a\r\nX-Evil: 1' } }));
    const delivery = await bench.waitForStatus(id, 'exhausted');
    expect(delivery.reason).toMatch(/Nothing was sent: .*X-Note/);
    expect(bench.endpoint.hits).toEqual([]);
  });
});
