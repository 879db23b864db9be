import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CatalogEntry } from '../../packages/server/src/contract/index.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

/** [the name that the system gives it, the payload, all types that it gets, facts that it must have] */
type Row = [name: string, payload: string, types: string[], facts: Record<string, unknown>];

const CUSTOMER_POSTBACK: Row[] = [
  ['Order received', 'order_received', ['order.received'], { orderId: 'PO-10428', productIds: ['CARD-A6', 'ENV-C6'] }],
  ['Order failed', 'order_failed', ['order.failed'], { orderId: 'PO-10429', isTest: false }],
  ['Order canceled', 'order_canceled', ['order.canceled'], { orderId: 'PO-10430', campaignId: 'spring-cards' }],
  ['Order returned', 'order_returned', ['order.returned'], { orderId: 'PO-10435' }],
  ['Order produced', 'order_produced', ['order.produced'], { orderId: 'PO-10431' }],
  ['Order delivered', 'order_delivered', ['order.delivered'], { orderId: 'PO-10434' }],
  ['Order shipped', 'order_shipped', ['order.shipped'], { email: 'robin.sample@example.com', source: 'shop' }],
  ['Order in transit', 'order_in_transit', ['order.in_transit'], { occurredAt: '2026-03-06T09:30:00.000Z' }],
];

const NOTIFICATIONS: Row[] = [
  ['Order completed', 'order_completed', ['order.completed'], { orderId: '500015', source: 'funnel' }],
  ['Contact created', 'contact_created', ['contact.created'], { email: 'robin.sample@example.com', campaignId: '14' }],
  ['Shipping tracking info updated', 'tracking_updated', ['shipment.tracking_updated'], { orderId: '500025' }],
  ['Product conflict', 'product_conflict', ['order.product_conflict'], { orderId: '500016' }],
  ['Transaction declined', 'transaction_declined', ['transaction.declined'], { orderId: '500005' }],
  ['Refund applied', 'refund_applied', ['refund.applied'], { orderId: '500008' }],
  [
    'Subscription canceled',
    'subscription_canceled',
    ['subscription.canceled'],
    { orderId: '500021', productIds: ['310'] },
  ],
  ['Customer created', 'customer_created', ['customer.created'], { orderId: '500037' }],
  ['Approved transaction', 'transaction_completed', ['transaction.approved'], { orderId: '223827', isTest: true }],
  [
    'Survey completed',
    'survey_completed',
    ['survey.completed'],
    { orderId: '500038', email: 'kim.testcase@example.net' },
  ],
];

const WEBHOOKS: Row[] = [
  [
    'order_updated',
    'order_updated',
    ['order.updated'],
    { orderId: '223827', productIds: ['52', '95'], source: 'sublytics' },
  ],
  [
    'order_abandonned',
    'order_abandoned',
    ['order.abandoned', 'order.partial', 'cart.abandoned'],
    { orderId: '500001' },
  ],
  ['order_abandonned', 'order_lead', ['order.abandoned', 'order.partial', 'order.lead'], { orderId: '500002' }],
  [
    'transaction_completed',
    'transaction_completed',
    ['transaction.completed', 'transaction.approved', 'sale.completed', 'subscription.started'],
    { campaignId: '2', isTest: true },
  ],
  [
    'transaction_completed',
    'sale_upsold',
    ['transaction.completed', 'transaction.approved', 'sale.completed', 'sale.upsold', 'subscription.started'],
    { orderId: '500007' },
  ],
  ['transaction_completed', 'transaction_declined', ['transaction.completed', 'transaction.declined'], {}],
  ['transaction_completed', 'transaction_voided', ['transaction.completed', 'transaction.voided'], {}],
  ['transaction_completed', 'refund_applied', ['transaction.completed', 'refund.applied'], { orderId: '500008' }],
  ['transaction_completed', 'chargeback_received', ['transaction.completed', 'chargeback.received'], {}],
  [
    'transaction_completed',
    'subscription_renewed',
    ['transaction.completed', 'transaction.approved', 'subscription.renewed'],
    { productIds: ['310'] },
  ],
  [
    'transaction_completed',
    'renewal_declined',
    ['transaction.completed', 'transaction.declined', 'subscription.renewal_declined'],
    {},
  ],
  ['transaction_skipped', 'transaction_skipped', ['transaction.skipped'], { orderId: '500003' }],
  ['transaction_unskipped', 'transaction_unskipped', ['transaction.unskipped'], { orderId: '500004' }],
  ['order_offer_updated', 'order_offer_updated', ['order_offer.updated'], { productIds: ['2371'], isTest: true }],
  [
    'order_offer_cancelled',
    'order_offer_cancelled',
    ['order_offer.cancelled', 'subscription.canceled'],
    { isTest: false },
  ],
  ['shipment_fulfilled', 'shipment_fulfilled', ['shipment.fulfilled'], { source: 'sublytics' }],
  ['shipment_shipped', 'shipment_shipped', ['shipment.shipped', 'shipment.tracking_updated'], {}],
  ['shipment_cancelled', 'shipment_cancelled', ['shipment.cancelled'], { occurredAt: '2026-03-15T09:30:05.000Z' }],
];

const PROFILE_ROUTING: Row[] = [
  ['Partial', 'order_abandoned', ['order.partial'], { orderId: '500001' }],
  ['Lead', 'order_lead', ['order.lead', 'order.partial'], { orderId: '500002' }],
  ['Abandoned Cart', 'order_abandoned', ['cart.abandoned', 'order.partial'], { orderId: '500001' }],
  ['New Sale', 'transaction_completed', ['sale.completed'], { orderId: '223827' }],
  ['Upsell', 'sale_upsold', ['sale.upsold'], { orderId: '500007' }],
  ['Subscription Started', 'transaction_completed', ['subscription.started'], {}],
  ['Pre-Billing', 'subscription_pre_billing', ['subscription.pre_billing'], { orderId: '500024' }],
  ['Recurring Order', 'subscription_renewed', ['subscription.renewed'], { orderId: '500010' }],
  ['Decline', 'transaction_declined', ['transaction.declined'], { orderId: '500005' }],
  [
    'Rebill Decline',
    'renewal_declined',
    ['subscription.renewal_declined', 'transaction.declined'],
    { orderId: '500011' },
  ],
  ['Recycle Failed', 'order_recycle_failed', ['order.recycle_failed'], { orderId: '500018' }],
  ['Cancel', 'subscription_canceled', ['subscription.canceled'], { orderId: '500021' }],
  ['Pause', 'subscription_paused', ['subscription.paused'], { orderId: '500022' }],
  ['Reactivate', 'subscription_reactivated', ['subscription.reactivated'], { orderId: '500023' }],
  ['All refunds', 'refund_applied', ['refund.applied'], { orderId: '500008' }],
  ['Partial refunds', 'refund_partial', ['refund.partial', 'refund.applied'], { orderId: '500019' }],
  ['Full refunds', 'refund_full', ['refund.full', 'refund.applied'], { orderId: '500020' }],
  ['Chargeback', 'chargeback_received', ['chargeback.received'], { orderId: '500009' }],
  ['Fulfillment Shipped', 'order_shipped', ['order.shipped'], { orderId: 'PO-10432' }],
  ['Fulfillment delivered', 'order_delivered', ['order.delivered'], { orderId: 'PO-10434' }],
  ['RMA issued', 'rma_issued', ['rma.issued'], { orderId: '500026' }],
  ['RMA received', 'rma_received', ['rma.received'], { orderId: '500027' }],
  ['QA Pending', 'order_qa_pending', ['order.qa_pending'], { orderId: '500017' }],
];

const SYSTEMS: [string, Row[]][] = [
  ['customer postbacks', CUSTOMER_POSTBACK],
  ['notification events', NOTIFICATIONS],
  ['webhook events', WEBHOOKS],
  ['profile routing', PROFILE_ROUTING],
];

let server: TestServer;
let catalog: CatalogEntry[];
/** One active trigger for each type of the catalog, by its id. */
const typeByTrigger = new Map<string, string>();

beforeAll(async () => {
  server = await startTestServer();
  catalog = (await server.send('GET', '/api/v1/catalog?limit=200')).body.items;
  const create = async (path: string, body: unknown): Promise<string> => {
    const answer = await server.send('POST', `/api/v1/${path}`, { body });
    if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.text}`);
    return answer.body.id;
  };
  const customerId = await create('customers', { name: 'Everything' });
  const templateId = await create('templates', { name: 'Type', source: '$event.type' });
  await server.send('POST', `/api/v1/templates/${templateId}/publish`, { body: {} });
  for (const { name } of catalog) {
    const triggerId = await create('triggers', {
      customerId,
      name,
      routes: [{ events: [name] }],
      includeTest: true,
      templateId,
      destination: { kind: 'url', url: `${server.url}/inbox/types` },
    });
    await server.send('POST', `/api/v1/triggers/${triggerId}/activate`, { body: { force: true } });
    typeByTrigger.set(triggerId, name);
  }
}, 60_000);
afterAll(() => server.close());

async function readPayload(name: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(new URL(`../../samples/payloads/${name}.json`, import.meta.url), 'utf8'));
}

/** The payload under another name and without its id, so that it is no duplicate. */
function rename(payload: Record<string, unknown>, name: string): Record<string, unknown> {
  return 'webhook_event' in payload
    ? { ...payload, webhook_event: name, webhook_event_id: null }
    : { ...payload, type: name, id: null };
}

async function post(payload: unknown) {
  const answer = await server.send('POST', '/api/v1/events', { body: payload });
  if (answer.status !== 202) throw new Error(`not accepted: ${answer.text}`);
  const reached = answer.body.deliveries.map(({ triggerId }: { triggerId: string }) => typeByTrigger.get(triggerId));
  return { ...answer.body, reached: reached.toSorted() };
}

describe.each(SYSTEMS)('%s', (_system, rows) => {
  test.each(rows)('%s, as in %s, is %j', async (name, payload, types, facts) => {
    const { eventId, reached, warnings, types: found } = await post(rename(await readPayload(payload), name));
    expect(warnings).toBeUndefined();
    expect(found[0]).toBe(types[0]);
    expect(found.toSorted()).toEqual(types.toSorted());
    expect(reached).toEqual(types.toSorted());
    const event = (await server.send('GET', `/api/v1/events/${eventId}`)).body;
    expect(event).toMatchObject({ name, facts });
  });
});

test('every type of the catalog arrives by its name and by each alias, whatever its case, and has a sample', async () => {
  expect(catalog.length).toBeGreaterThan(40);
  for (const { name, aliases, sample } of catalog) {
    const payload = await readPayload(String(sample));
    for (const sent of [name, ...aliases, ...aliases.map((alias) => alias.toUpperCase())]) {
      const { types, reached } = await post(rename(payload, sent));
      expect([sent, types[0]]).toEqual([sent, name]);
      expect(reached).toEqual(types.toSorted());
    }
  }
}, 60_000);

test('every sample arrives as it is, with every fact that can be read', async () => {
  const samples = (await server.send('GET', '/api/v1/samples?limit=200')).body.items;
  expect(samples.length).toBeGreaterThan(40);
  for (const { name, eventType, body } of samples) {
    const answer = await server.send('POST', '/api/v1/events', { body });
    expect([name, answer.status, answer.body.warnings]).toEqual([name, 202, undefined]);
    expect(answer.body.types).toContain(eventType);
  }
}, 60_000);

test('a trigger that listens to two types of one event gets one delivery', async () => {
  const [trigger] = (await server.send('GET', '/api/v1/triggers?limit=1')).body.items;
  const created = await server.send('POST', '/api/v1/triggers', {
    body: {
      customerId: trigger.customerId,
      name: 'two',
      includeTest: true,
      routes: [
        { events: ['refund.applied', 'transaction.completed'] },
        { events: ['All refunds'], filter: '$event.type = "refund.applied"' },
      ],
      templateId: trigger.templateId,
      destination: trigger.destination,
    },
  });
  await server.send('POST', `/api/v1/triggers/${created.body.id}/activate`, { body: { force: true } });
  const { deliveries } = await post(rename(await readPayload('refund_applied'), 'transaction_completed'));
  const own = deliveries.filter(({ triggerId }: { triggerId: string }) => triggerId === created.body.id);
  expect(own).toHaveLength(1);
  const delivery = (await server.send('GET', `/api/v1/deliveries/${own[0].id}`)).body;
  expect(delivery.eventType).toBe('transaction.completed');
});
