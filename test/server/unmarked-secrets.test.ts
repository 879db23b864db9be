import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

const MASK = '••••••••';
let server: TestServer;
let viewerKey: string;
let customerId: string;
let templateId: string;

beforeAll(async () => {
  server = await startTestServer();
  const create = async (path: string, body: object) => (await server.send('POST', `/api/v1/${path}`, { body })).body;
  viewerKey = (await create('keys', { name: 'Viewer', role: 'viewer' })).key;
  customerId = (await create('customers', { name: 'Acme' })).id;
  templateId = (await create('templates', { name: 'Told', source: '{ "id": data.id }' })).id;
  await create(`templates/${templateId}/publish`, {});
});
afterAll(() => server.close());

async function makeTrigger(destination: object) {
  const answer = await server.send('POST', '/api/v1/triggers', {
    body: {
      customerId,
      name: 'Told',
      routes: [{ events: ['order.updated'] }],
      templateId,
      retry: 'none',
      destination: { kind: 'url', ...destination },
    },
  });
  expect(answer.status).toBe(201);
  return answer.body;
}

test('a header that is a credential by its name is kept as a secret, and sent as it is', async () => {
  const trigger = await makeTrigger({
    url: `${server.url}/inbox/unmarked`,
    headers: [
      { name: 'X-Api-Key', value: 'plain-api-key' },
      { name: 'X-Shop', value: 'shop-7' },
      { name: 'Authorization', value: 'Bearer {{@customer.variables.token}}' },
    ],
  });
  expect(trigger.destination.headers).toEqual([
    { name: 'X-Api-Key', value: MASK, secret: true },
    { name: 'X-Shop', value: 'shop-7', secret: false },
    { name: 'Authorization', value: 'Bearer {{@customer.variables.token}}', secret: false },
  ]);
  const path = `/api/v1/triggers/${trigger.id}`;
  const renamed = await server.send('PATCH', path, { body: { ...pick(trigger), name: 'Renamed' } });
  expect(renamed.status).toBe(200);
  const readable = trigger.destination.headers.map((header: object) => ({ ...header, secret: false }));
  const refused = await server.send('PATCH', path, {
    body: { destination: { ...trigger.destination, headers: readable } },
  });
  expect(refused).toMatchObject({ status: 400, body: { errors: [{ path: 'destination.headers[0].value' }] } });

  await server.send('POST', `${path}/activate`, { body: { force: true } });
  const event = await server.send('POST', '/api/v1/events', { body: { type: 'order.updated', data: { id: 1 } } });
  const deliveryId: string = event.body.deliveries[0].id;
  const delivery = await until('the delivery', async () => {
    const { body } = await server.send('GET', `/api/v1/deliveries/${deliveryId}`);
    return body.status === 'succeeded' && body;
  });
  expect(delivery.attempts[0].request.headers).toContainEqual(['X-Api-Key', MASK]);
  const received = (await server.send('GET', '/api/v1/inbox?name=unmarked')).body.items[0];
  expect(received.headers).toContainEqual(['x-api-key', 'plain-api-key']);
});

test('what a URL says in its query is for those who may change it', async () => {
  const url = `${server.url}/inbox/query?api_key=plain-in-url&shop=7`;
  const { id } = await makeTrigger({ url });
  const shownTo = async (path: string, key?: string): Promise<string> =>
    (await server.send('GET', path, key === undefined ? {} : { key })).text;
  expect(await shownTo(`/api/v1/triggers/${id}`)).toContain('plain-in-url');
  for (const path of [`/api/v1/triggers/${id}`, '/api/v1/triggers']) {
    const text = await shownTo(path, viewerKey);
    expect(text).toContain('/inbox/query?api_key=••••&shop=7');
    expect(text).not.toContain('plain-in-url');
  }
});

function pick({ destination }: { destination: object }): object {
  return { destination };
}
