/** The same event from many senders at once, and again after a restart, is one event with one answer. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { Answer, TestServer } from '../support/test-server.ts';

const EVENTS = 30;
const COPIES = 6;

let server: TestServer;
let feedToken: string;
beforeAll(async () => {
  server = await startTestServer();
  const source = '{ "n": data.n }';
  const url = `${server.url}/inbox/once`;
  await setUpTrigger(server, { name: 'once', event: 'order.updated', language: 'jsonata', source, url });
  feedToken = (await server.send('GET', '/api/v1/feeds')).body.items[0].token;
});
afterAll(() => server.close());

function post(n: number, change: object = {}): Promise<Answer> {
  // Half have an id in the envelope, half a key in the header.
  const body = { type: 'order.updated', ...(n % 2 === 0 ? { id: `e-${n}` } : {}), data: { n, ...change } };
  const headers: Record<string, string> = n % 2 === 0 ? {} : { 'idempotency-key': `k-${n}` };
  return server.send('POST', `/in/${feedToken}`, { key: null, headers, body });
}

test('many copies at once, and after a restart, are delivered once', async () => {
  const posts = Array.from({ length: EVENTS * COPIES }, (_, count) => count % EVENTS);
  const answers = await Promise.all(posts.map((n) => post(n)));
  const first = new Map<number, Answer>();
  for (const [index, answer] of answers.entries()) if (answer.status === 202) first.set(posts[index] ?? -1, answer);
  expect(answers.filter(({ status }) => status === 202)).toHaveLength(EVENTS);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(EVENTS * (COPIES - 1));
  expect(answers.map(({ body }) => body)).toEqual(posts.map((n) => first.get(n)?.body));

  const listInbox = async (): Promise<Answer> => server.send('GET', '/api/v1/inbox?name=once&limit=200');
  await until('every delivery', async () => (await listInbox()).body.items.length === EVENTS);
  await server.restart();
  const again = await Promise.all(Array.from({ length: EVENTS }, (_, n) => post(n)));
  expect(again.map(({ status, body }) => ({ status, body }))).toEqual(
    Array.from({ length: EVENTS }, (_, n) => ({ status: 200, body: first.get(n)?.body })),
  );
  const changed = await Promise.all(Array.from({ length: EVENTS }, (_, n) => post(n, { more: true })));
  expect(changed.map(({ status, body }) => [status, body.code])).toEqual(changed.map(() => [409, 'event-id-reused']));
  expect((await listInbox()).body.items).toHaveLength(EVENTS);
  expect((await server.send('GET', '/api/v1/events?limit=200')).body.items).toHaveLength(EVENTS);
});
