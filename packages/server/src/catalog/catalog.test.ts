import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CatalogEntry, KindEntry } from '../contract/index.ts';
import { CatalogError } from './catalog-error.ts';
import { createCatalog, loadCatalog } from './catalog.ts';

const samples = fileURLToPath(new URL('../../../../samples/', import.meta.url));
const catalog = await loadCatalog(path.join(samples, 'catalog'));

test.each([
  ['order_updated', 'order.updated'],
  ['order_abandonned', 'order.abandoned'],
  ['order_abandoned', 'order.abandoned'],
  ['transaction_unskipped', 'transaction.unskipped'],
  ['order_offer_cancelled', 'order_offer.cancelled'],
  ['shipment_fulfilled', 'shipment.fulfilled'],
  ['order.in_transit', 'order.in_transit'],
  ['order.cancelled', 'order.canceled'],
  ['Order.Updated', 'order.updated'],
  ['ORDER_ABANDONNED', 'order.abandoned'],
  ['Abandoned Cart', 'cart.abandoned'],
  [' All refunds ', 'refund.applied'],
  ['order-updated', undefined],
])('the name %s resolves to %s', (name, type) => {
  expect(catalog.resolve(name)?.name).toBe(type);
});

const order = {
  orderId: '223827',
  email: 'cody.smith@vriostagingtestorder.com',
  campaignId: '2',
  productIds: ['52', '95'],
  isTest: true,
};

test.each([
  ['order_updated', 'order', { ...order, source: 'sublytics', occurredAt: '2021-04-15 11:13:33' }],
  ['transaction_completed', 'transaction', { ...order, source: 'sublytics', occurredAt: '2021-04-15 11:13:34' }],
  [
    'order_offer_updated',
    'order_offer',
    { productIds: ['2371'], isTest: true, source: 'sublytics', occurredAt: '2021-03-19 14:46:01' },
  ],
  ['shipment_shipped', 'shipment', { source: 'sublytics', occurredAt: '2021-04-15 11:13:45' }],
])('the facts of the payload %s', async (name, kind, facts) => {
  const payload: unknown = JSON.parse(await readFile(path.join(samples, 'payloads', `${name}.json`), 'utf8'));
  expect(await catalog.extractFacts(kind, payload)).toEqual({ facts, warnings: [] });
});

test.each([
  [
    'order',
    { data: { order: { id: 5, is_test: 0, order_offers: [{ offer_id: 9 }] } } },
    { orderId: '5', isTest: false, productIds: ['9'] },
  ],
  ['order', { data: { order: { id: null } } }, {}],
  ['order_status', { data: { orderId: null, order_id: 'B-2' }, source: 'shop' }, { orderId: 'B-2', source: 'shop' }],
  ['order_status', { data: null }, {}],
  ['order_status', { data: { isTest: true } }, { isTest: true }],
  [
    'order_status',
    { orderId: 7, is_test: '0', items: [{ productId: 'P' }] },
    { orderId: '7', isTest: false, productIds: ['P'] },
  ],
  [
    'contact',
    { data: { contact: { email: 'a@example.com', is_test: false } } },
    { email: 'a@example.com', isTest: false },
  ],
  ['shipment', { data: { order: { id: 3, email: 'a@example.com' } } }, { orderId: '3', email: 'a@example.com' }],
  ['shipment', { webhook_data: { order: { customer: { email: 'b@example.com' } } } }, { email: 'b@example.com' }],
  ['generic', { data: { order: { id: 1, email: 'a@example.com' } } }, { orderId: '1', email: 'a@example.com' }],
  [
    'generic',
    { webhook_event: 'a', webhook_event_date: '2026-01-02', webhook_data: { order_id: 2, is_test: '1' } },
    { orderId: '2', isTest: true, source: 'sublytics', occurredAt: '2026-01-02' },
  ],
  [
    'generic',
    { order: { id: null, order_id: 'B-2', campaign_id: 0, is_test: false } },
    { orderId: 'B-2', campaignId: '0', isTest: false },
  ],
  [
    'generic',
    { customer: { email: 'c@example.com' }, contact: { email: 'd@example.com' } },
    { email: 'c@example.com' },
  ],
  ['generic', ['anything'], {}],
  ['generic', { data: null }, {}],
])('the facts of %s in a Postmap envelope, %j', async (kind, payload, facts) => {
  expect(await catalog.extractFacts(kind, payload)).toEqual({ facts, warnings: [] });
});

const type: CatalogEntry = {
  name: 'a.b',
  title: 'A',
  description: '',
  aliases: [],
  kind: 'k',
  sample: null,
  enabled: true,
  from: [],
  when: null,
  builtIn: true,
  version: 0,
};
const kind: KindEntry = { name: 'k', title: 'K', facts: {}, builtIn: true, version: 0, ownFacts: [] };

test('a fact whose expression fails is left out with a warning, and the others are found', async () => {
  const facts = { orderId: 'data.id', campaignId: 'data.id + 1', isTest: 'data.id', productIds: 'data' };
  const made = createCatalog([], [{ ...kind, facts }]);
  const found = await made.extractFacts('k', { data: { id: 'x' } });
  expect(found.facts).toEqual({ orderId: 'x' });
  expect(found.warnings).toEqual([
    expect.stringMatching(/^The fact campaignId is left out: .+/),
    'The fact productIds is left out: its expression gave an object where text or a number was expected',
    'The fact isTest is left out: its expression gave a string where true or false was expected',
  ]);
});

const base = { ...type, name: 'base.done' };
const derived = (name: string, when: string, change: Partial<CatalogEntry> = {}): CatalogEntry => ({
  ...type,
  name,
  from: ['base.done'],
  when,
  ...change,
});

test.each<[string, CatalogEntry[], string[], string[]]>([
  ['holds', [derived('a.x', 'data.n > 1'), derived('a.y', 'data.n > 9')], ['a.x'], []],
  ['gives something truthy', [derived('a.x', 'data.text'), derived('a.y', 'data.none')], ['a.x'], []],
  ['belongs to a type that is switched off', [derived('a.x', 'true', { enabled: false })], [], []],
  ['belongs to a type that people defined', [derived('a.x', 'true', { builtIn: false })], [], []],
  [
    'fails, beside one that holds',
    [derived('a.x', 'data.n + data.text'), derived('a.y', 'true')],
    ['a.y'],
    ['It cannot be told whether this is a "a.x" event too'],
  ],
])('a condition that %s', async (_, more, types, warnings) => {
  const made = createCatalog([base, ...more], [kind]);
  const found = await made.derive('base.done', { data: { n: 5, text: 'x' } });
  expect(found.types).toEqual(types);
  expect(found.warnings).toEqual(warnings.map((warning) => expect.stringContaining(warning)));
  expect(await made.derive('a.x', {})).toEqual({ types: [], warnings: [] });
});

test('facts that people wrote are handed out, not read', async () => {
  const facts = { source: 'data.shop', orderId: 'data.[', email: 'data.email' };
  const made = createCatalog([], [{ ...kind, facts, ownFacts: ['orderId', 'source'] }]);
  expect(made.listOwnFacts('k')).toEqual([
    { name: 'orderId', source: 'data.[' },
    { name: 'source', source: 'data.shop' },
  ]);
  expect(made.listOwnFacts('none')).toEqual([]);
  expect(await made.extractFacts('k', { data: { email: 'a@b.test', shop: 's' } })).toEqual({
    facts: { email: 'a@b.test' },
    warnings: [],
  });
});

test('conditions that people wrote are handed out, not run', () => {
  const made = createCatalog([base, derived('a.x', 'true', { builtIn: false })], [kind]);
  expect(made.listOwnConditions('base.done')).toEqual([{ type: 'a.x', source: 'true' }]);
  expect(made.listOwnConditions('a.x')).toEqual([]);
});

test.each<[string, () => unknown, string]>([
  [
    'an alias of another type',
    () => createCatalog([type, { ...type, name: 'c.d', aliases: ['a.b'] }], [kind]),
    'event type "c.d": the name "a.b" already belongs to "a.b"',
  ],
  [
    'an alias given twice',
    () => createCatalog([{ ...type, aliases: ['x', 'x'] }], [kind]),
    'event type "a.b": the name "x" already belongs to "a.b"',
  ],
  [
    'an alias that differs in case only',
    () =>
      createCatalog(
        [
          { ...type, aliases: ['X'] },
          { ...type, name: 'c.d', aliases: ['x'] },
        ],
        [kind],
      ),
    'event type "c.d": the name "x" already belongs to "a.b"',
  ],
  [
    'a condition without a source',
    () => createCatalog([{ ...type, when: 'true' }], [kind]),
    'event type "a.b": "from" and "when" come together',
  ],
  [
    'a source that is missing',
    () => createCatalog([{ ...type, from: ['c.d'], when: 'true' }], [kind]),
    'event type "a.b": there is no other event type "c.d" to derive it from',
  ],
  [
    'a source of another kind',
    () =>
      createCatalog(
        [
          { ...type, from: ['c.d'], when: 'true' },
          { ...type, name: 'c.d', kind: 'other' },
        ],
        [kind, { ...kind, name: 'other' }],
      ),
    'event type "a.b": "c.d" has the payload kind "other", not "k", so it cannot be derived from it',
  ],
  [
    'a condition that does not parse',
    () =>
      createCatalog(
        [
          { ...type, from: ['c.d'], when: 'a.[' },
          { ...type, name: 'c.d' },
        ],
        [kind],
      ),
    'event type "a.b", when: ',
  ],
  ['a kind that is missing', () => createCatalog([type], []), 'event type "a.b": there is no payload kind "k"'],
  ['two kinds of one name', () => createCatalog([], [kind, kind]), 'two payload kinds have the same name'],
  [
    'an expression that does not parse',
    () => createCatalog([], [{ ...kind, facts: { orderId: 'a.[' } }]),
    'payload kind "k", facts.orderId: ',
  ],
])('%s is refused', (_, make, message) => {
  expect(make).toThrow(CatalogError);
  expect(make).toThrow(message);
});

describe('files', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'postmap-catalog-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test.each([
    ['payload-kinds.json', '[', /payload-kinds\.json: .*JSON/],
    ['payload-kinds.json', '[{"name":"k","title":"K","facts":{"weight":"1"}}]', /payload-kinds\.json: \[0\]\.facts/],
    ['event-types.json', '[{"name":"Bad"}]', /event-types\.json: \[0\]\.name: Use a dotted lower-case name/],
    ['event-types.json', JSON.stringify([{ ...type, colour: 'red' }]), /event-types\.json: \[0\].*colour/],
  ])('a broken %s is named with its place', async (file, text, message) => {
    await writeFile(path.join(folder, 'payload-kinds.json'), '[]');
    await writeFile(path.join(folder, 'event-types.json'), '[]');
    await writeFile(path.join(folder, file), text);
    await expect(loadCatalog(folder)).rejects.toThrow(message);
  });

  test('a missing file is named', async () => {
    await expect(loadCatalog(folder)).rejects.toThrow(/payload-kinds\.json/);
  });
});
