import { once } from 'node:events';
import { get } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { Change } from '../../packages/server/src/contract/index.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setUpTrigger } from '../support/set-up-trigger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Stream {
  response: IncomingMessage;
  /** When each message came, and what it said. */
  messages: { at: number; changes: Change[] }[];
  text: () => string;
  ended: Promise<void>;
  close: () => void;
}

async function openStream(of: TestServer, headers: Record<string, string>): Promise<Stream> {
  const request = get(new URL('/api/v1/stream', of.url), { headers, agent: false });
  const [response]: IncomingMessage[] = await once(request, 'response');
  if (response === undefined) throw new Error('no answer');
  let text = '';
  let read = 0;
  const messages: Stream['messages'] = [];
  response.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    const whole = text.lastIndexOf('\n\n') + 1;
    const fresh = text.slice(read, whole);
    read = whole;
    for (const [, line] of fresh.matchAll(/^event: changes\ndata: (.*)$/gm))
      messages.push({ at: performance.now(), changes: JSON.parse(line!).changes });
  });
  const ended = Promise.withResolvers<void>();
  response.on('error', () => undefined).on('close', () => ended.resolve());
  await until('the first words', async () => text !== '');
  return { response, messages, text: () => text, ended: ended.promise, close: () => response.destroy() };
}

const byKey = (of: TestServer): Record<string, string> => ({ authorization: `Bearer ${of.adminKey}` });

/** The topics told so far, and the ids of one of them. */
const topicsOf = ({ messages }: Stream): string[] =>
  [...new Set(messages.flatMap(({ changes }) => changes.map(({ topic }) => topic)))].toSorted();
const idsOf = ({ messages }: Stream, topic: string): string[] =>
  messages.flatMap(({ changes }) => changes.filter((change) => change.topic === topic).flatMap(({ ids }) => ids ?? []));

async function countOpen(): Promise<number> {
  const { text } = await server.send('GET', '/metrics');
  return Number(/^postmap_live_streams (\d+)$/m.exec(text)?.[1]);
}

async function signIn(of: TestServer): Promise<string> {
  const link = await of.send('POST', '/api/v1/sign-in-links');
  const { pathname, search } = new URL(link.body.url);
  const answer = await of.send('GET', pathname + search, { key: null });
  return String(answer.headers['set-cookie']).split(';')[0]!;
}

describe('GET /api/v1/stream', () => {
  test('is a stream of events that nothing on the way may keep back', async () => {
    const stream = await openStream(server, byKey(server));
    expect(stream.response.statusCode).toBe(200);
    expect(stream.response.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-cache',
      'x-accel-buffering': 'no',
    });
    expect(stream.text()).toMatch(/^retry: \d+\n\n/);
    stream.close();
  });

  test('tells of an event, its delivery and the inbox, without a word of what is in them', async () => {
    await setUpTrigger(server, {
      name: 'Told',
      event: 'order.updated',
      language: 'jsonata',
      source: '{ "secret": data.secret }',
      url: `${server.url}/inbox/told`,
    });
    const stream = await openStream(server, byKey(server));
    const body = { type: 'order.updated', id: 'told-1', data: { secret: 'classified' } };
    const { body: accepted } = await server.send('POST', '/api/v1/events', { body });
    const deliveryId = accepted.deliveries[0].id;
    await until('the inbox', async () => topicsOf(stream).includes('inbox'));
    await until('the end of the delivery', async () => {
      const { body: delivery } = await server.send('GET', `/api/v1/deliveries/${deliveryId}`);
      return delivery.status === 'succeeded';
    });
    await until('a word of it', async () => idsOf(stream, 'deliveries').length > 1);
    expect(topicsOf(stream)).toEqual(['deliveries', 'events', 'inbox']);
    expect(idsOf(stream, 'events')).toEqual([accepted.eventId]);
    expect(new Set(idsOf(stream, 'deliveries'))).toEqual(new Set([deliveryId]));
    expect(stream.text()).not.toContain('classified');
    stream.close();
  });

  test.each([
    ['customers', 'POST', '/api/v1/customers', { name: 'Streamed' }],
    ['feeds', 'POST', '/api/v1/feeds', { name: 'Streamed' }],
    ['templates', 'POST', '/api/v1/templates', { name: 'Streamed' }],
    ['keys', 'POST', '/api/v1/keys', { name: 'Streamed', role: 'viewer' }],
    ['catalog', 'POST', '/api/v1/catalog', { name: 'order.streamed', title: 'Streamed' }],
    ['samples', 'POST', '/api/v1/samples', { name: 'Streamed', eventType: 'order.updated', body: '{}' }],
    ['inbox', 'DELETE', '/api/v1/inbox', undefined],
  ])('tells of changed %s', async (topic, method, path, body) => {
    const stream = await openStream(server, byKey(server));
    expect((await server.send(method, path, { body })).status).toBeLessThan(300);
    await until(`word of ${topic}`, async () => topicsOf(stream).includes(topic));
    // Keys are a matter of the audit too.
    expect(topicsOf(stream).filter((told) => told !== 'audit')).toEqual([topic]);
    stream.close();
  });

  test('begins with where the changes stand, which every answer says of itself too', async () => {
    const read = async () => {
      const { headers } = await server.send('GET', '/api/v1/customers');
      const [, run, number] = /^(\w+)\.(\d+)$/.exec(String(headers['postmap-changes'])) ?? [];
      return { run, number: Number(number) };
    };
    const before = await read();
    const written = await server.send('POST', '/api/v1/customers', { body: { name: 'Numbered' } });
    expect(written.headers['postmap-changes']).toBeUndefined();
    const after = await read();
    expect(after).toEqual({ run: before.run, number: before.number + 1 });
    const stream = await openStream(server, byKey(server));
    const begin = JSON.parse(/^event: begin\ndata: (.*)$/m.exec(stream.text())?.[1] ?? '');
    expect(begin).toMatchObject({ ...after, topics: { customers: after.number } });
    await server.send('POST', '/api/v1/feeds', { body: { name: 'Numbered' } });
    await until('word of feeds', async () => topicsOf(stream).includes('feeds'));
    expect(stream.text()).toContain(`data: {"number":${after.number + 1},`);
    stream.close();
  });

  test('under load, a client hears at most four messages a second, of bounded size', async () => {
    const since = performance.now();
    const stream = await openStream(server, byKey(server));
    const events = Array.from({ length: 400 }, (_, count) =>
      JSON.stringify({ type: 'order.updated', id: `load-${count}`, data: {} }),
    );
    for (let batch = 0; batch < 4; batch++)
      await server.send('POST', '/api/v1/events/batch', {
        body: events.slice(batch * 100, batch * 100 + 100).join('\n'),
        headers: { 'content-type': 'application/x-ndjson' },
      });
    await until('every delivery to end', async () => {
      const { body } = await server.send('GET', '/api/v1/deliveries?status=scheduled,sending,retrying&limit=1');
      return body.items.length === 0;
    });
    await until('messages', async () => stream.messages.length > 2);
    // Counted, since what is sent with the right distance may arrive closer on a busy machine.
    const heard = stream.messages.length;
    expect(heard).toBeLessThanOrEqual(1 + (performance.now() - since) / 250);
    for (const { changes } of stream.messages)
      for (const { ids } of changes) expect(ids?.length ?? 0).toBeLessThanOrEqual(50);
    stream.close();
  });

  test('is for those who may see deliveries', async () => {
    const { body: ingest } = await server.send('POST', '/api/v1/keys', { body: { name: 'in', role: 'ingest' } });
    expect((await server.send('GET', '/api/v1/stream', { key: null })).status).toBe(401);
    expect((await server.send('GET', '/api/v1/stream', { key: ingest.key })).status).toBe(403);
    expect((await server.send('HEAD', '/api/v1/stream')).status).toBe(200);
  });

  test('ends when its session is signed out, and only that one', async () => {
    const [mine, other] = [await signIn(server), await signIn(server)];
    const [stream, otherStream] = [
      await openStream(server, { cookie: mine }),
      await openStream(server, { cookie: other }),
    ];
    const signedOut = await server.send('DELETE', '/api/v1/session', {
      key: null,
      headers: { cookie: mine, origin: server.url },
    });
    expect(signedOut.status).toBe(204);
    await stream.ended;
    await server.send('POST', '/api/v1/customers', { body: { name: 'After' } });
    await until('word to the other', async () => topicsOf(otherStream).includes('customers'));
    otherStream.close();
  });

  test('leaves nothing behind when its client goes', async () => {
    await until('the streams before to be gone', async () => (await countOpen()) === 0);
    const streams = await Promise.all([1, 2, 3].map(() => openStream(server, byKey(server))));
    expect(await countOpen()).toBe(3);
    for (const { close } of streams) close();
    await until('the streams to be gone', async () => (await countOpen()) === 0);
  });

  test('does not hold the end of the server up', async () => {
    const ending = await startTestServer();
    const streams = await Promise.all([openStream(ending, byKey(ending)), openStream(ending, byKey(ending))]);
    const since = performance.now();
    await ending.close();
    expect(performance.now() - since).toBeLessThan(2_000);
    await Promise.all(streams.map(({ ended }) => ended));
  });

  test('a client that does not read costs nothing but its place', async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect({ host: hostname, port: Number(port) });
    await once(socket, 'connect');
    socket.pause();
    socket.write(
      `GET /api/v1/stream HTTP/1.1\r\nHost: ${hostname}\r\nAuthorization: Bearer ${server.adminKey}\r\n\r\n`,
    );
    const reader = await openStream(server, byKey(server));
    await server.send('POST', '/api/v1/customers', { body: { name: 'Beside a sleeper' } });
    await until('word to the one who reads', async () => topicsOf(reader).includes('customers'));
    expect(await countOpen()).toBe(2);
    socket.destroy();
    reader.close();
  });
});
