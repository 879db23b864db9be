import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCESS_RULES } from '../../packages/server/src/access/access-rules.ts';
import type { AccessRule } from '../../packages/server/src/access/access-rules.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
const keys: Record<string, string | null> = { nobody: null };

beforeAll(async () => {
  server = await startTestServer();
  keys.admin = server.adminKey;
  for (const role of ['editor', 'viewer', 'ingest']) {
    const created = await server.send('POST', '/api/v1/keys', { body: { name: role, role } });
    keys[role] = created.body.key;
  }
});
afterAll(() => server.close());

/** Written out, not computed: who gets through which rule. */
const LET_IN: Record<AccessRule, string[]> = {
  open: ['nobody', 'ingest', 'viewer', 'editor', 'admin'],
  viewer: ['viewer', 'editor', 'admin'],
  editor: ['editor', 'admin'],
  admin: ['admin'],
  ingest: ['ingest', 'admin'],
};

// createApp refuses to start unless these are exactly the app's routes.
const routes = Object.entries(ACCESS_RULES).map(([route, rule]) => {
  const [method = '', pattern = ''] = route.split(' ');
  return {
    method: method === 'ALL' ? 'PUT' : method,
    path: pattern.replace(/:n\b/, '1').replace(/:\w+|\*/g, 'x'),
    rule,
  };
});

describe.each(routes)('$method $path is for $rule', ({ method, path, rule }) => {
  test.each(['nobody', 'ingest', 'viewer', 'editor', 'admin'])('asked by %s', async (role) => {
    const answer = await server.send(method, path, { key: keys[role] ?? null });
    const outcome =
      answer.status === 401 || answer.status === 403 ? `${answer.status} ${answer.body.code}` : 'let through';
    const refusal = role === 'nobody' ? '401 unauthenticated' : '403 forbidden';
    expect(outcome).toBe(LET_IN[rule].includes(role) ? 'let through' : refusal);
    expect([405, 500]).not.toContain(answer.status);
  });
});

test.each([
  ['GET', '/api/v1/keys'],
  ['POST', '/api/v1/sign-in-links'],
  ['GET', '/api/v1/events/x/payload'],
  ['GET', '/api/v1/deliveries/x/body'],
])('%s %s is refused to an editor, whatever the table of rules says', async (method, path) => {
  expect((await server.send(method, path, { key: keys.editor })).status).toBe(403);
});

test('a viewer sees feeds without their tokens', async () => {
  const seen = await server.send('GET', '/api/v1/feeds', { key: keys.viewer });
  const whole = await server.send('GET', '/api/v1/feeds');
  const token: string = whole.body.items[0].token;
  expect(whole.body.items[0].ingestUrl).toBe(`${server.url}/in/${token}`);
  expect(token).toMatch(/^[\w-]{43}$/);
  expect(seen.text).not.toContain(token);
});

test('a key is shown once, kept as a hash, and useless once deleted', async () => {
  const created = await server.send('POST', '/api/v1/keys', { body: { name: 'spare', role: 'viewer' } });
  expect(created.body.key).toMatch(/^pmk_[\w-]{43}$/);
  expect((await server.send('GET', '/api/v1/keys')).text).not.toContain(created.body.key);
  expect((await server.send('GET', '/api/v1/session', { key: created.body.key })).body).toEqual({
    role: 'viewer',
    name: 'spare',
    expiresAt: null,
  });
  expect((await server.send('DELETE', `/api/v1/keys/${created.body.id}`)).status).toBe(204);
  expect((await server.send('GET', '/api/v1/session', { key: created.body.key })).status).toBe(401);
});

const openLink = async (url: string) => {
  const { pathname, search } = new URL(url);
  return server.send('GET', pathname + search, { key: null });
};

const signIn = async (): Promise<string> => {
  const link = await server.send('POST', '/api/v1/sign-in-links');
  const answer = await openLink(link.body.url);
  return String(answer.headers['set-cookie']).split(';')[0]!;
};

describe('sign-in', () => {
  test('a link works once, and a HEAD does not use it up', async () => {
    const { pathname, search } = new URL(server.signInLink);
    await server.send('HEAD', pathname + search, { key: null });
    const first = await openLink(server.signInLink);
    expect(first).toMatchObject({ status: 302, headers: { location: '/' } });
    const cookie = String(first.headers['set-cookie']);
    expect(cookie).toMatch(/^postmap_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Strict$/);
    const again = await openLink(server.signInLink);
    expect(again).toMatchObject({ status: 401, body: { code: 'sign-in-expired' } });
    const page = await server.send('GET', pathname + search, { key: null, headers: { accept: 'text/html' } });
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.text).toContain('npm run postmap -- sign-in');
  });

  test.each(['viewer', 'editor', 'admin'])('a link for a role signs in with it: %s', async (role) => {
    const link = await server.send('POST', '/api/v1/sign-in-links', { body: { role } });
    expect(link).toMatchObject({ status: 201, body: { role } });
    const cookie = String((await openLink(link.body.url)).headers['set-cookie']).split(';')[0]!;
    const ask = (path: string, method = 'GET') =>
      server.send(method, path, {
        key: null,
        headers: { cookie, origin: server.url },
        body: method === 'GET' ? undefined : {},
      });
    expect((await ask('/api/v1/session')).body).toMatchObject({ role, name: role });
    expect((await ask('/api/v1/keys')).status).toBe(role === 'admin' ? 200 : 403);
    expect((await ask('/api/v1/customers', 'POST')).status).toBe(role === 'viewer' ? 403 : 400);
  });

  test.each(['ingest', 'owner', 7])('no link is for %j', async (role) => {
    expect(await server.send('POST', '/api/v1/sign-in-links', { body: { role } })).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', errors: [{ path: 'role' }] },
    });
  });

  test('the cookie reads; it changes things only from the own origin', async () => {
    const cookie = await signIn();
    const post = (headers: Record<string, string>) =>
      server.send('POST', '/api/v1/customers', {
        key: null,
        headers: { cookie, ...headers },
        body: { name: 'From a page' },
      });
    expect((await server.send('GET', '/api/v1/session', { key: null, headers: { cookie } })).body).toMatchObject({
      role: 'admin',
      name: 'admin',
    });
    expect(await post({})).toMatchObject({ status: 403, body: { code: 'origin-refused' } });
    expect((await post({ origin: 'http://evil.example' })).status).toBe(403);
    expect((await post({ origin: 'null' })).status).toBe(403);
    // Another port of the same machine is another origin, though the cookie goes there too.
    expect((await post({ origin: 'http://127.0.0.1:1' })).status).toBe(403);
    expect((await post({ origin: server.url })).status).toBe(201);
  });

  test('signing out ends the session', async () => {
    const cookie = await signIn();
    expect(
      (await server.send('DELETE', '/api/v1/session', { key: null, headers: { cookie, origin: server.url } })).status,
    ).toBe(204);
    expect(await server.send('GET', '/api/v1/session', { key: null, headers: { cookie } })).toMatchObject({
      status: 401,
      body: { code: 'sign-in-expired' },
    });
  });
});

const ask = (host: string, path: string) => server.send('GET', path, { headers: { host } });

describe('host names', () => {
  test.each(['evil.example', 'evil.example:8420', '10.0.0.1', 'localhost.evil.example'])(
    '%j is refused',
    async (host) => {
      expect(await ask(host, '/api/v1/stats')).toMatchObject({ status: 403, body: { code: 'host-refused' } });
      expect((await ask(host, '/')).status).toBe(403);
    },
  );
  test.each(['localhost', 'localhost:3000', '127.0.0.1', '[::1]:8420'])('%s is this server', async (host) => {
    expect((await ask(host, '/api/v1/stats')).status).toBe(200);
  });
  test('the inbox and ingest URLs answer to any name', async () => {
    expect((await ask('relay.example', '/inbox/any')).status).toBe(200);
    expect((await server.send('POST', '/in/none', { headers: { host: 'relay.example' } })).body.code).toBe('not-found');
  });
});

test('the published origin is known, makes cookies secure and stands in links', async () => {
  const published = await startTestServer({ publicOrigin: 'https://postmap.example' });
  try {
    const host = { host: 'postmap.example' };
    const link = await published.send('POST', '/api/v1/sign-in-links', { headers: host });
    expect(link.body.url).toMatch(/^https:\/\/postmap\.example\/sign-in\?token=/);
    const { pathname, search } = new URL(link.body.url);
    const signedIn = await published.send('GET', pathname + search, { key: null, headers: host });
    const cookie = String(signedIn.headers['set-cookie']);
    expect(cookie).toContain('Secure');
    const headers = { ...host, cookie: cookie.split(';')[0]!, origin: 'https://postmap.example' };
    expect(
      (await published.send('POST', '/api/v1/customers', { key: null, headers, body: { name: 'A' } })).status,
    ).toBe(201);
  } finally {
    await published.close();
  }
});

test('ten wrong keys in a minute close the door for that address, not for signed-in pages', async () => {
  const guarded = await startTestServer();
  try {
    const { pathname, search } = new URL(guarded.signInLink);
    const signedIn = await guarded.send('GET', pathname + search, { key: null });
    const cookie = String(signedIn.headers['set-cookie']).split(';')[0]!;
    const statuses: number[] = [];
    for (let count = 0; count < 12; count++)
      statuses.push((await guarded.send('GET', '/api/v1/stats', { key: `pmk_wrong${count}` })).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429]);
    const refused = await guarded.send('GET', '/api/v1/stats');
    expect(refused).toMatchObject({ status: 429, body: { code: 'too-many-requests' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await guarded.send('GET', '/api/v1/stats', { key: null, headers: { cookie } })).status).toBe(200);
  } finally {
    await guarded.close();
  }
});
