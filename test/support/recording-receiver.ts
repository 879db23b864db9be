import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** One request that arrived whole. */
export interface Hit {
  webhookId: string;
  bodyHash: string;
  body: string;
}

export interface RecordingReceiver {
  url: string;
  hits: Hit[];
  close(): Promise<void>;
}

/** An endpoint that keeps every request and answers as `choose` says: a status, after a wait. */
export async function startReceiver(choose: () => { status: number; delayMs: number }): Promise<RecordingReceiver> {
  const hits: Hit[] = [];
  const server = createServer((request, response) => {
    // A request whose sender was killed half-way has not arrived.
    response.on('error', () => undefined);
    void receive(request, response);
  });
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request).catch(() => null);
    if (body === null) return;
    hits.push({
      webhookId: String(request.headers['webhook-id']),
      bodyHash: createHash('sha256').update(body).digest('hex'),
      body: body.toString('utf8'),
    });
    const { status, delayMs } = choose();
    setTimeout(() => response.writeHead(status).end(), delayMs);
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/hook`,
    hits,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
