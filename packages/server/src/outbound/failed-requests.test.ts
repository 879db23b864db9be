import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { failure, LIMITS, post, startOutboundBench } from '../../../../test/support/outbound-bench.ts';
import type { OutboundBench } from '../../../../test/support/outbound-bench.ts';
import type { OutboundRequest } from './outbound-result.ts';

let bench: OutboundBench;
beforeEach(() => {
  bench = startOutboundBench();
});
afterEach(() => bench.stop());

describe('what cannot be sent', () => {
  test.each([
    [{ headers: [['host', 'evil.test']] }, 'Header "host"'],
    [{ headers: [['x-a', 'b\r\nhost: evil.test']] }, 'U+000D'],
    [{ headers: [['x-a: b\r\nc', 'd']] }, 'not valid'],
    [{ headers: [['content-length', '0']] }, 'content-length'],
    [{ headers: [['transfer-encoding', 'chunked']] }, 'transfer-encoding'],
    [{ method: 'CONNECT' }, 'CONNECT'],
    [{ method: 'GET / HTTP/1.1\r\nx: y' }, 'Method'],
    [{ url: 'ftp://127.0.0.2/' }, 'https://'],
    [{ url: 'http://127.0.0.2:22/' }, 'Port 22'],
    [{ url: 'http://a:b@127.0.0.2/' }, 'user name'],
  ] as [Partial<OutboundRequest>, string][])('%j is refused before anything is dialled', async (changes, words) => {
    let hits = 0;
    const port = await bench.serve(() => (hits += 1));
    const request = { ...post(`http://127.0.0.2:${port}/`), ...changes };
    expect(await bench.open().send(request, LIMITS)).toMatchObject(failure('invalid-request', words));
    expect(hits).toBe(0);
  });
});

describe('connections that fail', () => {
  test('nothing listens', async () => {
    const port = await bench.findSilentPort();
    expect(await bench.open().send(post(`http://127.0.0.2:${port}/`), LIMITS)).toMatchObject(
      failure('connect', 'nothing listens there'),
    );
  });

  test.each([
    ['RST before the answer', 'reset', 'without an answer', (socket: Socket) => socket.resetAndDestroy()],
    ['FIN before the answer', 'reset', 'without an answer', (socket: Socket) => socket.end()],
    [
      'RST in the body',
      'reset',
      'in the middle',
      (socket: Socket) =>
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc', () =>
          setImmediate(() => socket.resetAndDestroy()),
        ),
    ],
    [
      'FIN in the body',
      'reset',
      'in the middle',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc'),
    ],
    [
      'a cut chunk',
      'reset',
      'in the middle',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nabc'),
    ],
    ['no HTTP', 'protocol', 'not valid HTTP', (socket: Socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')],
    [
      'huge headers',
      'protocol',
      'not valid HTTP',
      (socket: Socket) => socket.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`),
    ],
  ] as const)('%s', async (_name, code, words, behave) => {
    const port = await bench.serveRaw((socket) => socket.once('data', () => behave(socket)));
    expect(await bench.open().send(post(`http://127.0.0.2:${port}/`), LIMITS)).toMatchObject(failure(code, words));
  });

  test('a kept connection that dies under a request is told, never tried again', async () => {
    let requests = 0;
    const port = await bench.serve((request, response) => {
      requests += 1;
      if (requests === 2) request.socket.resetAndDestroy();
      else response.end();
    });
    const client = bench.open();
    expect(await client.send(post(`http://127.0.0.2:${port}/`), LIMITS)).toMatchObject({ status: 200 });
    expect(await client.send(post(`http://127.0.0.2:${port}/`), LIMITS)).toMatchObject(failure('reset'));
    expect(requests).toBe(2);
    expect(await client.send(post(`http://127.0.0.2:${port}/`), LIMITS)).toMatchObject({ status: 200 });
  });

  test('a kept connection that the endpoint has closed is not used', async () => {
    const port = await bench.serve((request, response) => {
      response.end();
      response.on('finish', () => request.socket.destroySoon());
    });
    const client = bench.open();
    for (let round = 0; round < 10; round += 1) {
      const result = await client.send(post(`http://127.0.0.2:${port}/`), LIMITS);
      // Whether the FIN is seen in time is the network's matter; a request is answered or told as lost, never silent.
      expect(result.kind === 'response' ? result.status : result.code).toBeOneOf([200, 'reset']);
    }
  });
});
