import { afterAll, beforeAll, expect, test } from 'vitest';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

test('what a filter could not judge is kept, and sent only once a filter lets it through', async () => {
  const url = `${server.url}/inbox/filtered`;
  const event = 'order.shipped';
  const triggerId = await setUpTrigger(server, {
    name: 'Big orders',
    event,
    language: 'jsonata',
    source: '{ "id": id }',
    url,
  });
  const setFilter = (filter: string) =>
    server.send('PATCH', `/api/v1/triggers/${triggerId}`, { body: { routes: [{ events: [event], filter }] } });
  expect((await setFilter('data.total + 0 > 100')).status).toBe(200);
  const accepted = await server.send('POST', '/api/v1/events', {
    body: { id: 'o-1', type: event, data: { total: '250' } },
  });
  expect(accepted).toMatchObject({ status: 202, body: { deliveries: [{ status: 'failed-to-render' }] } });
  const delivery = `/api/v1/deliveries/${accepted.body.deliveries[0].id}`;
  expect((await server.send('GET', delivery)).body).toMatchObject({
    status: 'failed-to-render',
    reason: expect.stringContaining('The filter of route 1 failed'),
    attemptCount: 0,
  });

  const retry = () => server.send('POST', `${delivery}/retry`);
  expect(await retry()).toMatchObject({ status: 409, body: { detail: expect.stringContaining('mend it first') } });
  await setFilter('$number(data.total) > 1000');
  expect(await retry()).toMatchObject({ status: 409, body: { detail: expect.stringContaining('does not hold') } });
  await setFilter('$number(data.total) > 100');
  expect((await retry()).status).toBe(200);
  await until('the delivery', async () => (await server.send('GET', delivery)).body.status === 'succeeded');
});
