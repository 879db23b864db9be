import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadSampleTemplates } from '../../packages/server/src/samples/sample-templates.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ demo: true });
});
afterAll(() => server.close());

const PAYLOADS = ['order_updated', 'transaction_completed', 'order_offer_updated', 'shipment_shipped'];
const readPayload = (name: string): Promise<Buffer> => readFile(`samples/payloads/${name}.json`);

async function demoFeed(): Promise<{ ingestUrl: string; customers: string[] }> {
  const { body } = await server.send('GET', '/api/v1/feeds');
  return body.items.find(({ name }: { name: string }) => name === 'demo');
}

async function inboxOf(deliveryId: string): Promise<{ body: string } | undefined> {
  const { body } = await server.send('GET', '/api/v1/inbox?name=demo&limit=200');
  return body.items.find(({ headers }: { headers: [string, string][] }) =>
    headers.some(([name, value]) => name === 'webhook-id' && value === deliveryId),
  );
}

test.each(PAYLOADS)(
  '%s, posted as it is to the demo feed, arrives as its template says; posted twice, it arrives once',
  async (name) => {
    const path = new URL((await demoFeed()).ingestUrl).pathname;
    const payload = await readPayload(name);
    // As curl --data-binary sends it.
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const first = await server.send('POST', path, { key: null, body: payload, headers });
    expect(first).toMatchObject({ status: 202, body: { deliveries: [{ status: 'scheduled' }] } });
    const deliveryId: string = first.body.deliveries[0].id;
    const message = await until('the message', () => inboxOf(deliveryId));
    const templates = await loadSampleTemplates('samples');
    const wanted = templates
      .flatMap(({ demo, cases }) => (demo ? cases : []))
      .filter((one) => one.payload === payload.toString());
    expect(wanted.map(({ expected }) => expected)).toContain(message.body);

    const again = await server.send('POST', path, { key: null, body: payload, headers });
    expect(again).toMatchObject({ status: 200, body: first.body });
    const { body } = await server.send('GET', `/api/v1/deliveries?eventId=${first.body.eventId}`);
    expect(body.items).toMatchObject([{ id: deliveryId, status: 'succeeded', attemptCount: 1 }]);
  },
);

test('the demo listens to its own feed only', async () => {
  const accepted = await server.send('POST', '/api/v1/events', {
    body: (await readPayload('order_updated')).toString(),
  });
  expect(accepted).toMatchObject({ status: 202, body: { types: ['order.updated'], deliveries: [] } });
});

test('it is seeded once, is not seeded again when deleted, and follows the server to another port', async () => {
  const list = async (path: string) => (await server.send('GET', `/api/v1/${path}`)).body.items;
  const before = await list('triggers');
  expect(before).toHaveLength(4);
  expect((await server.send('DELETE', `/api/v1/triggers/${before[0].id}`)).status).toBe(204);
  await server.restart();
  const after = await list('triggers');
  expect(after.map(({ id }: { id: string }) => id)).toEqual(before.slice(1).map(({ id }: { id: string }) => id));
  for (const { destination } of after) expect(destination.url).toBe(`${server.url}/inbox/demo`);
  expect(await list('customers')).toHaveLength(1);
});

test('without the demo there is the default feed and nothing else', async () => {
  const bare = await startTestServer();
  try {
    const [feeds, customers, templates] = await Promise.all(
      ['feeds', 'customers', 'templates'].map((path) => bare.send('GET', `/api/v1/${path}`)),
    );
    expect(feeds!.body.items).toMatchObject([{ id: 'feed_default', name: 'default', customers: 'all' }]);
    expect([customers!.body.items, templates!.body.items]).toEqual([[], []]);
  } finally {
    await bare.close();
  }
});
