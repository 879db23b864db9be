import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { closed, failure, LIMITS, post, startOutboundBench } from '../../../../test/support/outbound-bench.ts';
import type { OutboundBench } from '../../../../test/support/outbound-bench.ts';

let bench: OutboundBench;
beforeEach(() => {
  bench = startOutboundBench();
});
afterEach(() => bench.stop());

const drip = (socket: Socket, bytes: string): void => {
  let index = 0;
  const timer = setInterval(() => socket.write(bytes[index++ % bytes.length] ?? ''), 50);
  socket.on('close', () => clearInterval(timer));
};

describe('the one deadline', () => {
  test.each([
    ['silence', 'answer', () => {}],
    ['an interim answer and silence', 'answer', (socket: Socket) => socket.write('HTTP/1.1 102 Processing\r\n\r\n')],
    [
      'headers that trickle',
      'answer',
      (socket: Socket) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        drip(socket, 'x: y\r\n');
      },
    ],
    [
      'a body that trickles',
      'body',
      (socket: Socket) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 99999\r\n\r\n');
        drip(socket, 'x');
      },
    ],
  ] as const)('ends %s', async (_name, phase, behave) => {
    let dropped: Promise<unknown> = Promise.resolve();
    const port = await bench.serveRaw((socket) => {
      dropped = closed(socket);
      socket.once('data', () => behave(socket));
    });
    const startedAt = performance.now();
    const result = await bench.open().send(post(`http://127.0.0.2:${port}/`), { timeoutMs: 400 });
    const tookMs = performance.now() - startedAt;
    expect(result).toMatchObject(
      failure('timeout', phase === 'body' ? 'did not finish it within 0.4 s' : 'did not answer within 0.4 s'),
    );
    expect(tookMs).toBeGreaterThan(390);
    expect(tookMs).toBeLessThan(1200);
    expect(result.durationMs).toBeGreaterThan(390);
    await dropped;
  });

  test('covers the lookup, and what resolves too late is never sent', async () => {
    let hits = 0;
    const port = await bench.serve((_request, response) => {
      hits += 1;
      response.end();
    });
    const release = Promise.withResolvers<string[]>();
    const client = bench.open({ resolve: () => release.promise });
    const result = await client.send(post(`http://receiver.test:${port}/`), { timeoutMs: 100 });
    expect(result).toMatchObject(failure('timeout', 'Connecting to receiver.test timed out after 0.1 s'));
    release.resolve(['127.0.0.2']);
    // The next request goes over the same pool, so it comes after whatever the first one could still do.
    expect(await client.send(post(`http://receiver.test:${port}/`), LIMITS)).toMatchObject({ status: 200 });
    expect(hits).toBe(1);
  });

  test('a handshake that hangs is a time-out while connecting', async () => {
    const port = await bench.serveRaw(() => {});
    const result = await bench.open().send(post(`https://127.0.0.2:${port}/`), { timeoutMs: 200 });
    expect(result).toMatchObject(failure('timeout', 'Connecting to 127.0.0.2 timed out'));
  });

  test('a signal gives the request up', async () => {
    const arrived = Promise.withResolvers<Socket>();
    const port = await bench.serveRaw((socket) => arrived.resolve(socket));
    const controller = new AbortController();
    const sending = bench.open().send(post(`http://127.0.0.2:${port}/`), { ...LIMITS, signal: controller.signal });
    const dropped = closed(await arrived.promise);
    controller.abort();
    expect(await sending).toMatchObject(failure('aborted'));
    await dropped;
    expect(
      await bench.open().send(post(`http://127.0.0.2:${port}/`), { ...LIMITS, signal: controller.signal }),
    ).toMatchObject(failure('aborted'));
  });
});
