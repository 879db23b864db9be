import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer as createRawServer, type Server as RawServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { parseAllowNetworks } from './address-guard.ts';
import { createHttpClient, type HttpClient, type HttpClientOptions, type SendOptions } from './http-client.ts';
import type { OutboundRequest } from './outbound-result.ts';

// Every address here is loopback. 127.0.0.2 is allowed and plays the public internet; 127.0.0.1 is refused and has
// listeners that must stay unvisited.
const allowNetworks = parseAllowNetworks('127.0.0.2');
const limits: SendOptions = { timeoutMs: 5000 };
const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

function open(options: Partial<HttpClientOptions> = {}): HttpClient {
  const client = createHttpClient({ allowNetworks, ...options });
  closers.push(() => client.close());
  return client;
}

async function listen(server: Server | RawServer, host: string, port = 0): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)).on('error', () => {}));
  });
  server.listen(port, host);
  await once(server, 'listening');
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

const serve = (handler: RequestListener, host = '127.0.0.2', port = 0): Promise<number> =>
  listen(createServer(handler), host, port);
const serveRaw = (handler: (socket: Socket) => void, host = '127.0.0.2'): Promise<number> =>
  listen(createRawServer(handler), host);

/** An endpoint on a refused address, at the same port as an allowed one; the count must stay 0. */
async function serveCanary(port: number): Promise<{ hits: number }> {
  const canary = { hits: 0 };
  await listen(
    createRawServer(() => (canary.hits += 1)),
    '127.0.0.1',
    port,
  );
  return canary;
}

function post(url: string, changes: Partial<OutboundRequest> = {}): OutboundRequest {
  return { method: 'POST', url, headers: [['content-type', 'text/plain']], body: Buffer.from('hello'), ...changes };
}

/** Unlike events.once, an RST on the way is fine. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

function readBody(request: IncomingMessage, take: (text: string) => void): void {
  let text = '';
  request.setEncoding('utf8').on('data', (chunk) => (text += chunk));
  request.on('end', () => take(text));
}

/** Matches a failure whose message holds the words. */
function failure(code: string, words = ''): object {
  return { kind: 'failure', code, message: expect.stringContaining(words) };
}

describe('an exchange', () => {
  test('sends the request as it is and gives back what came', async () => {
    const seen: unknown[] = [];
    const port = await serve((request, response) => {
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
    const result = await open().send(post(`http://127.0.0.2:${port}/a%20b?c=d#gone`, { headers }), limits);
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
    const port = await serve((request, response) => response.end(request.method));
    const result = await open().send(post(`http://127.0.0.2:${port}/`, { method, body: null }), limits);
    expect(result).toMatchObject({ kind: 'response', status: 200 });
  });

  test('a body that is a view of a larger buffer is sent as its own bytes', async () => {
    const port = await serve((request, response) => readBody(request, (text) => response.end(text)));
    const body = new Uint8Array(Buffer.from('xxhelloxx').buffer.slice(0)).subarray(0, 0);
    const view = new Uint8Array(Uint8Array.from(Buffer.from('xxhelloxx')).buffer, 2, 5);
    const client = open();
    for (const [sent, came] of [
      [view, 'hello'],
      [body, ''],
    ] as const) {
      const result = await client.send(post(`http://127.0.0.2:${port}/`, { body: sent }), limits);
      expect(result.kind === 'response' && Buffer.from(result.body).toString()).toBe(came);
    }
  });

  test('a redirect is an answer, its target stays unvisited', async () => {
    let hits = 0;
    const port = await serve((request, response) => {
      hits += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect(await open().send(post(`http://127.0.0.2:${port}/`), limits)).toMatchObject({ status: 302 });
    expect(hits).toBe(1);
  });

  test('interim answers are passed over', async () => {
    const port = await serve((_request, response) => {
      response.writeProcessing();
      response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.end('done');
    });
    expect(await open().send(post(`http://127.0.0.2:${port}/`), limits)).toMatchObject({ status: 200 });
  });
});

describe('the cap', () => {
  test.each([
    [10, 9, false],
    [10, 10, false],
    [10, 11, true],
    [65_536, 65_537, true],
  ])('of %i bytes on %i', async (maxResponseBytes, size, truncated) => {
    const port = await serve((_request, response) => response.end(Buffer.alloc(size, 'x')));
    const result = await open().send(post(`http://127.0.0.2:${port}/`), { ...limits, maxResponseBytes });
    expect(result).toMatchObject({ kind: 'response', truncated });
    expect(result.kind === 'response' && result.body.length).toBe(Math.min(size, maxResponseBytes));
  });

  test('an endless body is cut at 64 KB and its connection dropped', async () => {
    let dropped: Promise<unknown> = Promise.resolve();
    const port = await serve((request, response) => {
      dropped = closed(request.socket);
      const pour = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536)));
      };
      response.on('drain', pour);
      pour();
    });
    const result = await open().send(post(`http://127.0.0.2:${port}/`), limits);
    expect(result).toMatchObject({ kind: 'response', status: 200, truncated: true });
    expect(result.kind === 'response' && result.body.length).toBe(65_536);
    await dropped;
  });
});

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
    const port = await serveRaw((socket) => {
      dropped = closed(socket);
      socket.once('data', () => behave(socket));
    });
    const startedAt = performance.now();
    const result = await open().send(post(`http://127.0.0.2:${port}/`), { timeoutMs: 400 });
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
    const port = await serve((_request, response) => {
      hits += 1;
      response.end();
    });
    const release = Promise.withResolvers<string[]>();
    const client = open({ resolve: () => release.promise });
    const result = await client.send(post(`http://receiver.test:${port}/`), { timeoutMs: 100 });
    expect(result).toMatchObject(failure('timeout', 'Connecting to receiver.test timed out after 0.1 s'));
    release.resolve(['127.0.0.2']);
    // The next request goes over the same pool, so it comes after whatever the first one could still do.
    expect(await client.send(post(`http://receiver.test:${port}/`), limits)).toMatchObject({ status: 200 });
    expect(hits).toBe(1);
  });

  test('a handshake that hangs is a time-out while connecting', async () => {
    const port = await serveRaw(() => {});
    const result = await open().send(post(`https://127.0.0.2:${port}/`), { timeoutMs: 200 });
    expect(result).toMatchObject(failure('timeout', 'Connecting to 127.0.0.2 timed out'));
  });

  test('a signal gives the request up', async () => {
    const arrived = Promise.withResolvers<Socket>();
    const port = await serveRaw((socket) => arrived.resolve(socket));
    const controller = new AbortController();
    const sending = open().send(post(`http://127.0.0.2:${port}/`), { ...limits, signal: controller.signal });
    const dropped = closed(await arrived.promise);
    controller.abort();
    expect(await sending).toMatchObject(failure('aborted'));
    await dropped;
    expect(
      await open().send(post(`http://127.0.0.2:${port}/`), { ...limits, signal: controller.signal }),
    ).toMatchObject(failure('aborted'));
  });
});

describe('the address guard', () => {
  test.each(['127.0.0.1', '127.1', '0x7f000001', '[::ffff:127.0.0.1]', '0.0.0.0', '[::]', '[::1]'])(
    'refuses the literal %s',
    async (host) => {
      const canary = await serveCanary(await serve(() => {}));
      const port = await serve(() => {});
      const other = await serveCanary(port);
      expect(await open().send(post(`http://${host}:${port}/`), limits)).toMatchObject(
        failure('address-refused', 'POSTMAP_ALLOW_NETWORKS'),
      );
      expect(canary.hits + other.hits).toBe(0);
    },
  );

  test.each([
    [['127.0.0.1']],
    [['127.0.0.2', '127.0.0.1']],
    [['127.0.0.1', '127.0.0.2']],
    [['127.0.0.2', '::1']],
    [['127.0.0.2', '::ffff:7f00:1']],
    [['127.0.0.2', 'nonsense']],
  ])('refuses a name that resolves to %j', async (addresses) => {
    let hits = 0;
    const port = await serve(() => (hits += 1));
    const canary = await serveCanary(port);
    const client = open({ resolve: async () => addresses });
    expect(await client.send(post(`http://receiver.test:${port}/`), limits)).toMatchObject(
      failure('address-refused', 'of receiver.test is'),
    );
    expect(canary.hits + hits).toBe(0);
  });

  test('a name that moves is refused at its next connection', async () => {
    const hosts: (string | undefined)[] = [];
    const port = await serve((request, response) => {
      hosts.push(request.headers.host);
      response.setHeader('connection', 'close');
      response.end();
    });
    const canary = await serveCanary(port);
    let lookups = 0;
    const client = open({ resolve: async () => (lookups++ === 0 ? ['127.0.0.2'] : ['127.0.0.1']) });
    const result = await client.send(post(`http://receiver.test:${port}/`), limits);
    expect(result).toMatchObject({ status: 200, remoteAddress: '127.0.0.2' });
    expect(lookups).toBe(1);
    expect(hosts).toEqual([`receiver.test:${port}`]);
    expect(await client.send(post(`http://receiver.test:${port}/`), limits)).toMatchObject(failure('address-refused'));
    expect(canary.hits).toBe(0);
  });

  test('a kept connection stays where it was checked, and is looked up once', async () => {
    const sockets = new Set<Socket>();
    const port = await serve((request, response) => {
      sockets.add(request.socket);
      response.end();
    });
    const canary = await serveCanary(port);
    let lookups = 0;
    const client = open({ resolve: async () => (lookups++ === 0 ? ['127.0.0.2'] : ['127.0.0.1']) });
    for (let round = 0; round < 5; round += 1) {
      const result = await client.send(post(`http://receiver.test:${port}/`), limits);
      expect(result).toMatchObject({ status: 200, remoteAddress: '127.0.0.2' });
    }
    expect({ lookups, sockets: sockets.size, canary: canary.hits }).toEqual({ lookups: 1, sockets: 1, canary: 0 });
  });

  test('when one checked address is dead, the next one is dialled', async () => {
    const port = await serve((_request, response) => response.end());
    const both = parseAllowNetworks('127.0.0.2/31');
    const client = open({ allowNetworks: both, resolve: async () => ['127.0.0.3', '127.0.0.2'] });
    const result = await client.send(post(`http://receiver.test:${port}/`), limits);
    expect(result).toMatchObject({ status: 200, remoteAddress: '127.0.0.2' });
  });

  test('a network that is allowed no longer is refused at once, also where a connection to it is open', async () => {
    const sockets = new Set<Socket>();
    const port = await serve((request, response) => {
      sockets.add(request.socket);
      response.end();
    });
    const options = { allowNetworks };
    const client = createHttpClient(options);
    closers.push(() => client.close());
    const url = `http://127.0.0.2:${port}/`;
    expect(await client.send(post(url), limits)).toMatchObject({ status: 200 });
    options.allowNetworks = [];
    expect(await client.send(post(url), limits)).toMatchObject(failure('address-refused', 'Settings › Networks'));
    options.allowNetworks = parseAllowNetworks('127.0.0.0/8');
    expect(await client.send(post(url), limits)).toMatchObject({ status: 200 });
    expect(sockets.size).toBe(2);
  });

  test('a request under way ends in peace when other networks are set meanwhile', async () => {
    const came = Promise.withResolvers<() => void>();
    const port = await serve((_request, response) => came.resolve(() => response.end('done')));
    const options = { allowNetworks };
    const client = createHttpClient(options);
    closers.push(() => client.close());
    const url = `http://127.0.0.2:${port}/`;
    const first = client.send(post(url), limits);
    const answer = await came.promise;
    options.allowNetworks = [];
    expect(await client.send(post(url), limits)).toMatchObject({ kind: 'failure', code: 'address-refused' });
    answer();
    expect(await first).toMatchObject({ status: 200 });
  });

  test('lookups that fail are told apart', async () => {
    const missing = Object.assign(new Error('no'), { code: 'ENOTFOUND' });
    const client = open({ resolve: (name) => (name === 'empty.test' ? Promise.resolve([]) : Promise.reject(missing)) });
    expect(await client.send(post('http://gone.test/'), limits)).toMatchObject(
      failure('dns', 'The host name gone.test does not exist'),
    );
    expect(await client.send(post('http://empty.test/'), limits)).toMatchObject(failure('dns', 'has no address'));
  });
});

async function openOwn(networks = ''): Promise<{ client: HttpClient; origin: string; port: number; seen: string[] }> {
  const seen: string[] = [];
  const port = await serve((request, response) => {
    seen.push(request.url ?? '');
    response.end();
  }, '127.0.0.1');
  const origin = `http://127.0.0.1:${port}`;
  return {
    client: open({
      allowNetworks: parseAllowNetworks(networks),
      ownOrigin: origin,
      resolve: async () => ['127.0.0.1'],
    }),
    origin,
    port,
    seen,
  };
}

describe('the own origin', () => {
  test('is let through under /inbox/ only, on a kept connection too', async () => {
    const { client, origin, seen } = await openOwn();
    expect(await client.send(post(`${origin}/inbox/demo`), limits)).toMatchObject({ status: 200 });
    for (const path of ['/api/v1/events', '/inbox/../api', '/inbox/%2e%2e/api', '/inbox/..%2fapi', '/inbox', '/in/t']) {
      expect(await client.send(post(origin + path), limits)).toMatchObject(failure('address-refused', "Postmap's own"));
    }
    expect(await client.send(post(`${origin}/inbox/again`), limits)).toMatchObject({ status: 200 });
    expect(seen).toEqual(['/inbox/demo', '/inbox/again']);
  });

  test('cannot be reached by another name or loopback address, allowed networks or not', async () => {
    const { client, port, seen } = await openOwn('127.0.0.0/8 ::1');
    for (const host of ['receiver.test', 'localhost', '127.0.0.2', '[::1]', '[::ffff:127.0.0.1]']) {
      expect(await client.send(post(`http://${host}:${port}/inbox/demo`), limits)).toMatchObject(
        failure('address-refused', "Postmap's own"),
      );
    }
    expect(seen).toEqual([]);
  });

  test('gives no way to another port of loopback', async () => {
    const { client } = await openOwn();
    const port = await serve(() => {}, '127.0.0.1');
    expect(await client.send(post(`http://127.0.0.1:${port}/inbox/demo`), limits)).toMatchObject(
      failure('address-refused', 'loopback'),
    );
  });
});

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
    const port = await serve(() => (hits += 1));
    const request = { ...post(`http://127.0.0.2:${port}/`), ...changes };
    expect(await open().send(request, limits)).toMatchObject(failure('invalid-request', words));
    expect(hits).toBe(0);
  });
});

describe('connections that fail', () => {
  test('nothing listens', async () => {
    const port = await serve(() => {});
    await closers.pop()?.();
    expect(await open().send(post(`http://127.0.0.2:${port}/`), limits)).toMatchObject(
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
    const port = await serveRaw((socket) => socket.once('data', () => behave(socket)));
    expect(await open().send(post(`http://127.0.0.2:${port}/`), limits)).toMatchObject(failure(code, words));
  });

  test('a kept connection that dies under a request is told, never tried again', async () => {
    let requests = 0;
    const port = await serve((request, response) => {
      requests += 1;
      if (requests === 2) request.socket.resetAndDestroy();
      else response.end();
    });
    const client = open();
    expect(await client.send(post(`http://127.0.0.2:${port}/`), limits)).toMatchObject({ status: 200 });
    expect(await client.send(post(`http://127.0.0.2:${port}/`), limits)).toMatchObject(failure('reset'));
    expect(requests).toBe(2);
    expect(await client.send(post(`http://127.0.0.2:${port}/`), limits)).toMatchObject({ status: 200 });
  });

  test('a kept connection that the endpoint has closed is not used', async () => {
    const port = await serve((request, response) => {
      response.end();
      response.on('finish', () => request.socket.destroySoon());
    });
    const client = open();
    for (let round = 0; round < 10; round += 1) {
      const result = await client.send(post(`http://127.0.0.2:${port}/`), limits);
      // Whether the FIN is seen in time is the network's matter; a request is answered or told as lost, never silent.
      expect(result.kind === 'response' ? result.status : result.code).toBeOneOf([200, 'reset']);
    }
  });
});

const resolve = async (): Promise<string[]> => ['127.0.0.2'];

async function serveTls(): Promise<{ port: number; names: string[] }> {
  const names: string[] = [];
  const options = {
    key: KEY,
    cert: CERTIFICATE,
    SNICallback: (name: string, done: (error: null) => void) => {
      names.push(name);
      done(null);
    },
  };
  const server = createTlsServer(options, (request, response) => response.end(request.headers.host));
  server.on('tlsClientError', () => {});
  return { port: await listen(server, '127.0.0.2'), names };
}

describe('TLS', () => {
  test('server name and Host stay the name', async () => {
    const { port, names } = await serveTls();
    const result = await open({ resolve, ca: CERTIFICATE }).send(post(`https://receiver.test:${port}/`), limits);
    expect(result).toMatchObject({ status: 200, remoteAddress: '127.0.0.2' });
    expect(result.kind === 'response' && Buffer.from(result.body).toString()).toBe(`receiver.test:${port}`);
    expect(names).toEqual(['receiver.test']);
  });

  test('certificates are checked', async () => {
    const { port } = await serveTls();
    expect(await open({ resolve }).send(post(`https://receiver.test:${port}/`), limits)).toMatchObject(
      failure('tls', 'self-signed'),
    );
    const trusting = open({ resolve, ca: CERTIFICATE });
    expect(await trusting.send(post(`https://other.test:${port}/`), limits)).toMatchObject(
      failure('tls', 'another host name'),
    );
  });

  test('a port without TLS is told', async () => {
    const port = await serve((_request, response) => response.end());
    expect(await open().send(post(`https://127.0.0.2:${port}/`), limits)).toMatchObject(failure('tls'));
  });
});

test('close waits for what is under way and takes nothing more', async () => {
  const arrived = Promise.withResolvers<() => void>();
  const port = await serve((_request, response) => arrived.resolve(() => response.end()));
  const client = open();
  const sending = client.send(post(`http://127.0.0.2:${port}/`), limits);
  const answer = await arrived.promise;
  const closing = client.close();
  expect(await client.send(post(`http://127.0.0.2:${port}/`), limits)).toMatchObject(failure('aborted'));
  answer();
  expect(await sending).toMatchObject({ status: 200 });
  await closing;
});

// For receiver.test, self-signed, for tests only.
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg82rqoga84e/07fwz
ipIHCUWbQxl2+py18sMi5pLosNihRANCAARVNJ9nj49npqb2cjm5Ba3dYzDFrgLx
eEgGsEPl7bYdtmEtsw6IoJ3DQyKCCYzNiSjZmtdrnSr0oj8Jz06CRRkc
-----END PRIVATE KEY-----`;

const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBbjCCAROgAwIBAgIBATAKBggqhkjOPQQDAjAYMRYwFAYDVQQDDA1yZWNlaXZl
ci50ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAxMDAwMDAwWjAYMRYwFAYD
VQQDDA1yZWNlaXZlci50ZXN0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEVTSf
Z4+PZ6am9nI5uQWt3WMwxa4C8XhIBrBD5e22HbZhLbMOiKCdw0MiggmMzYko2ZrX
a50q9KI/Cc9OgkUZHKNMMEowGAYDVR0RBBEwD4INcmVjZWl2ZXIudGVzdDAPBgNV
HRMBAf8EBTADAQH/MB0GA1UdDgQWBBT3CVV/LnigfENtiUFT1HZdSmIMtzAKBggq
hkjOPQQDAgNJADBGAiEAvd8T/BPbOmcRMb5bzVbzxWaxydHXp2WjsXRe0nXgC5YC
IQCWmOwaDjGoLEmApJJAWsSTJzWISs+U9lNNNA0O13klJg==
-----END CERTIFICATE-----`;
