/** What no HTTP library sends: written to the socket byte by byte. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema } from '../../packages/server/src/contract/index.ts';
import { createHttpServer } from '../../packages/server/src/http/listen.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface Exchange {
  text: string;
  statuses: number[];
  durationMs: number;
}

/** Writes, and gives what came back until the server closed, or until `enough` statuses came. */
async function exchange(port: number, parts: (string | Buffer)[], enough = 1): Promise<Exchange> {
  const startedAt = performance.now();
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let text = '';
  const listStatuses = (): number[] =>
    [...text.matchAll(/HTTP\/1\.1 (\d{3}) (?!Continue)/g)].map(([, status]) => Number(status));
  const { promise, resolve } = Promise.withResolvers<void>();
  socket.on('error', () => undefined);
  socket.on('close', () => resolve());
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (listStatuses().length >= enough) setTimeout(() => socket.destroy(), 20);
  });
  for (const part of parts) socket.write(part);
  await promise;
  return { text, statuses: listStatuses(), durationMs: performance.now() - startedAt };
}

const send = (parts: (string | Buffer)[], enough?: number): Promise<Exchange> =>
  exchange(Number(new URL(server.url).port), parts, enough);
const post = (headers: string, body = ''): string => `POST /api/v1/customers HTTP/1.1\r\n${headers}\r\n\r\n${body}`;
const own = 'Host: 127.0.0.1';
const get = (path: string): string => `GET ${path} HTTP/1.1\r\n${own}\r\n\r\n`;

describe('refused with a problem', () => {
  test.each<[what: string, status: number, code: string, text: string | Buffer]>([
    [
      'both lengths (request smuggling)',
      400,
      'invalid-request',
      post(`${own}\r\nContent-Length: 5\r\nTransfer-Encoding: chunked`, '0\r\n\r\n'),
    ],
    ['two lengths', 400, 'invalid-request', post(`${own}\r\nContent-Length: 2\r\nContent-Length: 3`, '{}')],
    ['an unknown transfer coding', 400, 'invalid-request', post(`${own}\r\nTransfer-Encoding: xchunked`, '0\r\n\r\n')],
    ['a chunk without a size', 400, 'invalid-request', post(`${own}\r\nTransfer-Encoding: chunked`, 'zz\r\n{}\r\n')],
    ['bare line feeds', 400, 'invalid-request', 'GET /health/live HTTP/1.1\nHost: 127.0.0.1\n\n'],
    ['no Host', 400, 'invalid-request', 'GET /health/live HTTP/1.1\r\n\r\n'],
    ['no Host in HTTP/1.0', 400, 'invalid-request', 'GET /health/live HTTP/1.0\r\n\r\n'],
    ['a Host that is none', 400, 'invalid-request', 'GET /health/live HTTP/1.1\r\nHost: [\r\n\r\n'],
    ['another scheme', 400, 'invalid-request', `GET ftp://127.0.0.1/health/live HTTP/1.1\r\n${own}\r\n\r\n`],
    ['a backslash in the path', 400, 'invalid-request', `GET /in\\..\\api HTTP/1.1\r\n${own}\r\n\r\n`],
    ['no path', 400, 'invalid-request', `OPTIONS * HTTP/1.1\r\n${own}\r\n\r\n`],
    ['a NUL in the path', 400, 'invalid-request', `GET /\u0000 HTTP/1.1\r\n${own}\r\n\r\n`],
    [
      '20 KB of headers',
      431,
      'headers-too-large',
      `GET /health/live HTTP/1.1\r\n${own}\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
    ],
    [
      'another host by way of an open path',
      403,
      'host-refused',
      'GET /in/../api/v1/stats HTTP/1.1\r\nHost: evil.example\r\n\r\n',
    ],
    [
      'another host by way of an encoded open path',
      403,
      'host-refused',
      'GET /in/%2e%2e/api/v1/stats HTTP/1.1\r\nHost: evil.example\r\n\r\n',
    ],
  ])('%s: %i', async (_what, status, code, text) => {
    const answer = await send([text]);
    expect(answer.statuses).toEqual([status]);
    const problem = problemSchema.parse(JSON.parse(answer.text.slice(answer.text.indexOf('\r\n\r\n') + 4)));
    expect(problem).toMatchObject({ status, code });
    expect(answer.text.toLowerCase()).toContain('content-type: application/problem+json');
  });

  test('chunks of more than 1 MB together', async () => {
    const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
    const head = `POST /inbox/chunks HTTP/1.1\r\n${own}\r\nTransfer-Encoding: chunked\r\n\r\n`;
    expect((await send([head, ...Array.from({ length: 16 }, () => chunk), '1\r\n \r\n0\r\n\r\n'])).statuses).toEqual([
      413,
    ]);
    expect((await send([head, ...Array.from({ length: 16 }, () => chunk), '0\r\n\r\n'])).statuses).toEqual([200]);
  });
});

test('pipelined requests are answered in order', async () => {
  const answer = await send([get('/health/live') + get('/api/v1/none') + get('/health/live')], 3);
  expect(answer.statuses).toEqual([200, 404, 200]);
});

test('a sender that goes away in the middle leaves nothing behind', async () => {
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(`POST /inbox/gone HTTP/1.1\r\n${own}\r\nContent-Length: 100\r\n\r\nhalf`);
  await once(socket, 'connect');
  socket.destroy();
  expect((await server.send('GET', '/health/live')).status).toBe(200);
  expect((await server.send('GET', '/api/v1/inbox?name=gone')).body.items).toEqual([]);
});

describe('slow senders are cut', () => {
  const limits = { headersTimeout: 200, requestTimeout: 400 };
  let slow: Server;
  let port: number;
  beforeAll(async () => {
    slow = createHttpServer(async (request) => new Response(await request.text().catch(() => '')), limits).listen(
      0,
      '127.0.0.1',
    );
    await once(slow, 'listening');
    const address = slow.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
  });
  afterAll(() => slow.close());

  test.each([
    ['in the headers', 'POST / HTTP/1.1\r\nHost: a\r\nX: ', 200],
    ['in the body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf', 400],
  ])('%s', async (_where, text, limitMs) => {
    const answer = await exchange(port, [text]);
    expect(answer.statuses).toEqual([408]);
    expect(answer.text).toContain('too-slow');
    expect(answer.durationMs).toBeGreaterThanOrEqual(limitMs - 20);
    expect(answer.durationMs).toBeLessThan(limitMs + 2_000);
  });
});
