import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseAllowNetworks } from '../../packages/server/src/outbound/address-guard.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { Answer, RequestOptions, TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

interface SignedIn {
  id: string;
  /** Asks with the session's cookie, from the page's own origin. */
  ask: (method: string, path: string, options?: RequestOptions) => Promise<Answer>;
}

async function signIn(of: TestServer, role: string, headers: Record<string, string> = {}): Promise<SignedIn> {
  const link = await of.send('POST', '/api/v1/sign-in-links', { body: { role } });
  const { pathname, search } = new URL(link.body.url);
  const answer = await of.send('GET', pathname + search, { key: null, headers });
  const cookie = String(answer.headers['set-cookie']).split(';')[0]!;
  const newest = await of.send('GET', '/api/v1/sessions?limit=1');
  return {
    id: newest.body.items[0].id,
    ask: (method, path, options = {}) =>
      of.send(method, path, { key: null, ...options, headers: { cookie, origin: of.url, ...headers } }),
  };
}

const list = async (): Promise<{ id: string }[]> => (await server.send('GET', '/api/v1/sessions')).body.items;
const idsOf = async (): Promise<string[]> => (await list()).map(({ id }) => id);
const audit = async (limit = 20): Promise<string[]> => {
  const { body } = await server.send('GET', `/api/v1/audit?limit=${limit}`);
  return body.items.map((entry: Record<string, string>) => `${entry['actor']} ${entry['action']} ${entry['subject']}`);
};

describe('sessions', () => {
  test('are listed with where they come from, the own one marked', async () => {
    const mine = await signIn(server, 'admin', { 'user-agent': 'Firefox' });
    const theirs = await signIn(server, 'viewer', { 'user-agent': `Chrome ${'x'.repeat(2_000)}` });
    const { body } = await mine.ask('GET', '/api/v1/sessions');
    expect(body.items.slice(0, 2)).toMatchObject([
      { id: theirs.id, role: 'viewer', current: false, address: '127.0.0.1' },
      { id: mine.id, role: 'admin', current: true, address: '127.0.0.1', userAgent: 'Firefox' },
    ]);
    expect(body.items[0].userAgent).toHaveLength(300);
    const first = await mine.ask('GET', '/api/v1/sessions?limit=1');
    const second = await mine.ask('GET', `/api/v1/sessions?limit=1&cursor=${first.body.nextCursor}`);
    expect([first.body.items[0].id, second.body.items[0].id]).toEqual([theirs.id, mine.id]);
    // A cookie's hash would let nobody in, and is nobody's business all the same.
    expect(JSON.stringify(body)).not.toMatch(/[0-9a-f]{64}/);
  });

  test('one is ended: it is refused at once, the others go on', async () => {
    const mine = await signIn(server, 'admin');
    const theirs = await signIn(server, 'editor');
    expect((await mine.ask('DELETE', `/api/v1/sessions/${theirs.id}`)).status).toBe(204);
    expect(await theirs.ask('GET', '/api/v1/session')).toMatchObject({
      status: 401,
      body: { code: 'sign-in-expired' },
    });
    expect((await mine.ask('GET', '/api/v1/session')).status).toBe(200);
    expect(await idsOf()).not.toContain(theirs.id);
    expect(await mine.ask('DELETE', `/api/v1/sessions/${theirs.id}`)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
  });

  test('all others are ended; by a key, all', async () => {
    const mine = await signIn(server, 'admin');
    const others = [await signIn(server, 'admin'), await signIn(server, 'viewer')];
    const before = (await list()).length;
    expect((await mine.ask('DELETE', '/api/v1/sessions')).body).toEqual({ ended: before - 1 });
    expect(await idsOf()).toEqual([mine.id]);
    for (const other of others) expect((await other.ask('GET', '/api/v1/session')).status).toBe(401);
    expect((await mine.ask('DELETE', '/api/v1/sessions')).body).toEqual({ ended: 0 });
    expect((await server.send('DELETE', '/api/v1/sessions')).body).toEqual({ ended: 1 });
    expect((await mine.ask('GET', '/api/v1/session')).status).toBe(401);
  });

  test('are nobody’s business but the admins’', async () => {
    const editor = await signIn(server, 'editor');
    for (const [method, path] of [
      ['GET', '/api/v1/sessions'],
      ['DELETE', '/api/v1/sessions'],
      ['DELETE', `/api/v1/sessions/${editor.id}`],
      ['GET', '/api/v1/audit'],
    ] as const)
      expect((await editor.ask(method, path)).status).toBe(403);
  });
});

test('a key tells when it was last used, after a restart too', async () => {
  const created = await server.send('POST', '/api/v1/keys', { body: { name: 'Used', role: 'viewer' } });
  const path = `/api/v1/keys/${created.body.id}`;
  expect(created.body.lastUsedAt).toBeNull();
  expect((await server.send('GET', path)).body.lastUsedAt).toBeNull();
  const before = Date.now();
  await server.send('GET', '/api/v1/session', { key: created.body.key });
  const usedAt = await until('the use', async () => (await server.send('GET', path)).body.lastUsedAt);
  expect(Date.parse(usedAt)).toBeGreaterThanOrEqual(before);
  expect(Date.parse(usedAt)).toBeLessThanOrEqual(Date.now());
  // A use within the minute is not written again.
  await server.send('GET', '/api/v1/session', { key: created.body.key });
  await server.restart();
  expect((await server.send('GET', path)).body.lastUsedAt).toBe(usedAt);
  const listed = await server.send('GET', '/api/v1/keys');
  expect(listed.body.items.find(({ id }: { id: string }) => id === created.body.id)).toMatchObject({
    lastUsedAt: usedAt,
  });
});

test('who came in, who let them in and who was put out is in the audit, newest first', async () => {
  await server.send('DELETE', '/api/v1/sessions');
  const someone = await signIn(server, 'viewer');
  await someone.ask('DELETE', '/api/v1/session');
  const other = await signIn(server, 'editor');
  await server.send('DELETE', `/api/v1/sessions/${other.id}`);
  const last = await signIn(server, 'admin');
  await server.send('DELETE', '/api/v1/sessions');
  expect(await audit(8)).toEqual([
    'admin key end-other-sessions 1 session',
    `admin sign-in from 127.0.0.1 (${last.id})`,
    'admin key create-sign-in-link for the role admin',
    `admin key end-session editor from 127.0.0.1 (${other.id})`,
    `editor sign-in from 127.0.0.1 (${other.id})`,
    'admin key create-sign-in-link for the role editor',
    `viewer sign-out from 127.0.0.1 (${someone.id})`,
    `viewer sign-in from 127.0.0.1 (${someone.id})`,
  ]);
  const first = await server.send('GET', '/api/v1/audit?limit=3');
  const second = await server.send('GET', `/api/v1/audit?limit=3&cursor=${first.body.nextCursor}`);
  const ids = [...first.body.items, ...second.body.items].map(({ id }: { id: string }) => Number(id));
  expect(ids).toEqual(Array.from({ length: 6 }, (_, index) => ids[0]! - index));
  expect((await server.send('GET', '/api/v1/audit?cursor=x')).body.code).toBe('invalid-cursor');
});

/** A request as a proxy passes it on: over a socket of its own, with the headers as they stand here. */
async function forward(to: TestServer, key: string, forwardedFor?: string): Promise<number> {
  const { hostname, port } = new URL(to.url);
  const socket = connect({ host: hostname, port: Number(port) });
  const lines = [
    'GET /api/v1/stats HTTP/1.1',
    `Host: ${hostname}`,
    `Authorization: Bearer ${key}`,
    ...(forwardedFor === undefined ? [] : [`X-Forwarded-For: ${forwardedFor}`]),
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n`);
  let text = '';
  for await (const part of socket.setEncoding('utf8')) text += part;
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
}

const failTenTimes = async (to: TestServer, forwardedFor: (count: number) => string | undefined): Promise<void> => {
  for (let count = 0; count < 10; count++)
    expect(await forward(to, `pmk_wrong${count}`, forwardedFor(count))).toBe(401);
};

describe('behind a proxy', () => {
  test('that is trusted, who guesses keys shuts out nobody else, whatever they claim to be', async () => {
    const proxied = await startTestServer({ trustedProxies: parseAllowNetworks('127.0.0.0/8') });
    try {
      await failTenTimes(proxied, (count) => `192.0.2.${count}, 203.0.113.7`);
      expect(await forward(proxied, proxied.adminKey, '198.51.100.9, 203.0.113.7')).toBe(429);
      expect(await forward(proxied, proxied.adminKey, '203.0.113.7, 198.51.100.9')).toBe(200);
      expect(await forward(proxied, proxied.adminKey)).toBe(200);
      const link = await proxied.send('POST', '/api/v1/sign-in-links');
      const { pathname, search } = new URL(link.body.url);
      const headers = { 'x-forwarded-for': '192.0.2.66, 198.51.100.9' };
      await proxied.send('GET', pathname + search, { key: null, headers });
      expect((await proxied.send('GET', '/api/v1/sessions')).body.items).toMatchObject([{ address: '198.51.100.9' }]);
    } finally {
      await proxied.close();
    }
  });

  test('that nobody has named, what it says is not believed', async () => {
    const plain = await startTestServer({ trustedProxies: parseAllowNetworks('10.0.0.0/8') });
    try {
      await failTenTimes(plain, (count) => `203.0.113.${count}`);
      expect(await forward(plain, plain.adminKey, '198.51.100.9')).toBe(429);
    } finally {
      await plain.close();
    }
  });
});
