import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { loadCatalog } from '../catalog/catalog.ts';
import type { Route } from '../contract/index.ts';
import type { FeedRecord } from '../feeds/feed-record.ts';
import { createIdMaker } from '../ids/new-id.ts';
import { createRenderPool } from '../rendering/child-render-pool.ts';
import type { RenderPool } from '../rendering/render-pool.ts';
import type { Ledger } from '../storage/ledger/ledger.ts';
import { openDatabase } from '../storage/ledger/sqlite/open-database.ts';
import { createSqliteLedger } from '../storage/ledger/sqlite/open-sqlite-ledger.ts';
import { openLowdbWorkspace } from '../storage/workspace/lowdb/open-lowdb-workspace.ts';
import type { Workspace } from '../storage/workspace/workspace.ts';
import { createTriggerIndex } from '../triggers/trigger-index.ts';
import type { TriggerRecord } from '../triggers/trigger-record.ts';
import { createIntake } from './accept-event.ts';
import type { Answer, Intake } from './accept-event.ts';

const samples = fileURLToPath(new URL('../../../../samples/', import.meta.url));
const catalog = await loadCatalog(path.join(samples, 'catalog'));
const now = Date.parse('2026-11-21T10:00:00.000Z');
const at = new Date(now).toISOString();
const entity = { version: 1, createdAt: at, updatedAt: at };
const feed: FeedRecord = {
  ...entity,
  id: 'fed_1',
  name: 'shop',
  customers: 'all',
  timeZone: 'America/New_York',
  enabled: true,
  token: 't',
};

let pool: RenderPool;
let folder: string;
let database: Database.Database;
let ledger: Ledger;
let workspace: Workspace;
let intake: Intake;
let woken: number;
let asked: number;

beforeAll(() => {
  pool = createRenderPool({ size: 2, deadlineMs: 1_000 });
});
afterAll(() => pool.close());

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'postmap-intake-'));
  database = openDatabase(path.join(folder, 'ledger.db'));
  ledger = createSqliteLedger(database);
  workspace = await openLowdbWorkspace({ file: path.join(folder, 'workspace.json') });
  await workspace.write(async (writer) => {
    await writer.customers.put({
      ...entity,
      id: 'cus_1',
      name: 'Acme',
      externalId: 'A-1',
      variables: { tier: 'gold' },
    });
    const published = { revision: 4, publishedAt: at };
    const draft = {
      description: '',
      language: 'jsonata',
      source: '1',
      format: 'json',
      formatOptions: {},
      eventType: null,
      target: null,
    } as const;
    await writer.templates.put({ ...entity, ...draft, id: 'tpl_1', name: 'Order', published });
  });
  woken = 0;
  asked = 0;
  intake = createIntake({
    events: ledger.events,
    catalog,
    index: createTriggerIndex({ workspace, states: ledger.triggerStates }),
    pool: {
      checkConditions(...args) {
        asked++;
        return pool.checkConditions(...args);
      },
    },
    newId: createIdMaker(() => now),
    now: () => now,
    wake: () => woken++,
  });
});
afterEach(async () => {
  await ledger.close();
  await workspace.close();
  await rm(folder, { recursive: true });
});

async function putTrigger(id: string, routes: Route[], change: Partial<TriggerRecord> = {}): Promise<void> {
  const destination = {
    kind: 'url',
    url: 'https://example.com/',
    method: 'POST',
    headers: [],
    auth: { kind: 'none' },
    sign: true,
    timeoutSeconds: 30,
  } as const;
  const trigger: TriggerRecord = {
    ...entity,
    id,
    customerId: 'cus_1',
    name: `Trigger ${id}`,
    routes,
    includeTest: true,
    templateId: 'tpl_1',
    revision: 'published',
    destination: { ...destination, headers: [] },
    retry: 'standard',
    delayMinutes: 0,
    throttle: null,
    orderingKey: null,
    blockAfter: null,
    status: 'active',
    signingSecrets: [],
    ...change,
  };
  await workspace.write((writer) => writer.triggers.put(trigger));
}

function send(body: unknown, options: { key?: string; feed?: Partial<FeedRecord> } = {}): Promise<Answer> {
  const bytes =
    body instanceof Uint8Array
      ? body
      : new TextEncoder().encode(typeof body === 'string' ? body : JSON.stringify(body));
  return intake.accept({ feed: { ...feed, ...options.feed }, body: bytes, idempotencyKey: options.key ?? null });
}

async function sendAccepted(...args: Parameters<typeof send>) {
  const answer = await send(...args);
  if (answer.kind !== 'accepted') throw new Error(`refused: ${answer.problem.message}`);
  return { status: answer.status, ...answer.accepted };
}

async function sendRefused(...args: Parameters<typeof send>) {
  const answer = await send(...args);
  if (answer.kind !== 'refused') throw new Error('accepted');
  return {
    status: answer.status,
    code: answer.problem.code,
    message: answer.problem.message,
    errors: answer.problem.errors,
  };
}

const countRows = (table: string) => database.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
interface DeliveryRow {
  id: string;
  status: string;
  reason: string | null;
  revision: number;
  due: number | null;
}
const listDeliveries = () =>
  database
    .prepare<[], DeliveryRow>(
      'SELECT trigger_id AS id, status, reason, revision, next_attempt_at AS due FROM deliveries ORDER BY id',
    )
    .all();

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
    await putTrigger('trg_1', [{ events: [type] }]);
    await putTrigger('trg_other', [{ events: ['order.received'] }]);
    const body = new Uint8Array(await readFile(path.join(samples, 'payloads', `${name}.json`)));
    const first = await sendAccepted(body);
    expect(first).toEqual({
      status: 202,
      eventId: expect.stringMatching(/^evt_[0-9A-Z]{26}$/),
      types: [type, ...derived],
      deliveries: [{ id: expect.stringMatching(/^dlv_[0-9A-Z]{26}$/), triggerId: 'trg_1', status: 'scheduled' }],
    });
    expect(await sendAccepted(body)).toEqual({ ...first, status: 200 });
    expect(listDeliveries()).toEqual([{ id: 'trg_1', status: 'scheduled', reason: null, revision: 4, due: now }]);
    expect(woken).toBe(1);
    const event = await ledger.events.get(first.eventId);
    expect(Buffer.from(event!.body).equals(body)).toBe(true);
    expect(event!.facts.orderId).toBe(orderId);
    expect(event!.facts.occurredAt).toBe(occurredAt);
  });

  test('posted twice at once, they are delivered once', async () => {
    await putTrigger('trg_1', [{ events: ['order.updated'] }]);
    const body = new Uint8Array(await readFile(path.join(samples, 'payloads', 'order_updated.json')));
    const answers = await Promise.all(Array.from({ length: 5 }, () => sendAccepted(body)));
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([
      200, 200, 200, 200, 202,
    ]);
    expect(new Set(answers.map(({ eventId }) => eventId)).size).toBe(1);
    expect(countRows('deliveries')).toBe(1);
  });
});

describe('identity', () => {
  const event = { type: 'order.shipped', id: 'e-1', data: { orderId: '7' } };

  test('the same id with other bytes is refused', async () => {
    await sendAccepted(event);
    expect(await sendRefused({ ...event, data: null })).toMatchObject({
      status: 409,
      code: 'event-id-reused',
      message: expect.stringContaining('"e-1" from "postmap"'),
    });
    expect(countRows('events')).toBe(1);
  });

  test('another source or another feed is another event', async () => {
    const ids = [
      await sendAccepted(event),
      await sendAccepted({ ...event, source: 'shop' }),
      await sendAccepted(event, { feed: { id: 'fed_2' } }),
    ];
    expect(ids.map(({ status }) => status)).toEqual([202, 202, 202]);
  });

  test('Idempotency-Key stands in for a missing id only', async () => {
    const nameless = { type: 'order.shipped', data: 1 };
    expect((await sendAccepted(nameless, { key: 'k' })).status).toBe(202);
    expect((await sendAccepted(nameless, { key: 'k' })).status).toBe(200);
    expect((await sendRefused({ ...nameless, data: 2 }, { key: 'k' })).status).toBe(409);
    expect((await sendAccepted(event, { key: 'k' })).status).toBe(202);
    expect((await sendRefused(nameless, { key: 'x'.repeat(256) })).code).toBe('invalid-request');
  });

  test('without either, every post is an event', async () => {
    const nameless = { type: 'order.shipped', data: 1 };
    expect([(await sendAccepted(nameless)).status, (await sendAccepted(nameless)).status]).toEqual([202, 202]);
    expect(countRows('events')).toBe(2);
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
  expect(await sendRefused(body)).toMatchObject({ status, code, message: expect.stringMatching(message) });
  expect(countRows('events')).toBe(0);
});

test('a feed that is switched off refuses', async () => {
  expect(await sendRefused({ type: 'order.shipped', data: 1 }, { feed: { enabled: false } })).toMatchObject({
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
  await putTrigger('trg_1', [{ events: ['order.updated'] }]);
  const answer = await sendAccepted(body);
  expect(answer).toMatchObject({ status: 202, types, warnings: [expect.stringMatching(warning)] });
  expect((await ledger.events.get(answer.eventId))?.warnings).toEqual(answer.warnings);
});

test('the envelope wins over what the payload says', async () => {
  const answer = await sendAccepted({
    type: 'order.shipped',
    campaignId: 5,
    isTest: true,
    data: { campaignId: '6', orderId: 'o' },
  });
  expect((await ledger.events.get(answer.eventId))?.facts).toEqual({ campaignId: '5', isTest: true, orderId: 'o' });
});

test('held-back events are on record, with the reason', async () => {
  await putTrigger('trg_1', [{ events: ['order.shipped'], filter: 'true' }], { includeTest: false });
  const answer = await sendAccepted({ type: 'order.shipped', isTest: true, data: 1 });
  expect(answer).toMatchObject({
    status: 202,
    deliveries: [],
    warnings: [expect.stringContaining('Not sent to one trigger: The event is a test')],
  });
  expect(listDeliveries()).toMatchObject([{ id: 'trg_1', status: 'held-back', due: null }]);
  expect([asked, woken]).toEqual([0, 0]);
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
  await putTrigger(
    'trg_1',
    filters.map((filter) => ({ events: ['order.shipped'], filter })),
  );
  await putTrigger('trg_2', [{ events: ['order.shipped'], filter: 'true' }]);
  await sendAccepted({ type: 'order.shipped', data: { total: 50, orderId: '7' } });
  const deliveries = listDeliveries();
  expect(deliveries).toMatchObject([
    { id: 'trg_1', status, due: status === 'scheduled' ? now : null },
    { id: 'trg_2', status: 'scheduled' },
  ]);
  expect(String(deliveries[0]?.reason)).toMatch(reason);
  expect([asked, woken]).toEqual([1, 1]);
});

test('a trigger whose template has no revision fails to render, and says what to do', async () => {
  await putTrigger('trg_1', [{ events: ['order.shipped'] }], { templateId: null });
  const answer = await sendAccepted({ type: 'order.shipped', data: 1 });
  expect(answer.deliveries).toMatchObject([{ triggerId: 'trg_1', status: 'failed-to-render' }]);
  expect(listDeliveries()).toMatchObject([
    { status: 'failed-to-render', reason: 'The trigger has no template: choose one, then retry', due: null },
  ]);
  expect([asked, woken]).toEqual([0, 0]);
});

test('a trigger that Postmap paused is left alone', async () => {
  await putTrigger('trg_1', [{ events: ['order.shipped'] }]);
  await ledger.triggerStates.pause('trg_1', 'the endpoint answered 410', now);
  expect(await sendAccepted({ type: 'order.shipped', data: 1 })).toMatchObject({ deliveries: [] });
});

test('what is accepted is due in the queue', async () => {
  await putTrigger('trg_1', [{ events: ['order.shipped'] }]);
  const { deliveries } = await sendAccepted({ type: 'order.shipped', data: { orderId: '7' } });
  const claims = await ledger.queue.claim({ now, limit: 10, leaseMs: 1_000, exceptTriggerIds: [] });
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
