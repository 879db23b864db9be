import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { NOW, startIntakeBench } from '../../../../test/support/intake-bench.ts';
import type { IntakeBench } from '../../../../test/support/intake-bench.ts';
import { createRenderPool } from '../rendering/child-render-pool.ts';
import type { RenderPool } from '../rendering/render-pool.ts';

let pool: RenderPool;
let bench: IntakeBench;
beforeAll(() => {
  pool = createRenderPool({ size: 2, deadlineMs: 1_000 });
});
beforeEach(async () => {
  bench = await startIntakeBench(pool);
});
afterEach(() => bench.stop());
afterAll(() => pool.close());

test('held-back events are on record, with the reason', async () => {
  await bench.putTrigger('trg_1', [{ events: ['order.shipped'], filter: 'true' }], { includeTest: false });
  const answer = await bench.sendAccepted({ type: 'order.shipped', isTest: true, data: 1 });
  expect(answer).toMatchObject({
    status: 202,
    deliveries: [],
    warnings: [expect.stringContaining('Not sent to one trigger: The event is a test')],
  });
  expect(bench.listDeliveries()).toMatchObject([{ id: 'trg_1', status: 'held-back', due: null }]);
  expect(bench.counts).toEqual({ asked: 0, woken: 0 });
});

test.each<[string, string[], string, RegExp]>([
  ['holds', ['data.total > 10'], 'scheduled', /^null$/],
  [
    'holds by the context',
    ['$customer.variables.tier = "gold" and $event.type = "order.shipped" and $event.facts.orderId = "7"'],
    'scheduled',
    /^null$/,
  ],
  ['does not hold', ['data.total > 100'], 'filtered', /^The filter of route 1 does not hold/],
  ['of two routes, one holds', ['data.total > 100', 'data.total'], 'scheduled', /^null$/],
  [
    'of two routes, none holds',
    ['data.total > 100', 'data.nothing'],
    'filtered',
    /^The filter of routes 1 and 2 does not hold/,
  ],
  ['of two routes, one fails and one holds', ['data.total > "x"', 'data.total'], 'scheduled', /^null$/],
  [
    'of two routes, one fails and one does not hold',
    ['data.nothing', 'data.total > "x"'],
    'failed-to-render',
    /^The filter of route 2 failed: ./,
  ],
  ['never ends', ['($loop := function(){ $loop() }; $loop())'], 'failed-to-render', /^The filter of route 1 failed: ./],
])('a filter that %s', async (_, filters, status, reason) => {
  await bench.putTrigger(
    'trg_1',
    filters.map((filter) => ({ events: ['order.shipped'], filter })),
  );
  await bench.putTrigger('trg_2', [{ events: ['order.shipped'], filter: 'true' }]);
  await bench.sendAccepted({ type: 'order.shipped', data: { total: 50, orderId: '7' } });
  const deliveries = bench.listDeliveries();
  expect(deliveries).toMatchObject([
    { id: 'trg_1', status, due: status === 'scheduled' ? NOW : null },
    { id: 'trg_2', status: 'scheduled' },
  ]);
  expect(String(deliveries[0]?.reason)).toMatch(reason);
  expect(bench.counts).toEqual({ asked: 1, woken: 1 });
});

test('a trigger whose template has no revision fails to render, and says what to do', async () => {
  await bench.putTrigger('trg_1', [{ events: ['order.shipped'] }], { templateId: null });
  const answer = await bench.sendAccepted({ type: 'order.shipped', data: 1 });
  expect(answer.deliveries).toMatchObject([{ triggerId: 'trg_1', status: 'failed-to-render' }]);
  expect(bench.listDeliveries()).toMatchObject([
    { status: 'failed-to-render', reason: 'The trigger has no template: choose one, then retry', due: null },
  ]);
  expect(bench.counts).toEqual({ asked: 0, woken: 0 });
});

test('a trigger that Postmap paused is left alone', async () => {
  await bench.putTrigger('trg_1', [{ events: ['order.shipped'] }]);
  await bench.ledger.triggerStates.pause('trg_1', 'the endpoint answered 410', NOW);
  expect(await bench.sendAccepted({ type: 'order.shipped', data: 1 })).toMatchObject({ deliveries: [] });
});
