import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllowNetworks } from '../../packages/server/src/outbound/address-guard.ts';
import { startReceiver } from '../support/recording-receiver.ts';
import type { RecordingReceiver } from '../support/recording-receiver.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
let receiver: RecordingReceiver;
let answers: { status: number; delayMs: number };
beforeAll(async () => {
  server = await startTestServer({ allowNetworks: parseAllowNetworks('127.0.0.0/8') });
  receiver = await startReceiver(() => answers);
});
afterAll(async () => {
  await receiver.close();
  await server.close();
});

const event = 'order.shipped';
let names = 0;
/** An active trigger for a customer of its own; events addressed to `to` reach it alone. */
async function makeTrigger(more: Record<string, unknown>): Promise<{ id: string; to: string }> {
  answers = { status: 200, delayMs: 0 };
  const name = `Timing ${++names}`;
  const id = await setUpTrigger(server, { name, event, language: 'jsonata', source: 'data', url: receiver.url, more });
  const { customerId } = (await server.send('GET', `/api/v1/triggers/${id}`)).body;
  return { id, to: customerId };
}

async function send(to: string, data: unknown): Promise<string> {
  const body = { type: event, customer: to, data };
  const accepted = await server.send('POST', '/api/v1/events', { body });
  expect(accepted.status).toBe(202);
  return accepted.body.deliveries[0].id;
}

const read = async (id: string) => (await server.send('GET', `/api/v1/deliveries/${id}`)).body;
const untilStatus = (id: string, status: string) =>
  until(`${id} to be ${status}`, async () => {
    const delivery = await read(id);
    return delivery.status === status && delivery;
  });

async function countThrottled(): Promise<number> {
  const { text } = await server.send('GET', '/metrics');
  return Number(/^postmap_deliveries_ended_total\{status="throttled"\} (\d+)$/m.exec(text)?.[1]);
}

test('a delay puts the first try off', async () => {
  const { to } = await makeTrigger({ delayMinutes: 90 });
  const delivery = await read(await send(to, {}));
  expect(delivery).toMatchObject({ status: 'scheduled', why: 'First try in 1 hour 30 minutes.' });
  expect(Date.parse(delivery.nextAttemptAt) - Date.parse(delivery.createdAt)).toBe(90 * 60_000);
});

test('a throttle sends the first and the latest; those without a key go', async () => {
  const { to } = await makeTrigger({ throttle: { limit: 1, perSeconds: 2, key: 'data.email' } });
  const before = await countThrottled();
  const ids: string[] = [];
  for (const n of [1, 2, 3]) ids.push(await send(to, { email: 'ann@example.com', n }));
  const free = await send(to, { n: 4 });
  await untilStatus(free, 'succeeded');
  expect(await untilStatus(ids[1]!, 'throttled')).toMatchObject({
    reason: `The throttle of the trigger sends only the latest event of its window, and ${ids[2]} came later`,
    canRetry: false,
  });
  const [first, latest] = [await untilStatus(ids[0]!, 'succeeded'), await untilStatus(ids[2]!, 'succeeded')];
  const apart = Date.parse(latest.attempts[0].startedAt) - Date.parse(first.createdAt);
  expect(apart).toBeGreaterThanOrEqual(2_000);
  expect(receiver.hits.filter(({ body }) => body.includes('"n":2'))).toEqual([]);
  expect((await countThrottled()) - before).toBe(1);
});

test('an ordering key keeps the order while the first fails', async () => {
  const { to } = await makeTrigger({ orderingKey: 'data.order', retry: { delaysSeconds: [1, 1] } });
  answers = { status: 500, delayMs: 0 };
  const ids: string[] = [];
  for (const n of [1, 2, 3]) ids.push(await send(to, { order: 'A-7', n }));
  await until('the first try', async () => (await read(ids[0]!)).attemptCount === 1);
  expect(await read(ids[1]!)).toMatchObject({
    status: 'scheduled',
    attemptCount: 0,
    why: `It has the same ordering key as ${ids[0]}, which goes first: it waits until that has ended.`,
  });
  const other = await send(to, { order: 'B-1', n: 9 });
  await until('a try of the other key', async () => (await read(other)).attemptCount > 0);
  answers = { status: 200, delayMs: 0 };
  for (const id of ids) await untilStatus(id, 'succeeded');
  const sent = receiver.hits.filter(({ body }) => body.includes('A-7')).map(({ webhookId }) => webhookId);
  expect(sent).toEqual([ids[0], ...ids]);
});

test('a key that fails is told, and its event is sent all the same', async () => {
  const { to } = await makeTrigger({ orderingKey: '$number(data.order)' });
  const accepted = await server.send('POST', '/api/v1/events', {
    body: { type: event, customer: to, data: { order: 'A' } },
  });
  expect(accepted.body.warnings).toEqual([
    expect.stringContaining('The ordering key failed, so this delivery waits for no other'),
  ]);
  const delivery = await untilStatus(accepted.body.deliveries[0].id, 'succeeded');
  expect(delivery.diagnostics).toMatchObject([{ severity: 'warning' }]);
});

describe('what cannot work is refused, with the place', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['an ordering key that could block for ever', { orderingKey: 'a', retry: 'until-success' }, 'blockAfter'],
    ['a block time without a key', { blockAfter: 5 }, 'blockAfter'],
    ['an ordering key that is no JSONata', { orderingKey: 'a[' }, 'orderingKey'],
    ['a throttle key that is no JSONata', { throttle: { limit: 1, perSeconds: 1, key: '(' } }, 'throttle.key'],
    ['a throttle without a key', { throttle: { limit: 1, perSeconds: 1 } }, 'throttle.key'],
    ['a delay beyond a week', { delayMinutes: 10_081 }, 'delayMinutes'],
    ['a revision that there is not', { revision: 7 }, 'revision'],
    [
      'a token URL with a password',
      {
        destination: {
          kind: 'url',
          url: 'https://a.example/',
          auth: { kind: 'oauth2', tokenUrl: 'https://u:p@a.example/', clientId: 'a', clientSecret: 'b' },
        },
      },
      'destination.auth.tokenUrl',
    ],
  ])('%s', async (_, more, path) => {
    const { id } = await makeTrigger({});
    const answer = await server.send('PATCH', `/api/v1/triggers/${id}`, { body: more });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path }] } });
  });

  test('events beside routes', async () => {
    const { id } = await makeTrigger({});
    const body = { events: [event], routes: [{ events: [event] }] };
    const answer = await server.send('PATCH', `/api/v1/triggers/${id}`, { body });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: 'events' }] } });
  });
});

test('an ordering key may go until success with a block time', async () => {
  const { id } = await makeTrigger({ orderingKey: 'data.order', retry: 'until-success', blockAfter: 30 });
  expect((await server.send('GET', `/api/v1/triggers/${id}`)).body).toMatchObject({ blockAfter: 30 });
});

test('events at the top level are one route, when a trigger is made and when it is changed', async () => {
  const { id, to } = await makeTrigger({});
  const made = await server.send('POST', '/api/v1/triggers', {
    body: { customerId: to, name: 'Short', events: ['order.updated'], destination: { kind: 'url', url: receiver.url } },
  });
  expect(made).toMatchObject({ status: 201, body: { routes: [{ events: ['order.updated'] }] } });
  const changed = await server.send('PATCH', `/api/v1/triggers/${id}`, { body: { events: ['order.updated', event] } });
  expect(changed.body.routes).toEqual([{ events: ['order.updated', event] }]);
});

test('a pinned revision stays when another is published', async () => {
  const { id, to } = await makeTrigger({ revision: 1 });
  const { templateId } = (await server.send('GET', `/api/v1/triggers/${id}`)).body;
  await server.send('PATCH', `/api/v1/templates/${templateId}`, { body: { source: '"two"' } });
  await server.send('POST', `/api/v1/templates/${templateId}/publish`, { body: {} });
  const pinned = await untilStatus(await send(to, { pinned: 1 }), 'succeeded');
  expect(pinned).toMatchObject({ revision: 1, rendered: { body: '{"pinned":1}' } });
  await server.send('PATCH', `/api/v1/triggers/${id}`, { body: { revision: 'published' } });
  expect(await untilStatus(await send(to, { pinned: 2 }), 'succeeded')).toMatchObject({ revision: 2 });
});

test('alerts are raised once, shown with the delivery and listed until it succeeds', async () => {
  const { to } = await makeTrigger({ retry: { delaysSeconds: [0, 0, 0] } });
  answers = { status: 503, delayMs: 0 };
  const id = await send(to, {});
  const { alerts } = await untilStatus(id, 'exhausted');
  expect(alerts).toMatchObject([
    { level: '50 %', message: '2 of 4 tries have failed' },
    { level: '70 %', message: '3 of 4 tries have failed' },
    { level: '90 %', message: 'Given up after 4 tries: All 4 tries failed' },
  ]);
  const listAlerts = async () => (await server.send('GET', `/api/v1/alerts?open=true&deliveryId=${id}`)).body.items;
  expect(await listAlerts()).toHaveLength(3);
  answers = { status: 200, delayMs: 0 };
  await server.send('POST', `/api/v1/deliveries/${id}/retry`);
  await untilStatus(id, 'succeeded');
  expect(await listAlerts()).toEqual([]);
});

test('a destination with OAuth2 fetches its token, and never shows its secret', async () => {
  const tokens = await startReceiver(() => ({ status: 400, delayMs: 0 }));
  const auth = {
    kind: 'oauth2',
    tokenUrl: tokens.url,
    clientId: 'shop',
    clientSecret: 's3cret-value',
    scope: 'orders',
  };
  const { id, to } = await makeTrigger({
    destination: { kind: 'url', url: receiver.url, auth },
    retry: 'none',
  });
  const failed = await untilStatus(await send(to, {}), 'exhausted');
  expect(failed.attempts[0]).toMatchObject({
    failure: { code: 'token' },
    summary: expect.stringContaining('No access token from 127.0.0.1'),
  });
  expect(failed.attempts[0].request.headers).toContainEqual(['authorization', '••••••••']);
  expect(Object.fromEntries(new URLSearchParams(tokens.hits[0]!.body))).toEqual({
    grant_type: 'client_credentials',
    scope: 'orders',
  });
  const shown = await server.send('GET', `/api/v1/triggers/${id}`);
  expect(shown.body.destination.auth).toEqual({ ...auth, clientSecret: '••••••••' });
  const elsewhere = {
    ...shown.body.destination,
    auth: { ...shown.body.destination.auth, tokenUrl: 'https://evil.example/' },
  };
  expect(await server.send('PATCH', `/api/v1/triggers/${id}`, { body: { destination: elsewhere } })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'destination.auth.clientSecret' }] },
  });
  await tokens.close();
});
