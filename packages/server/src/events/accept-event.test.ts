import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NOW, startIntakeBench } from '../../../../test/support/intake-bench.ts';
import type { IntakeBench } from '../../../../test/support/intake-bench.ts';
import { SAMPLES_FOLDER } from '../installation.ts';
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

describe('the four payloads', () => {
  test.each<[string, string, string | undefined, string, string[]?]>([
    ['order_updated', 'order.updated', '223827', '2021-04-15T15:13:33.000Z'],
    [
      'transaction_completed',
      'transaction.completed',
      '223827',
      '2021-04-15T15:13:34.000Z',
      ['transaction.approved', 'sale.completed', 'subscription.started'],
    ],
    ['order_offer_updated', 'order_offer.updated', undefined, '2021-03-19T18:46:01.000Z'],
    ['shipment_shipped', 'shipment.shipped', undefined, '2021-04-15T15:13:45.000Z', ['shipment.tracking_updated']],
  ])('%s, posted twice, is delivered once', async (name, type, orderId, occurredAt, derived: string[] = []) => {
    await bench.putTrigger('trg_1', [{ events: [type] }]);
    await bench.putTrigger('trg_other', [{ events: ['order.received'] }]);
    const body = new Uint8Array(await readFile(join(SAMPLES_FOLDER, 'payloads', `${name}.json`)));
    const first = await bench.sendAccepted(body);
    expect(first).toEqual({
      status: 202,
      eventId: expect.stringMatching(/^evt_[0-9A-Z]{26}$/),
      types: [type, ...derived],
      deliveries: [{ id: expect.stringMatching(/^dlv_[0-9A-Z]{26}$/), triggerId: 'trg_1', status: 'scheduled' }],
    });
    expect(await bench.sendAccepted(body)).toEqual({ ...first, status: 200 });
    expect(bench.listDeliveries()).toEqual([{ id: 'trg_1', status: 'scheduled', reason: null, revision: 4, due: NOW }]);
    expect(bench.counts.woken).toBe(1);
    const event = await bench.ledger.events.get(first.eventId);
    expect(Buffer.from(event!.body).equals(body)).toBe(true);
    expect(event!.facts.orderId).toBe(orderId);
    expect(event!.facts.occurredAt).toBe(occurredAt);
  });

  test('posted twice at once, they are delivered once', async () => {
    await bench.putTrigger('trg_1', [{ events: ['order.updated'] }]);
    const body = new Uint8Array(await readFile(join(SAMPLES_FOLDER, 'payloads', 'order_updated.json')));
    const answers = await Promise.all(Array.from({ length: 5 }, () => bench.sendAccepted(body)));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200, 200, 200, 200, 202,
    ]);
    expect(new Set(answers.map(({ eventId }) => eventId)).size).toBe(1);
    expect(bench.countRows('deliveries')).toBe(1);
  });
});

describe('identity', () => {
  const event = { type: 'order.shipped', id: 'e-1', data: { orderId: '7' } };

  test('the same id with other bytes is refused', async () => {
    await bench.sendAccepted(event);
    expect(await bench.sendRefused({ ...event, data: null })).toMatchObject({
      status: 409,
      code: 'event-id-reused',
      message: expect.stringContaining('"e-1" from "postmap"'),
    });
    expect(bench.countRows('events')).toBe(1);
  });

  test('another source or another feed is another event', async () => {
    const ids = [
      await bench.sendAccepted(event),
      await bench.sendAccepted({ ...event, source: 'shop' }),
      await bench.sendAccepted(event, { feed: { id: 'fed_2' } }),
    ];
    expect(ids.map(({ status }) => status)).toEqual([202, 202, 202]);
  });

  test('Idempotency-Key stands in for a missing id only', async () => {
    const nameless = { type: 'order.shipped', data: 1 };
    expect((await bench.sendAccepted(nameless, { key: 'k' })).status).toBe(202);
    expect((await bench.sendAccepted(nameless, { key: 'k' })).status).toBe(200);
    expect((await bench.sendRefused({ ...nameless, data: 2 }, { key: 'k' })).status).toBe(409);
    expect((await bench.sendAccepted(event, { key: 'k' })).status).toBe(202);
    expect((await bench.sendRefused(nameless, { key: 'x'.repeat(256) })).code).toBe('invalid-request');
  });

  test('without either, every post is an event', async () => {
    const nameless = { type: 'order.shipped', data: 1 };
    expect([(await bench.sendAccepted(nameless)).status, (await bench.sendAccepted(nameless)).status]).toEqual([
      202, 202,
    ]);
    expect(bench.countRows('events')).toBe(2);
  });
});

test.each<[string, unknown, number, string, RegExp]>([
  ['too large', ' '.repeat(1_048_577), 413, 'too-large', /1048577 bytes; at most 1048576/],
  ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 400, 'unreadable-payload', /not UTF-8/],
  ['not JSON', '{"a": 1,\n "b" 2}', 400, 'invalid-json', /line 2, column/],
  ['empty', '', 400, 'invalid-json', /line 1, column 1/],
  ['too deep', `${'['.repeat(65)}${']'.repeat(65)}`, 400, 'unreadable-payload', /line 1, column 65: .*64 levels/],
  ['in no envelope', { hello: 1 }, 400, 'unknown-envelope', /it has "hello"/],
  ['without data', { type: 'order.shipped' }, 400, 'unknown-envelope', /data: /],
])('a body that is %s is refused', async (_, body, status, code, message) => {
  expect(await bench.sendRefused(body)).toMatchObject({ status, code, message: expect.stringMatching(message) });
  expect(bench.countRows('events')).toBe(0);
});

test('a feed that is switched off refuses', async () => {
  expect(await bench.sendRefused({ type: 'order.shipped', data: 1 }, { feed: { enabled: false } })).toMatchObject({
    status: 403,
    code: 'feed-disabled',
  });
});

test.each<[string, unknown, string[], RegExp]>([
  [
    'an unknown type',
    { type: 'order.shiped', data: 1 },
    [],
    /"order\.shiped" is not in the catalog.*did you mean "order\.shipped"\?/,
  ],
  [
    'no match',
    { type: 'order.shipped', data: 1 },
    ['order.shipped'],
    /No active trigger matches this order\.shipped event/,
  ],
  [
    'an unknown customer',
    { type: 'order.updated', customer: 'Z', data: 1 },
    ['order.updated'],
    /No customer has the id or external id "Z"/,
  ],
  [
    'a time that cannot be read',
    { type: 'order.updated', occurredAt: 'soon', data: 1 },
    ['order.updated'],
    /occurredAt is left out: "soon"/,
  ],
  [
    'a number that a double cannot hold',
    '{"type":"order.updated","data":12345678901234567890}',
    ['order.updated'],
    /12345678901234567890 does not fit/,
  ],
])('%s is stored with a warning', async (_, body, types, warning) => {
  await bench.putTrigger('trg_1', [{ events: ['order.updated'] }]);
  const answer = await bench.sendAccepted(body);
  expect(answer).toMatchObject({ status: 202, types, warnings: [expect.stringMatching(warning)] });
  expect((await bench.ledger.events.get(answer.eventId))?.warnings).toEqual(answer.warnings);
});

test('the envelope wins over what the payload says', async () => {
  const answer = await bench.sendAccepted({
    type: 'order.shipped',
    campaignId: 5,
    isTest: true,
    data: { campaignId: '6', orderId: 'o' },
  });
  expect((await bench.ledger.events.get(answer.eventId))?.facts).toEqual({
    campaignId: '5',
    isTest: true,
    orderId: 'o',
  });
});

test('what is accepted is due in the queue', async () => {
  await bench.putTrigger('trg_1', [{ events: ['order.shipped'] }]);
  const { deliveries } = await bench.sendAccepted({ type: 'order.shipped', data: { orderId: '7' } });
  const claims = await bench.ledger.queue.claim({ now: NOW, limit: 10, leaseMs: 1_000, exceptTriggerIds: [] });
  expect(claims.map(({ delivery }) => delivery)).toMatchObject([
    {
      id: deliveries[0]!.id,
      orderId: '7',
      customerName: 'Acme',
      triggerName: 'Trigger trg_1',
      templateId: 'tpl_1',
      revision: 4,
    },
  ]);
});
