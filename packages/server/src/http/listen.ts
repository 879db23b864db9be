import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { answerUnreadable, refuseUnreadable } from './refuse-unreadable.ts';

/** Answers a request; `env` holds Node's own request and response. */
type Answer = (request: Request, env: object) => Promise<Response>;

/** Node's own limits (300 s, 60 s, any number of connections) let a few slow clients hold the server. */
const LIMITS = { requestTimeout: 30_000, headersTimeout: 10_000 };
const MAX_CONNECTIONS = 1_000;

/** Node looks for overdue requests only so often: its own 30 s would let a 10 s limit last 40 s. */
const CHECK_INTERVAL_MS = 1_000;

/** How long requests under way may take to end when the server closes. */
const CLOSE_GRACE_MS = 5_000;

/**
 * An HTTP server that is not listening yet.
 *
 * @param limits milliseconds until a request, or its headers alone, must be there whole
 */
export function createHttpServer(answer: Answer, limits = LIMITS): Server {
  const answerRequest = getRequestListener((request, env) => answer(request, env), { errorHandler: answerUnreadable });
  const connectionsCheckingInterval = Math.min(CHECK_INTERVAL_MS, limits.headersTimeout);
  const server = createServer(
    { ...limits, connectionsCheckingInterval, requireHostHeader: false },
    (incoming, outgoing) => {
      void answerRequest(incoming, outgoing);
    },
  );
  server.on('clientError', refuseUnreadable);
  server.maxConnections = MAX_CONNECTIONS;
  return server;
}

/** Listens, and answers with the port. Rejects with the system's error, such as EADDRINUSE. */
export function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  server.once('error', reject);
  server.listen(port, host, () => {
    server.off('error', reject);
    resolve(portOf(server.address()));
  });
  return promise;
}

/** The origin of a listening server; one that listens on every address is reached at the loopback one. */
export function originOf(host: string, port: number): string {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return new URL(`http://${name.includes(':') ? `[${name}]` : name}:${port}`).origin;
}

/** Takes no new connection, lets requests under way end, and cuts those that do not. */
export async function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await promise;
  clearTimeout(cut);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new TypeError('The server does not listen on a port');
  return address.port;
}
