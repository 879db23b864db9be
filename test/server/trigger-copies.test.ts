import { afterAll, beforeAll, expect, test } from 'vitest';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const EVENT = 'order.updated';
const make = (name: string, url: string, more: Record<string, unknown> = {}) =>
  setUpTrigger(server, { name, event: EVENT, language: 'jsonata', source: '{ "id": data.id }', url, more });
const read = async (id: string) => (await server.send('GET', `/api/v1/triggers/${id}`)).body;

test('a copy is a draft that sends with the same secrets, and signs with its own', async () => {
  const destination = {
    kind: 'url',
    url: `${server.url}/inbox/copies`,
    headers: [{ name: 'X-Key', value: 'open sesame', secret: true }],
    auth: { kind: 'basic', username: 'acme', password: 'pass word' },
  };
  const id = await make('Orders', '', { destination, delayMinutes: 5, retry: 'limited' });
  const original = await read(id);

  const { status, headers, body: copy } = await server.send('POST', `/api/v1/triggers/${id}/duplicate`);
  expect(status).toBe(201);
  expect(headers['etag']).toBe('"1"');
  const own = ['id', 'name', 'version', 'status', 'createdAt', 'updatedAt'];
  const rest = (trigger: object) => Object.fromEntries(Object.entries(trigger).filter(([key]) => !own.includes(key)));
  expect(rest(copy)).toEqual(rest(original));
  expect(copy).toMatchObject({ name: 'Orders copy', status: 'draft', version: 1 });
  expect(copy.id).not.toBe(id);
  expect((await server.send('POST', `/api/v1/triggers/${id}/duplicate`)).body.name).toBe('Orders copy 2');

  const sent = await server.send('POST', `/api/v1/triggers/${copy.id}/test`, {
    body: { payload: { type: EVENT, data: { id: 7 } } },
  });
  expect(sent.body.status).toBe('succeeded');
  const [message] = (await server.send('GET', '/api/v1/inbox?name=copies')).body.items;
  const received = new Map(message.headers);
  expect(received.get('x-key')).toBe('open sesame');
  expect(received.get('authorization')).toBe(`Basic ${Buffer.from('acme:pass word').toString('base64')}`);

  const secretOf = async (trigger: string) =>
    (await server.send('GET', `/api/v1/triggers/${trigger}/secret`)).body.secret;
  expect(await secretOf(copy.id)).not.toBe(await secretOf(id));
});

test('what does not exist is not copied', async () => {
  const { status, body } = await server.send('POST', '/api/v1/triggers/trg_none/duplicate');
  expect([status, body.code]).toEqual([404, 'not-found']);
});

test('a trigger tells how its newest deliveries went; tests are not counted', async () => {
  const id = await make('Two ways', `${server.url}/inbox/ways?status={{data.status}}`, { retry: 'none' });
  expect((await read(id)).recent).toEqual({ succeeded: 0, failed: 0, last: null });
  const { customerId } = await read(id);
  const send = (status: number) =>
    server.send('POST', '/api/v1/events', {
      body: { type: EVENT, customer: customerId, data: { id: status, status } },
    });
  await send(200);
  await until('the first to succeed', async () => (await read(id)).recent.succeeded === 1);
  const failed = (await send(503)).body.deliveries[0].id;
  const recent = await until('the second to fail', async () => {
    const found = (await read(id)).recent;
    return found.failed === 1 && found;
  });
  expect(recent).toMatchObject({ succeeded: 1, last: { deliveryId: failed, status: 'exhausted', code: '503' } });
  await server.send('POST', `/api/v1/triggers/${id}/test`, {
    body: { payload: { type: EVENT, data: { status: 200 } } },
  });
  expect((await read(id)).recent).toEqual(recent);
  const { items } = (await server.send('GET', `/api/v1/triggers?customerId=${customerId}`)).body;
  expect(items[0].recent).toEqual(recent);
});
