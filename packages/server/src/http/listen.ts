import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

/** Answers a request; `env` holds Node's own request and response. */
type Answer = (request: Request, env: object) => Promise<Response>;

/** Node's own limits (300 s, 60 s, any number of connections) let a few slow clients hold the server. */
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
const MAX_CONNECTIONS = 1_000;

/** How long requests under way may take to end when the server closes. */
const CLOSE_GRACE_MS = 5_000;

/** An HTTP server that is not listening yet. */
export function createHttpServer(answer: Answer): Server {
  const limits = { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS };
  const answerRequest = getRequestListener((request, env) => answer(request, env));
  const server = createServer(limits, (incoming, outgoing) => void answerRequest(incoming, outgoing));
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
