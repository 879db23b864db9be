/**
 * No trigger reaches what it must not, however its URL is disguised: refused as it is saved, or as it is sent, before anything is dialled.
 * Listeners on loopback count what gets through; every address here would end at one of them if the guard failed.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllowNetworks } from '../../packages/server/src/outbound/address-guard.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
let template: string;
let customer: string;
let port: number;
let hits = 0;
const listeners: Server[] = [];

async function listen(host: string, at: number): Promise<number> {
  const listener = createServer((_, response) => {
    hits++;
    response.end('reached');
  }).listen(at, host);
  await once(listener, 'listening');
  listeners.push(listener);
  const address = listener.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

beforeAll(async () => {
  port = await listen('127.0.0.1', 0);
  await listen('::1', port);
  server = await startTestServer();
  customer = (await server.send('POST', '/api/v1/customers', { body: { name: 'Acme' } })).body.id;
  template = (await server.send('POST', '/api/v1/templates', { body: { name: 'Any', source: '{}' } })).body.id;
});
afterAll(async () => {
  await server.close();
  for (const listener of listeners) listener.close();
});

const insertPort = (text: string): string => text.replaceAll('PORT', String(port));

const countCustomers = async (): Promise<number> => (await server.send('GET', '/api/v1/customers')).body.items.length;

/** Saves a trigger to the URL and sends a test by it; answers what refused it. */
async function tryUrl(url: string, payload: unknown = {}): Promise<string> {
  const saved = await server.send('POST', '/api/v1/triggers', {
    body: {
      customerId: customer,
      name: 'T',
      routes: [{ events: ['order.updated'] }],
      templateId: template,
      destination: { kind: 'url', url, timeoutSeconds: 2 },
    },
  });
  if (saved.status !== 201) {
    return saved.body.errors[0].path === 'destination.url' ? 'refused at save' : saved.text;
  }
  const sent = await server.send('POST', `/api/v1/triggers/${saved.body.id}/test`, { body: { payload, draft: true } });
  if (sent.status !== 200) return sent.text;
  return sent.body.attempts[0]?.failure?.code ?? `${sent.body.status}: ${sent.body.reason}`;
}

test.each([
  'http://127.0.0.1:PORT/',
  'http://localhost:PORT/',
  'http://localhost.:PORT/',
  'http://LOCALHOST:PORT/',
  'http://127.1:PORT/',
  'http://2130706433:PORT/',
  'http://0x7f.1:PORT/',
  'http://0x7f000001:PORT/',
  'http://0177.0.0.1:PORT/',
  'http://127.0.0.1.:PORT/',
  'http://①②⑦.⓪.⓪.①:PORT/',
  'http://127。0。0。1:PORT/',
  'http://%31%32%37.0.0.1:PORT/',
  'http://0:PORT/',
  'http://0.0.0.0:PORT/',
  'http://[::1]:PORT/',
  'http://[::]:PORT/',
  'http://[0:0:0:0:0:0:0:1]:PORT/',
  'http://[::ffff:127.0.0.1]:PORT/',
  'http://[::ffff:7f00:1]:PORT/',
  'http://[::127.0.0.1]:PORT/',
  'http://good.example@127.0.0.1:PORT/',
  'http://127.0.0.1:PORT@127.0.0.1:PORT/',
  'http://127.0.0.1:PORT#@good.example/',
  'http://127.0.0.1:PORT?@good.example/',
  'http:127.0.0.1:PORT/',
  'http:///127.0.0.1:PORT/',
  'http:\\\\127.0.0.1:PORT\\',
  'http://127.0.0.1:PORT\\@good.example/',
  ' http://127.0.0.1:PORT/',
  'http://127.0.0.1\t:PORT/',
  'https://127.0.0.1:PORT/',
  'HTTP://127.0.0.1:PORT/',
  'unix:/tmp/x.sock',
  'http+unix://%2Ftmp%2Fx/',
  'file:///etc/passwd',
  'gopher://127.0.0.1:PORT/',
  'data:text/plain,x',
  'ws://127.0.0.1:PORT/',
  '//127.0.0.1:PORT/',
])('%s', async (url) => {
  const refusal = await tryUrl(insertPort(url));
  // Some systems' resolvers do not know "localhost.".
  expect(['refused at save', 'address-refused', ...(url.includes('localhost.:') ? ['dns'] : [])]).toContain(refusal);
  expect(hits).toBe(0);
});

describe('a value of the event', () => {
  test.each([
    ['http://127.0.0.1:PORT/{{data}}', 'x'],
    ['http://good.example{{data}}/', '@127.0.0.1:PORT'],
    ['http://{{data}}/', '127.0.0.1:PORT'],
    ['{{data}}', 'http://127.0.0.1:PORT/'],
    ['http{{data}}', '://127.0.0.1:PORT/'],
    ['{{{data}}}', 'http://127.0.0.1:PORT/'],
    ['http://{{{data}}}/', '127.0.0.1:PORT'],
    ['http://127.0.0.1:{{{data}}}/', 'PORT'],
  ])('in %s moves it nowhere', async (url, data) => {
    const refusal = await tryUrl(insertPort(url), { data: insertPort(data) });
    expect(['refused at save', 'address-refused']).toContain(refusal);
    expect(hits).toBe(0);
  });
});

describe('the own origin', () => {
  test.each([
    ['/api/v1/customers', ''],
    ['/', ''],
    ['/in/token', ''],
    ['/inbox', ''],
    ['/inbox/', ''],
    ['/Inbox/x', ''],
    ['//inbox/x', ''],
    ['/inbox/../api/v1/customers', ''],
    ['/inbox/%2e%2e/api/v1/customers', ''],
    ['/inbox/..%2fapi', ''],
    ['/inbox/x/%2e%2e%2f', ''],
    ['/inbox/x/%252e%252e/y', ''],
    ['/inbox/x%5c..', ''],
    ['/inbox/%00', ''],
    ['/inbox/%zz', ''],
    ['/inbox/{{data}}', '../api/v1/customers'],
    ['/inbox/{{{data}}}', '../api/v1/customers'],
    ['/inbox/{{{data}}}', '%2e%2e/api/v1/customers'],
    ['/inbox/{{{data}}}/customers', '..\\api'],
    ['/{{data}}', 'api/v1/customers'],
    ['/{{{data}}}', 'api/v1/customers'],
  ])('%s with %j', async (path, data) => {
    const before = await countCustomers();
    expect(await tryUrl(server.url + path, { data })).toMatch(
      /^(?:refused at save|address-refused|exhausted: Nothing was sent)/,
    );
    expect(await countCustomers()).toBe(before);
  });

  test('by another name or address is no inbox', async () => {
    const { port: own } = new URL(server.url);
    for (const host of ['localhost', '127.0.0.2', '[::ffff:127.0.0.1]', '0.0.0.0'])
      expect(await tryUrl(`http://${host}:${own}/inbox/x`)).toBe('address-refused');
    expect((await server.send('GET', '/api/v1/inbox')).body.items).toEqual([]);
  });

  test('under /inbox/ is let through', async () => {
    expect(await tryUrl(`${server.url}/inbox/open`)).toBe('succeeded: null');
    expect((await server.send('GET', '/api/v1/inbox?name=open')).body.items).toHaveLength(1);
  });
});

test('an allowed endpoint that redirects leads nowhere', async () => {
  const redirecting = createServer((_, response) =>
    response.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end(),
  ).listen(0, '127.0.0.2');
  await once(redirecting, 'listening');
  listeners.push(redirecting);
  const address = redirecting.address();
  await server.restart({ allowNetworks: parseAllowNetworks('127.0.0.2/32') });
  const refusal = await tryUrl(`http://127.0.0.2:${typeof address === 'object' ? address?.port : 0}/`);
  expect(refusal).toContain('exhausted');
  expect(await tryUrl(`http://127.0.0.1:${port}/`)).toBe('address-refused');
  expect(hits).toBe(0);
});
