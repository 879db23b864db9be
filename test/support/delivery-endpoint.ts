import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** One request that arrived whole. */
export interface EndpointHit {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
}

type AnswerHit = (hit: EndpointHit, response: ServerResponse) => void;

export interface DeliveryEndpoint {
  origin: string;
  /** In the order in which they arrived. */
  hits: EndpointHit[];
  /** What is said to the next hit; 200 with `thanks` until it is set. */
  answer: AnswerHit;
  close(): void;
}

/** An endpoint on a free port of this machine that keeps every request and leaves the answer to the test. */
export async function startDeliveryEndpoint(): Promise<DeliveryEndpoint> {
  const server = createServer((request, response) => {
    void receive(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const endpoint: DeliveryEndpoint = {
    origin: `http://127.0.0.1:${address.port}`,
    hits: [],
    answer: (_hit, response) => response.end('thanks'),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    const body = await text(request);
    const hit = { url: request.url ?? '', method: request.method ?? '', headers, body };
    endpoint.hits.push(hit);
    endpoint.answer(hit, response);
  };
  return endpoint;
}

/** Answers with a status, and a body that holds a secret. */
export function answerWith(status: number, headers: Record<string, string> = {}): AnswerHit {
  return (_hit, response) => {
    response.writeHead(status, headers).end('{"password":"s3cret","ok":false}');
  };
}
