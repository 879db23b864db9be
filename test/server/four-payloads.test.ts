import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parseAllowNetworks } from '../../packages/server/src/outbound/address-guard.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

/** One customer's endpoint for each payload, told apart by its path. */
const PAYLOADS = [
  { payload: 'order_updated', event: 'order.updated', template: 'warehouse-order/template.jsonata' },
  {
    payload: 'transaction_completed',
    event: 'transaction.completed',
    template: 'transaction-summary/template.jsonata',
  },
  { payload: 'order_offer_updated', event: 'order_offer.updated', template: 'subscription-change/template.hbs' },
  { payload: 'shipment_shipped', event: 'shipment.shipped', template: 'tracking-note/template.jsonata' },
] as const;

interface Arrival {
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

let server: TestServer;
const arrivals: Arrival[] = [];
const receiver = createServer((request, response) => {
  void buffer(request).then((body) => {
    arrivals.push({ path: request.url ?? '', headers: request.headers, body });
    response.end('ok');
  });
});

beforeAll(async () => {
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  server = await startTestServer({ allowNetworks: parseAllowNetworks('127.0.0.1/32') });
});
afterAll(async () => {
  await server.close();
  receiver.close();
});

test.each(PAYLOADS)(
  '$payload arrives once, with exactly the expected bytes and a valid signature',
  async ({ payload, event, template }) => {
    const address = receiver.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const triggerId = await setUpTrigger(server, {
      name: payload,
      event,
      language: template.endsWith('.hbs') ? 'handlebars' : 'jsonata',
      source: await readFile(`samples/templates/${template}`, 'utf8'),
      url: `http://127.0.0.1:${address.port}/${payload}`,
    });
    const [feed] = (await server.send('GET', '/api/v1/feeds')).body.items;
    const ingest = new URL(feed.ingestUrl).pathname;
    const body = await readFile(`samples/payloads/${payload}.json`);

    const first = await server.send('POST', ingest, { key: null, body });
    expect(first.status).toBe(202);
    const again = await server.send('POST', ingest, { key: null, body });
    expect(again).toMatchObject({ status: 200, body: first.body });

    const { body: secret } = await server.send('GET', `/api/v1/triggers/${triggerId}/secret`);
    const ours = () => arrivals.filter(({ path }) => path === `/${payload}`);
    await vi.waitFor(() => expect(ours()).toHaveLength(1), { timeout: 10_000 });
    const [arrival] = ours();
    const expected = await readFile(`samples/templates/${template.split('/')[0]}/cases/sample/expected.txt`);
    expect(arrival!.body.toString()).toBe(expected.toString());
    expect(arrival!.headers['content-type']).toBe('application/json');
    expect(arrival!.headers['webhook-id']).toBe(first.body.deliveries[0].id);
    const headers = Object.fromEntries(Object.entries(arrival!.headers).map(([name, value]) => [name, String(value)]));
    expect(() => new Webhook(secret.secret).verify(arrival!.body, headers)).not.toThrow();
    expect(() =>
      new Webhook(secret.secret).verify(Buffer.concat([arrival!.body, Buffer.from(' ')]), headers),
    ).toThrow();

    await vi.waitFor(async () => {
      const { body: delivery } = await server.send('GET', `/api/v1/deliveries/${first.body.deliveries[0].id}`);
      expect(delivery).toMatchObject({ status: 'succeeded', attemptCount: 1 });
    });
    expect(ours()).toHaveLength(1);
  },
);
