import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { createServer as createRawServer } from 'node:net';
import type { Server as RawServer, Socket } from 'node:net';
import { expect } from 'vitest';
import { parseAllowNetworks } from '../../packages/server/src/outbound/address-guard.ts';
import { createHttpClient } from '../../packages/server/src/outbound/http-client.ts';
import type { HttpClient, HttpClientOptions, SendOptions } from '../../packages/server/src/outbound/http-client.ts';
import type { OutboundRequest } from '../../packages/server/src/outbound/outbound-result.ts';

const ALLOWED_HOST = '127.0.0.2';
const REFUSED_HOST = '127.0.0.1';

/** The networks that a client of a bench lets through unless said. */
export const ALLOWED_NETWORKS = parseAllowNetworks(ALLOWED_HOST);
export const LIMITS: SendOptions = { timeoutMs: 5000 };

/** Every address is loopback. 127.0.0.2 is allowed and plays the public internet; 127.0.0.1 is refused and has listeners that must stay unvisited. */
export interface OutboundBench {
  open(options?: Partial<HttpClientOptions>): HttpClient;
  /** With just these options, which the client looks at anew for every request. */
  openWith(options: HttpClientOptions): HttpClient;
  /** Each of these answers its port, a free one unless said; the host is the allowed one unless said. */
  serve(handler: RequestListener, host?: string): Promise<number>;
  serveRaw(handler: (socket: Socket) => void): Promise<number>;
  listen(server: Server | RawServer): Promise<number>;
  /** An endpoint on the refused address, at the same port as an allowed one; the count must stay 0. */
  serveCanary(port: number): Promise<{ hits: number }>;
  /** A port of the allowed host at which nothing listens. */
  findSilentPort(): Promise<number>;
  /** Closes what was opened, the last first. */
  stop(): Promise<void>;
}

/** HTTP clients and the endpoints that they speak to. */
export function startOutboundBench(): OutboundBench {
  const closers: (() => unknown)[] = [];

  function openWith(options: HttpClientOptions): HttpClient {
    const client = createHttpClient(options);
    closers.push(() => client.close());
    return client;
  }

  async function listen(server: Server | RawServer, host = ALLOWED_HOST, port = 0): Promise<number> {
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
    return portOf(server);
  }

  return {
    open: (options = {}) => openWith({ allowNetworks: ALLOWED_NETWORKS, ...options }),
    openWith,
    serve: (handler, host) => listen(createServer(handler), host),
    serveRaw: (handler) => listen(createRawServer(handler)),
    listen: (server) => listen(server),
    async serveCanary(port) {
      const canary = { hits: 0 };
      await listen(
        createRawServer(() => (canary.hits += 1)),
        REFUSED_HOST,
        port,
      );
      return canary;
    },
    async findSilentPort() {
      const server = createRawServer();
      server.listen(0, ALLOWED_HOST);
      await once(server, 'listening');
      const port = portOf(server);
      server.close();
      await once(server, 'close');
      return port;
    },
    async stop() {
      for (const close of closers.splice(0).toReversed()) await close();
    },
  };
}

function portOf(server: Server | RawServer): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

export function post(url: string, changes: Partial<OutboundRequest> = {}): OutboundRequest {
  return { method: 'POST', url, headers: [['content-type', 'text/plain']], body: Buffer.from('hello'), ...changes };
}

/** Unlike events.once, an RST on the way is fine. */
export function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

/** Matches a failure whose message holds the words. */
export function failure(code: string, words = ''): object {
  return { kind: 'failure', code, message: expect.stringContaining(words) };
}
