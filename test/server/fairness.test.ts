/** One customer's endpoint that never answers does not hold up the others. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAllowNetworks } from '../../packages/server/src/outbound/address-guard.ts';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startReceiver } from '../support/recording-receiver.ts';
import type { RecordingReceiver } from '../support/recording-receiver.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

const BURST = 2_000;
const HANGING = 20;

let server: TestServer;
let healthy: RecordingReceiver;
let hanging: Server;
let open = 0;

beforeAll(async () => {
  server = await startTestServer({ allowNetworks: parseAllowNetworks('127.0.0.0/8') });
  healthy = await startReceiver(() => ({ status: 200, delayMs: 0 }));
  hanging = createServer(() => open++).listen(0, '127.0.0.1');
  await once(hanging, 'listening');
  const address = hanging.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const source = '{ "sentAt": data.sentAt }';
  for (let count = 0; count < HANGING; count++)
    await setUpTrigger(server, { name: `hanging ${count}`, event: 'order.updated', language: 'jsonata', source, url });
  await setUpTrigger(server, {
    name: 'healthy',
    event: 'order.shipped',
    language: 'jsonata',
    source,
    url: healthy.url,
  });
});
afterAll(async () => {
  hanging.closeAllConnections();
  hanging.close();
  await server.close();
  await healthy.close();
});

const post = (type: string): Promise<{ status: number }> =>
  server.send('POST', '/api/v1/events', { body: { type, data: { sentAt: Date.now() } } });

test(
  `${BURST} events for ${HANGING} endpoints that never answer do not delay another endpoint's`,
  { timeout: 120_000 },
  async () => {
    for (let count = 0; count < BURST / HANGING; count += 25) {
      const answers = await Promise.all(Array.from({ length: 25 }, () => post('order.updated')));
      expect(answers.every(({ status }) => status === 202)).toBe(true);
    }
    await until('the hanging endpoints to be busy', async () => open >= HANGING);
    const waits: number[] = [];
    for (let count = 0; count < 20; count++) {
      const startedAt = Date.now();
      expect((await post('order.shipped')).status).toBe(202);
      await until('the healthy endpoint', async () => healthy.hits.length === count + 1);
      waits.push(Date.now() - startedAt);
    }
    expect(Math.max(...waits)).toBeLessThan(1_500);
  },
);
