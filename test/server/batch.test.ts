import { afterAll, beforeAll, expect, test } from 'vitest';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer } from '../support/test-server.ts';
import type { Answer, RequestOptions, TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const path = '/api/v1/events/batch';
const ndjson = { 'content-type': 'application/x-ndjson' };
const send = (body: string | Uint8Array, options: RequestOptions = {}, query = '') =>
  server.send('POST', `${path}${query}`, { body, headers: ndjson, ...options });
const readLines = ({ text }: Answer) =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const event = (id: string, type = 'order.shipped') => JSON.stringify({ type, id, data: { orderId: id } });

test('every line has its own result, and a bad one spoils no other', async () => {
  const triggerId = await setUpTrigger(server, {
    name: 'Batch',
    event: 'order.shipped',
    language: 'jsonata',
    source: 'data.orderId',
    url: `${server.url}/inbox/batch`,
  });
  const lines = [
    event('1'),
    '',
    '{ not json',
    '  \r',
    event('2', 'order.shiped'),
    event('1'),
    event('1').replace('"orderId":"1"', '"orderId":"9"'),
    '[]',
    `${event('3')}\r`,
    JSON.stringify({ specversion: '1.0', id: 'c', source: '/shop', type: 'order.shipped', data: { orderId: 'c' } }),
  ];
  const answer = await send(lines.join('\n'));
  expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/x-ndjson' } });
  const results = readLines(answer);
  const accepted = { eventId: expect.stringMatching(/^evt_/), deliveries: [{ triggerId, status: 'scheduled' }] };
  expect(results).toMatchObject([
    { line: 1, status: 202, types: ['order.shipped'], ...accepted },
    { line: 3, status: 400, problem: { code: 'invalid-json' } },
    { line: 5, status: 202, deliveries: [], warnings: [expect.stringContaining('did you mean')] },
    { line: 6, status: 200, ...accepted },
    { line: 7, status: 409, problem: { code: 'event-id-reused' } },
    { line: 8, status: 400, problem: { code: 'unknown-envelope' } },
    { line: 9, status: 202, ...accepted },
    { line: 10, status: 202, ...accepted },
  ]);
  expect(results[3].eventId).toBe(results[0].eventId);
  // What is answered is kept, in the order of the lines: ids sort by time.
  const ids: string[] = [0, 2, 6, 7].map((index) => results[index].eventId);
  const kept = (await server.send('GET', '/api/v1/events?limit=10')).body.items.map(({ id }: { id: string }) => id);
  expect(kept).toEqual(ids.toReversed());
  expect(ids).toEqual(ids.toSorted());
});

test('a batch of 1,000 events is taken; the next one is not read', async () => {
  const many = Array.from({ length: 1_001 }, (_, index) => event(`many-${index}`));
  const results = readLines(await send(many.join('\n')));
  expect(results).toHaveLength(1_001);
  expect(results.slice(0, 1_000).every(({ status }) => status === 202)).toBe(true);
  expect(results.at(-1)).toMatchObject({ line: 1_001, status: 413, problem: { code: 'too-large' } });
  expect(results.at(-1).problem.detail).toContain('Line 1001 and those after it were not read');
}, 60_000);

test('an event that is too large is one bad line', async () => {
  const large = JSON.stringify({ type: 'order.shipped', data: 'x'.repeat(1_048_577) });
  const results = readLines(await send([event('before'), large, event('after')].join('\n')));
  expect(results).toMatchObject([
    { line: 1, status: 202 },
    { line: 2, status: 413, problem: { code: 'too-large', detail: expect.stringContaining('1 MB') } },
    { line: 3, status: 202 },
  ]);
});

test('more than 8 MB are refused: at once when the length is told, else from where they end', async () => {
  const body = `${event('head')}\n${`${' '.repeat(1_000_000)}\n`.repeat(9)}`;
  expect(await send(body)).toMatchObject({ status: 413, body: { code: 'too-large' } });
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    headers: { ...ndjson, authorization: `Bearer ${server.adminKey}` },
    body: new Blob([body]).stream(),
    duplex: 'half',
  } as RequestInit);
  const results = (await response.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(results).toMatchObject([
    { line: 1, status: 202 },
    { status: 413, problem: { detail: expect.stringContaining('larger than 8 MB') } },
  ]);
});

test.each([
  ['nothing', '', 400, 'invalid-request'],
  ['only blank lines', '\n\r\n \n', 400, 'invalid-request'],
])('a batch of %s is refused', async (_, body, status, code) => {
  expect(await send(body)).toMatchObject({ status, body: { code } });
});

test('goes to the feed that is named, with an ingest key too', async () => {
  const feed = (await server.send('POST', '/api/v1/feeds', { body: { name: 'batches' } })).body;
  const key = (await server.send('POST', '/api/v1/keys', { body: { name: 'in', role: 'ingest' } })).body.key;
  const [result] = readLines(await send(event('fed'), { key }, '?feed=batches'));
  const stored = (await server.send('GET', `/api/v1/events/${result.eventId}`)).body;
  expect(stored.feedId).toBe(feed.id);
  expect(await send(event('x'), {}, '?feed=none')).toMatchObject({ status: 404, body: { code: 'not-found' } });
  await server.send('PATCH', `/api/v1/feeds/${feed.id}`, { body: { enabled: false } });
  expect(await send(event('y'), { key }, '?feed=batches')).toMatchObject({
    status: 403,
    body: { code: 'feed-disabled' },
  });
});
