import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
const triggers: Record<string, string> = {};
const customers: Record<string, string> = {};

beforeAll(async () => {
  server = await startTestServer();
  for (const name of ['one', 'two']) {
    triggers[name] = await setUpTrigger(server, {
      name,
      event: 'order.shipped',
      language: 'jsonata',
      source: '{ "whole": $, "type": $event.type, "time": $event.time }',
      url: `${server.url}/inbox/${name}`,
    });
    customers[name] = (await server.send('GET', `/api/v1/triggers/${triggers[name]}`)).body.customerId;
  }
});
afterAll(() => server.close());

const createFeed = async (body: object) => (await server.send('POST', '/api/v1/feeds', { body })).body;
const event = (more: object = {}) => ({ type: 'order.shipped', data: {}, ...more });
const send = async (
  path: string,
  body: unknown = event(),
  headers: Record<string, string> = {},
  key: string | null = null,
) => server.send('POST', path, { body, headers, key });
const reached = ({ body }: Awaited<ReturnType<typeof send>>) =>
  body.deliveries.map(({ triggerId }: { triggerId: string }) =>
    Object.keys(triggers).find((name) => triggers[name] === triggerId),
  );

test('events of a feed reach only the customers it lists', async () => {
  const feed = await createFeed({ name: 'only two', customers: [customers.two] });
  expect(reached(await send(`/in/${feed.token}`))).toEqual(['two']);
  const elsewhere = await send(`/in/${feed.token}`, event({ customer: customers.one }));
  expect(elsewhere.body).toMatchObject({ deliveries: [] });
  const nobody = await createFeed({ name: 'nobody', customers: [] });
  expect(reached(await send(`/in/${nobody.token}`))).toEqual([]);
  const all = await createFeed({ name: 'all' });
  expect(reached(await send(`/in/${all.token}`))).toEqual(['one', 'two']);
  expect(reached(await send(`/in/${all.token}`, event({ customer: customers.one })))).toEqual(['one']);
});

test('a time without a zone is read in the feed’s', async () => {
  const feed = await createFeed({ name: 'east', timeZone: 'America/New_York' });
  const { eventId } = (await send(`/in/${feed.token}`, event({ occurredAt: '2026-01-15 12:00:00' }))).body;
  const { facts } = (await server.send('GET', `/api/v1/events/${eventId}`)).body;
  expect(facts.occurredAt).toBe('2026-01-15T17:00:00.000Z');
});

test('a feed that is switched off refuses, at its URL and by its name', async () => {
  const feed = await createFeed({ name: 'off', enabled: false });
  const refused = { status: 403, body: { code: 'feed-disabled' } };
  expect(await send(`/in/${feed.token}`)).toMatchObject(refused);
  expect(await send('/api/v1/events?feed=off', event(), {}, server.adminKey)).toMatchObject(refused);
});

test('another token ends the old one at once', async () => {
  const feed = await createFeed({ name: 'rotated' });
  const rotated = await server.send('POST', `/api/v1/feeds/${feed.id}/rotate-token`, {
    headers: { 'If-Match': '"1"' },
  });
  expect(rotated).toMatchObject({ status: 200, body: { id: feed.id, version: 2 } });
  expect(rotated.body.token).not.toBe(feed.token);
  expect(rotated.body.ingestUrl).toBe(`${server.url}/in/${rotated.body.token}`);
  expect(await send(`/in/${feed.token}`)).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect((await send(`/in/${rotated.body.token}`)).status).toBe(202);
  const stale = await server.send('POST', `/api/v1/feeds/${feed.id}/rotate-token`, { headers: { 'If-Match': '"1"' } });
  expect(stale.status).toBe(412);
});

test('an ingest key names a feed by id or name; without one, as the admin, it uses the default feed', async () => {
  const key = (await server.send('POST', '/api/v1/keys', { body: { name: 'in', role: 'ingest' } })).body.key;
  const feed = await createFeed({ name: 'by key' });
  const feedOf = async (path: string, usedKey: string) => {
    const { eventId } = (await send(path, event(), {}, usedKey)).body;
    return (await server.send('GET', `/api/v1/events/${eventId}`)).body.feedId;
  };
  expect(await feedOf('/api/v1/events?feed=by%20key', key)).toBe(feed.id);
  expect(await feedOf(`/api/v1/events?feed=${feed.id}`, key)).toBe(feed.id);
  expect(await feedOf('/api/v1/events', key)).toBe('feed_default');
  expect(await feedOf('/api/v1/events', server.adminKey)).toBe('feed_default');
});

test('a feed that a route names is not deleted', async () => {
  const feed = await createFeed({ name: 'named' });
  const trigger = (await server.send('GET', `/api/v1/triggers/${triggers.one}`)).body;
  const routes = [{ events: ['order.failed'], feedIds: [feed.id] }];
  const { name, customerId, templateId, destination } = trigger;
  const created = await server.send('POST', '/api/v1/triggers', {
    body: { name: `${name} named`, customerId, templateId, destination, routes },
  });
  const refused = await server.send('DELETE', `/api/v1/feeds/${feed.id}`);
  expect(refused).toMatchObject({ status: 409, body: { code: 'has-dependants' } });
  expect(refused.body.detail).toContain('"one named"');
  await server.send('DELETE', `/api/v1/triggers/${created.body.id}`);
  expect((await server.send('DELETE', `/api/v1/feeds/${feed.id}`)).status).toBe(204);
  expect((await server.send('DELETE', `/api/v1/feeds/${feed.id}`)).status).toBe(404);
});

async function readRendered(deliveryId: string) {
  const delivery = await until('the delivery', async () => {
    const found = (await server.send('GET', `/api/v1/deliveries/${deliveryId}`)).body;
    return found.status === 'succeeded' ? found : undefined;
  });
  return JSON.parse(delivery.rendered.body);
}

describe('CloudEvents', () => {
  const attributes = { id: 'ce-1', source: '/shop/1', type: 'Order shipped', time: '2026-03-01T10:00:00Z' };
  const binary = Object.fromEntries(
    Object.entries({ specversion: '1.0', ...attributes }).map(([name, value]) => [`ce-${name}`, value]),
  );

  test('structured: the payload is the whole envelope, the key its source and id', async () => {
    const { token } = await createFeed({ name: 'structured', customers: [customers.one] });
    const body = { specversion: '1.0', ...attributes, data: { orderId: 'C-1', isTest: false } };
    const headers = { 'content-type': 'application/cloudevents+json' };
    const first = await send(`/in/${token}`, body, headers);
    expect(first).toMatchObject({ status: 202, body: { types: ['order.shipped'] } });
    expect((await send(`/in/${token}`, body, headers)).body).toEqual(first.body);
    expect((await send(`/in/${token}`, { ...body, source: '/shop/2' }, headers)).status).toBe(202);
    const stored = (await server.send('GET', `/api/v1/events/${first.body.eventId}`)).body;
    expect(stored).toMatchObject({
      envelope: 'cloudevents',
      sourceEventId: 'ce-1',
      name: 'Order shipped',
      facts: { orderId: 'C-1', source: '/shop/1', isTest: false, occurredAt: '2026-03-01T10:00:00.000Z' },
    });
    expect(await readRendered(first.body.deliveries[0].id)).toEqual({
      whole: body,
      type: 'order.shipped',
      time: '2026-03-01T10:00:00.000Z',
    });
  });

  test('binary: the payload is the body as it is, the rest comes from the headers', async () => {
    const { token } = await createFeed({ name: 'binary', customers: [customers.one] });
    const body = { orderId: 'C-2', customer: { email: 'kim.testcase@example.net' }, type: 'not.this' };
    const first = await send(`/in/${token}`, body, binary);
    expect(first).toMatchObject({ status: 202, body: { types: ['order.shipped'] } });
    expect(await send(`/in/${token}`, body, binary)).toMatchObject({ status: 200, body: first.body });
    expect(await send(`/in/${token}`, { orderId: 'C-3' }, binary)).toMatchObject({
      status: 409,
      body: { code: 'event-id-reused' },
    });
    const stored = (await server.send('GET', `/api/v1/events/${first.body.eventId}`)).body;
    expect(stored).toMatchObject({
      envelope: 'cloudevents',
      sourceEventId: 'ce-1',
      facts: { orderId: 'C-2', email: 'kim.testcase@example.net', source: '/shop/1' },
    });
    expect((await readRendered(first.body.deliveries[0].id)).whole).toEqual(body);
  });

  test.each<[string, unknown, Record<string, string>, number, string]>([
    [
      'headers without an id',
      {},
      { 'ce-specversion': '1.0', 'ce-source': '/x', 'ce-type': 'a.b' },
      400,
      'unknown-envelope',
    ],
    ['another version', {}, { ...binary, 'ce-specversion': '0.3' }, 400, 'unknown-envelope'],
    ['data that is not JSON', '<a/>', { ...binary, 'content-type': 'text/xml' }, 415, 'unsupported-media-type'],
    ['no data', '', binary, 400, 'invalid-json'],
    ['a batch', [], { 'content-type': 'application/cloudevents-batch+json' }, 400, 'unknown-envelope'],
  ])('%s is refused', async (_, body, headers, status, code) => {
    const { token } = (await server.send('GET', '/api/v1/feeds/feed_default')).body;
    expect(await send(`/in/${token}`, body, headers)).toMatchObject({ status, body: { code } });
  });
});
