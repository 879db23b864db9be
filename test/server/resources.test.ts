import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customerSchema, feedSchema, templateSchema } from '../../packages/server/src/contract/index.ts';
import { bindApi } from '../support/bind-api.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
const { api, make } = bindApi(() => server);
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('versions', () => {
  test.each([
    ['customers', { name: 'A' }, { name: 'B' }, customerSchema],
    ['feeds', { name: 'versions' }, { enabled: false }, feedSchema],
    ['templates', { name: 'A', source: '1' }, { source: '2' }, templateSchema],
  ])('%s: PATCH merges, counts versions and refuses a stale one', async (path, input, patch, schema) => {
    const made = await api('POST', `/${path}`, input);
    expect(made).toMatchObject({ status: 201, headers: { etag: '"1"' } });
    expect(schema.parse(made.body)).toMatchObject({ ...input, version: 1 });
    const changed = await api('PATCH', `/${path}/${made.body.id}`, patch, { 'if-match': '"1"' });
    expect(changed).toMatchObject({ status: 200, headers: { etag: '"2"' }, body: { ...input, ...patch, version: 2 } });
    expect(await api('PATCH', `/${path}/${made.body.id}`, patch, { 'if-match': '"1"' })).toMatchObject({
      status: 412,
      body: { code: 'version-conflict' },
    });
    expect((await api('PATCH', `/${path}/${made.body.id}`, patch)).headers.etag).toBe('"3"');
    expect(await api('GET', `/${path}/${made.body.id}`)).toMatchObject({
      status: 200,
      headers: { etag: '"3"' },
      body: { version: 3 },
    });
    expect((await api('DELETE', `/${path}/${made.body.id}`)).status).toBe(204);
    expect((await api('GET', `/${path}/${made.body.id}`)).status).toBe(404);
  });

  test('two changes of the same version at once: one wins', async () => {
    const { id } = await make('/customers', { name: 'Race' });
    const answers = await Promise.all(
      ['x', 'y'].map((name) => api('PATCH', `/customers/${id}`, { name }, { 'if-match': '"1"' })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 412]));
  });
});

test('lists are pages', async () => {
  for (const name of ['p1', 'p2', 'p3']) await make('/customers', { name });
  const names: string[] = [];
  let cursor = '';
  do {
    const page = await api('GET', `/customers?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
    expect(page.body.items.length).toBeLessThanOrEqual(2);
    names.push(...page.body.items.map(({ name }: { name: string }) => name));
    cursor = page.body.nextCursor ?? '';
  } while (cursor !== '');
  expect(names.filter((name) => /^p\d$/.test(name))).toEqual(['p1', 'p2', 'p3']);
});

test('samples: built-in ones first, then one’s own, in pages', async () => {
  const own = await make('/samples', { name: 'Own', eventType: 'order_updated', body: '{ "a":1 }' });
  expect(own).toMatchObject({ eventType: 'order.updated', body: '{ "a":1 }', builtIn: false });
  const seen: string[] = [];
  let cursor = '';
  do {
    const page = await api('GET', `/samples?limit=2${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    seen.push(...page.body.items.map(({ id }: { id: string }) => id));
    cursor = page.body.nextCursor ?? '';
  } while (cursor !== '');
  expect(seen.length).toBe(new Set(seen).size);
  expect(seen).toContain('smp_builtin_order_updated');
  expect(seen.at(-1)).toBe(own.id);
  expect((await api('PATCH', `/samples/${own.id}`, { name: 'Renamed' })).body).toMatchObject({
    name: 'Renamed',
    body: '{ "a":1 }',
  });
  expect((await api('DELETE', `/samples/${own.id}`)).status).toBe(204);
});

test('a deleted customer is taken off the feeds that name it', async () => {
  const customer = await make('/customers', { name: 'Leaving' });
  const feed = await make('/feeds', { name: 'leaving', customers: [customer.id] });
  await api('DELETE', `/customers/${customer.id}`);
  expect((await api('GET', `/feeds/${feed.id}`)).body.customers).toEqual([]);
});

test('an ingest key posts to a feed by name or id, and can do nothing else', async () => {
  const { key } = await make('/keys', { name: 'shop', role: 'ingest' });
  const feed = await make('/feeds', { name: 'shop feed' });
  const body = { type: 'order.updated', id: 'in-1', data: {} };
  const first = await server.send('POST', `/api/v1/events?feed=${encodeURIComponent('shop feed')}`, { key, body });
  expect(first.status).toBe(202);
  const again = await server.send('POST', `/api/v1/events?feed=${feed.id}`, { key, body });
  expect(again).toMatchObject({ status: 200, body: { eventId: first.body.eventId } });
  const byUrl = await server.send('POST', new URL(feed.ingestUrl).pathname, { key: null, body });
  expect(byUrl).toMatchObject({ status: 200, body: { eventId: first.body.eventId } });
  await api('PATCH', `/feeds/${feed.id}`, { enabled: false });
  expect(
    await server.send('POST', new URL(feed.ingestUrl).pathname, { key: null, body: { ...body, id: 'in-2' } }),
  ).toMatchObject({ status: 403, body: { code: 'feed-disabled' } });
});

describe('the inbox', () => {
  test('takes any method, path and bytes, and shows them', async () => {
    const bytes = Uint8Array.from([0xff, 0x00, 0xfe]);
    const answer = await server.send('PUT', '/inbox/box/deeper?a=1', {
      key: null,
      body: bytes,
      headers: { 'content-type': 'image/x' },
    });
    expect(answer).toMatchObject({ status: 200, body: { ok: true } });
    expect((await server.send('GET', '/inbox/box?status=204', { key: null })).status).toBe(204);
    const { body } = await api('GET', '/inbox?name=box');
    expect(body.items).toMatchObject([
      { method: 'GET', path: '/inbox/box?status=204', size: 0, encoding: 'utf-8', body: '' },
      { method: 'PUT', path: '/inbox/box/deeper?a=1', size: 3, encoding: 'base64', body: '/wD+' },
    ]);
    await server.send('POST', '/inbox/other', { key: null, body: 'x' });
    expect((await api('DELETE', '/inbox?name=box')).status).toBe(204);
    expect((await api('GET', '/inbox?name=box')).body.items).toEqual([]);
    expect((await api('GET', '/inbox?name=other')).body.items).toHaveLength(1);
  });
});

test('everything is still there after a restart', async () => {
  const { id } = await make('/customers', { name: 'Stays' });
  const keyBefore = server.adminKey;
  await server.restart();
  expect(server.adminKey).toBe(keyBefore);
  expect((await api('GET', `/customers/${id}`)).body.name).toBe('Stays');
  expect((await server.send('GET', '/health/ready', { key: null })).body).toEqual({
    status: 'ok',
    checks: { storage: 'ok', rendering: 'ok' },
  });
});
