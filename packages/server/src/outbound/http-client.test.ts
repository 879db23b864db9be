import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closed, failure, LIMITS, post, startOutboundBench } from '../../../../test/support/outbound-bench.ts';
import type { OutboundBench } from '../../../../test/support/outbound-bench.ts';

let bench: OutboundBench;
beforeEach(() => {
  bench = startOutboundBench();
});
afterEach(() => bench.stop());

function readBody(request: IncomingMessage, take: (text: string) => void): void {
  let text = '';
  request.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  request.on('end', () => take(text));
}

describe('an exchange', () => {
  test('sends the request as it is and gives back what came', async () => {
    const seen: unknown[] = [];
    const port = await bench.serve((request, response) => {
      response.writeHead(201, ['X-One', 'a', 'x-one', 'b', 'Content-Encoding', 'gzip']);
      readBody(request, (text) => {
        seen.push(request.method, request.url, request.headers, text);
        response.end('not unzipped');
      });
    });
    const headers: [string, string][] = [
      ['Webhook-Id', 'dlv_1'],
      ['x-note', 'a, b'],
    ];
    const result = await bench.open().send(post(`http://127.0.0.2:${port}/a%20b?c=d#gone`, { headers }), LIMITS);
    expect(seen.slice(0, 2)).toEqual(['POST', '/a%20b?c=d']);
    expect(seen[2]).toMatchObject({
      host: `127.0.0.2:${port}`,
      'webhook-id': 'dlv_1',
      'x-note': 'a, b',
      'content-length': '5',
    });
    expect(seen[3]).toBe('hello');
    expect(result).toMatchObject({ kind: 'response', status: 201, truncated: false, remoteAddress: '127.0.0.2' });
    if (result.kind !== 'response') return;
    expect(Buffer.from(result.body).toString()).toBe('not unzipped');
    expect(result.headers.filter(([name]) => /one/i.test(name))).toEqual([
      ['X-One', 'a'],
      ['x-one', 'b'],
    ]);
    expect(result.durationMs).toBeLessThan(2000);
  });

  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD'])('%s without a body', async (method) => {
    const port = await bench.serve((request, response) => response.end(request.method));
    const result = await bench.open().send(post(`http://127.0.0.2:${port}/`, { method, body: null }), LIMITS);
    expect(result).toMatchObject({ kind: 'response', status: 200 });
  });

  test('a body that is a view of a larger buffer is sent as its own bytes', async () => {
    const port = await bench.serve((request, response) => readBody(request, (text) => response.end(text)));
    const body = new Uint8Array(Buffer.from('xxhelloxx').buffer.slice(0)).subarray(0, 0);
    const view = new Uint8Array(Uint8Array.from(Buffer.from('xxhelloxx')).buffer, 2, 5);
    const client = bench.open();
    for (const [sent, came] of [
      [view, 'hello'],
      [body, ''],
    ] as const) {
      const result = await client.send(post(`http://127.0.0.2:${port}/`, { body: sent }), LIMITS);
      expect(result.kind === 'response' && Buffer.from(result.body).toString()).toBe(came);
    }
  });

  test('a redirect is an answer, its target stays unvisited', async () => {
    let hits = 0;
    const port = await bench.serve((request, response) => {
      hits += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await bench.open().send(post(`http://127.0.0.2:${port}/`), LIMITS)).toMatchObject({ status: 302 });
    expect(hits).toBe(1);
  });

  test('interim answers are passed over', async () => {
    const port = await bench.serve((_request, response) => {
      response.writeProcessing();
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.end('done');
    });
    expect(await bench.open().send(post(`http://127.0.0.2:${port}/`), LIMITS)).toMatchObject({ status: 200 });
  });
});

describe('the cap', () => {
  test.each([
    [10, 9, false],
    [10, 10, false],
    [10, 11, true],
    [65_536, 65_537, true],
  ])('of %i bytes on %i', async (maxResponseBytes, size, truncated) => {
    const port = await bench.serve((_request, response) => response.end(Buffer.alloc(size, 'x')));
    const result = await bench.open().send(post(`http://127.0.0.2:${port}/`), { ...LIMITS, maxResponseBytes });
    expect(result).toMatchObject({ kind: 'response', truncated });
    expect(result.kind === 'response' && result.body.length).toBe(Math.min(size, maxResponseBytes));
  });

  test('an endless body is cut at 64 KB and its connection dropped', async () => {
    let dropped: Promise<unknown> = Promise.resolve();
    const port = await bench.serve((request, response) => {
      dropped = closed(request.socket);
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', pour);
      pour();
    });
    const result = await bench.open().send(post(`http://127.0.0.2:${port}/`), LIMITS);
    expect(result).toMatchObject({ kind: 'response', status: 200, truncated: true });
    expect(result.kind === 'response' && result.body.length).toBe(65_536);
    await dropped;
  });
});

test('close waits for what is under way and takes nothing more', async () => {
  const arrived = Promise.withResolvers<() => void>();
  const port = await bench.serve((_request, response) => arrived.resolve(() => response.end()));
  const client = bench.open();
  const sending = client.send(post(`http://127.0.0.2:${port}/`), LIMITS);
  const answer = await arrived.promise;
  const closing = client.close();
  expect(await client.send(post(`http://127.0.0.2:${port}/`), LIMITS)).toMatchObject(failure('aborted'));
  answer();
  expect(await sending).toMatchObject({ status: 200 });
  await closing;
});
