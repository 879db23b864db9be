import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  customerSchema,
  deliveryDetailSchema,
  feedSchema,
  revisionSchema,
  templateSchema,
  triggerSchema,
} from '../../packages/server/src/contract/index.ts';
import { openSqliteLedger } from '../../packages/server/src/storage/ledger/sqlite/open-sqlite-ledger.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { Answer, TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const api = (method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer> =>
  server.send(method, `/api/v1${path}`, { body, ...(headers === undefined ? {} : { headers }) });
const make = async (path: string, body: object): Promise<Answer['body']> => {
  const answer = await api('POST', path, body);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};
const MASK = '••••••••';

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

test('a template: draft, publish, revisions, restore, render', async () => {
  const { id } = await make('/templates', {
    name: 'T',
    source: '{"order": webhook_data.order.id}',
    eventType: 'order.updated',
  });
  const published = await api('POST', `/templates/${id}/publish`, { note: 'first' });
  expect(revisionSchema.parse(published.body)).toMatchObject({ revision: 1, note: 'first', publishedBy: 'admin key' });
  expect((await api('GET', `/templates/${id}`)).body).toMatchObject({
    published: { revision: 1 },
    changedSincePublish: false,
  });
  // A draft with an error may be saved; what is published stays.
  expect((await api('PATCH', `/templates/${id}`, { source: '{"order": ' })).body).toMatchObject({
    changedSincePublish: true,
    published: { revision: 1 },
  });
  expect((await api('POST', `/templates/${id}/publish`)).status).toBe(422);
  expect((await api('POST', `/templates/${id}/render`, { payload: {}, revision: 1 })).body).toMatchObject({
    body: '{}',
  });
  expect((await api('POST', `/templates/${id}/render`, { payload: {} })).body).toMatchObject({
    body: null,
    diagnostics: [{ code: 'syntax', severity: 'error' }],
  });
  await api('PATCH', `/templates/${id}`, { source: '"two"' });
  expect((await api('POST', `/templates/${id}/publish`)).body.revision).toBe(2);
  expect(
    (await api('GET', `/templates/${id}/revisions`)).body.items.map(({ revision }: { revision: number }) => revision),
  ).toEqual([2, 1]);
  expect((await api('POST', `/templates/${id}/revisions/1/restore`)).body).toMatchObject({
    source: '{"order": webhook_data.order.id}',
    published: { revision: 2 },
    changedSincePublish: true,
  });
  const rendered = await api('POST', `/templates/${id}/render`, { sampleId: 'smp_builtin_order_updated' });
  expect(rendered.body).toMatchObject({
    body: '{"order":"223827"}',
    contentType: 'application/json',
    value: { order: '223827' },
  });
});

test('rendering without keeping anything', async () => {
  const render = { language: 'handlebars', source: 'Hi {{name}}', format: 'html', payload: { name: '<b>' } };
  expect((await api('POST', '/render', render)).body).toMatchObject({
    body: 'Hi &lt;b&gt;',
    value: 'Hi &lt;b&gt;',
    diagnostics: [],
  });
});

const inboxUrl = (query = '') => `${server.url}/inbox/flow${query}`;

describe('a trigger', () => {
  let customerId: string;
  let templateId: string;
  const input = (change: object = {}, destination: object = {}) => ({
    customerId,
    name: 'Flow',
    routes: [{ events: ['order_updated'] }],
    includeTest: true,
    templateId,
    destination: { kind: 'url', url: inboxUrl(), ...destination },
    ...change,
  });

  beforeAll(async () => {
    customerId = (await make('/customers', { name: 'Flow' })).id;
    templateId = (await make('/templates', { name: 'Flow', source: '{"id": webhook_data.order.id}' })).id;
  });

  test('with a Content-Type that contradicts the format is saved, with a warning at the header', async () => {
    const headers = [
      { name: 'X-Shop', value: '1' },
      { name: 'content-type', value: 'text/xml' },
    ];
    const trigger = await make('/triggers', input({}, { headers }));
    const warning = { path: 'destination.headers[1].value', message: expect.stringContaining('writes json') };
    expect(triggerSchema.parse(trigger).warnings).toEqual([warning]);
    expect((await api('GET', `/triggers/${trigger.id}`)).body.warnings).toEqual([warning]);
    const xml = await make('/templates', { name: 'XML', source: '{"order": {}}', format: 'xml' });
    const changed = await api('PATCH', `/triggers/${trigger.id}`, { templateId: xml.id });
    expect(changed.body.warnings).toEqual([]);
    await api('DELETE', `/triggers/${trigger.id}`);
  });

  test('goes from draft to active by publish, test and activate, and its events arrive', async () => {
    const trigger = await make('/triggers', input());
    expect(triggerSchema.parse(trigger)).toMatchObject({
      status: 'draft',
      test: null,
      routes: [{ events: ['order.updated'] }],
      customerName: 'Flow',
    });
    expect((await api('POST', `/triggers/${trigger.id}/activate`)).body.code).toBe('not-possible-now');
    await api('POST', `/templates/${templateId}/publish`);
    const early = await api('POST', `/triggers/${trigger.id}/activate`);
    expect(early).toMatchObject({ status: 409, body: { code: 'not-tested' } });
    expect(early.body.detail).toContain('force');

    const sent = await api('POST', `/triggers/${trigger.id}/test`, { sampleId: 'smp_builtin_order_updated' });
    expect(deliveryDetailSchema.parse(sent.body)).toMatchObject({
      kind: 'test',
      status: 'succeeded',
      revision: 1,
      rendered: { body: '{"id":"223827"}' },
    });
    expect(sent.body.attempts).toHaveLength(1);
    expect((await api('GET', `/triggers/${trigger.id}`)).body.test).toMatchObject({
      succeeded: true,
      deliveryId: sent.body.id,
    });
    expect((await api('POST', `/triggers/${trigger.id}/activate`)).body).toMatchObject({ status: 'active' });

    const accepted = await api('POST', '/events', await readFile('samples/payloads/order_updated.json', 'utf8'));
    expect(accepted).toMatchObject({
      status: 202,
      body: { types: ['order.updated'], deliveries: [{ triggerId: trigger.id }] },
    });
    const delivery = accepted.body.deliveries[0].id;
    await until('the delivery', async () => (await api('GET', `/deliveries/${delivery}`)).body.status === 'succeeded');
    const exact = await api('GET', `/deliveries/${delivery}/body`);
    expect(exact).toMatchObject({
      status: 200,
      text: '{"id":"223827"}',
      headers: { 'content-disposition': 'attachment' },
    });
    const payload = await api('GET', `/events/${accepted.body.eventId}/payload`);
    expect(payload.text).toBe(await readFile('samples/payloads/order_updated.json', 'utf8'));
    expect(
      (
        await api(
          'GET',
          `/deliveries?triggerId=${trigger.id}&status=succeeded&eventType=order.updated&orderId=223827&code=200`,
        )
      ).body.items.map(({ id }: { id: string }) => id),
    ).toContain(delivery);
    expect((await api('DELETE', `/triggers/${trigger.id}`)).status).toBe(204);
  });

  test('a change of destination needs a new test; a failed test is none', async () => {
    const trigger = await make('/triggers', input());
    await api('POST', `/triggers/${trigger.id}/test`, { sampleId: 'smp_builtin_order_updated' });
    await api('PATCH', `/triggers/${trigger.id}`, {
      destination: { ...trigger.destination, url: inboxUrl('?status=503') },
    });
    expect((await api('POST', `/triggers/${trigger.id}/activate`)).body.code).toBe('not-tested');
    const failed = await api('POST', `/triggers/${trigger.id}/test`, { sampleId: 'smp_builtin_order_updated' });
    expect(failed.body).toMatchObject({ status: 'exhausted', lastCode: '503', canRetry: false });
    expect((await api('POST', `/triggers/${trigger.id}/activate`)).body.code).toBe('not-tested');
    expect((await api('POST', `/triggers/${trigger.id}/activate`, { force: true })).body.status).toBe('active');
    await api('DELETE', `/triggers/${trigger.id}`);
  });

  test('a paused trigger can be tested, and its live deliveries wait', async () => {
    const trigger = await make('/triggers', input());
    await api('POST', `/triggers/${trigger.id}/activate`, { force: true });
    expect((await api('POST', `/triggers/${trigger.id}/pause`)).body.status).toBe('paused');
    const sent = await api('POST', `/triggers/${trigger.id}/test`, { sampleId: 'smp_builtin_order_updated' });
    expect(sent.body.status).toBe('succeeded');
    expect((await api('POST', `/triggers/${trigger.id}/activate`)).body.status).toBe('active');
    await api('DELETE', `/triggers/${trigger.id}`);
  });

  test('410 pauses it; activating clears the reason', async () => {
    const trigger = await make('/triggers', input({}, { url: inboxUrl('?status=410') }));
    await api('POST', `/triggers/${trigger.id}/activate`, { force: true });
    await api('POST', '/events', { type: 'order.updated', data: {} });
    const paused = await until('the pause', async () => {
      const { body } = await api('GET', `/triggers/${trigger.id}`);
      return body.pausedBecause === null ? undefined : body;
    });
    expect(paused).toMatchObject({ status: 'paused' });
    expect(paused.pausedBecause).toContain('410');
    expect((await api('POST', `/triggers/${trigger.id}/activate`, { force: true })).body).toMatchObject({
      status: 'active',
      pausedBecause: null,
    });
    await api('DELETE', `/triggers/${trigger.id}`);
  });

  test('what waits can be cancelled and sent again, and ends with its trigger', async () => {
    const trigger = await make('/triggers', input({}, { url: inboxUrl('?status=503') }));
    await api('POST', `/triggers/${trigger.id}/activate`, { force: true });
    const post = async (): Promise<string> =>
      (await api('POST', '/events', { type: 'order.updated', data: {} })).body.deliveries[0].id;
    const reach = (id: string, status: string) =>
      until(status, async () => (await api('GET', `/deliveries/${id}`)).body.status === status);
    const id = await post();
    await reach(id, 'retrying');
    expect((await api('GET', `/deliveries/${id}`)).body).toMatchObject({
      canRetry: true,
      canCancel: true,
      attemptCount: 1,
    });
    expect((await api('POST', `/deliveries/${id}/cancel`)).body).toMatchObject({
      status: 'cancelled',
      reason: 'Cancelled by admin key',
    });
    expect((await api('POST', `/deliveries/${id}/cancel`)).body.code).toBe('not-possible-now');
    await api('PATCH', `/triggers/${trigger.id}`, { destination: { ...trigger.destination, url: inboxUrl() } });
    expect((await api('POST', `/deliveries/${id}/retry`)).status).toBe(200);
    await reach(id, 'succeeded');
    expect((await api('POST', `/deliveries/${id}/retry`)).body.code).toBe('not-possible-now');
    await api('PATCH', `/triggers/${trigger.id}`, {
      destination: { ...trigger.destination, url: inboxUrl('?status=503') },
    });
    const waiting = await post();
    await reach(waiting, 'retrying');
    await api('DELETE', `/triggers/${trigger.id}`);
    expect((await api('GET', `/deliveries/${waiting}`)).body).toMatchObject({
      status: 'cancelled',
      reason: 'The trigger was deleted',
    });
  });

  test('its secrets are never shown, and kept by their mask', async () => {
    const secrets = { header: 'sekret-header-1', password: 'sekret-password-2' };
    const destination = {
      headers: [
        { name: 'X-Api', value: secrets.header, secret: true },
        { name: 'X-Open', value: 'open' },
      ],
      auth: { kind: 'basic', username: 'u', password: secrets.password },
    };
    const made = await api('POST', '/triggers', input({ name: 'Secrets' }, destination));
    const { id } = made.body;
    expect(made.body.destination).toMatchObject({
      headers: [{ value: MASK }, { value: 'open' }],
      auth: { username: 'u', password: MASK },
    });
    const sent = await api('POST', `/triggers/${id}/test`, { sampleId: 'smp_builtin_order_updated' });
    expect(sent.body.status).toBe('succeeded');
    const arrived = async (): Promise<Record<string, string>> =>
      Object.fromEntries((await api('GET', '/inbox?name=flow&limit=1')).body.items[0].headers);
    const basic = `Basic ${Buffer.from(`u:${secrets.password}`).toString('base64')}`;
    expect(await arrived()).toMatchObject({ 'x-api': secrets.header, 'x-open': 'open', authorization: basic });

    const renamed = await api('PATCH', `/triggers/${id}`, {
      destination: { ...made.body.destination, timeoutSeconds: 5 },
    });
    expect(renamed.status).toBe(200);
    await api('POST', `/triggers/${id}/test`, { sampleId: 'smp_builtin_order_updated' });
    expect(await arrived()).toMatchObject({ 'x-api': secrets.header, authorization: basic });
    const moved = await api('PATCH', `/triggers/${id}`, {
      destination: { ...made.body.destination, url: 'https://other.example/' },
    });
    expect(moved.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'destination.headers[0].value',
      'destination.auth.password',
    ]);

    const shown = await Promise.all(
      ['/triggers', `/triggers/${id}`, `/deliveries/${sent.body.id}`, '/deliveries'].map((path) => api('GET', path)),
    );
    const kept = await readFile(join(server.dataDir, 'workspace.json'), 'utf8');
    for (const secret of [...Object.values(secrets), basic]) {
      expect(shown.map(({ text }) => text).join('')).not.toContain(secret);
      expect(kept).not.toContain(secret);
    }
    await api('DELETE', `/triggers/${id}`);
  });

  test('its signing secret is given when asked for, and rotates with an overlap', async () => {
    const { id } = await make('/triggers', input({ name: 'Signing' }));
    const first = await api('GET', `/triggers/${id}/secret`);
    expect(first).toMatchObject({ headers: { 'cache-control': 'no-store' }, body: { previousUntil: null } });
    expect(first.body.secret).toMatch(/^whsec_/);
    const rotated = await api('POST', `/triggers/${id}/rotate-secret`);
    expect(rotated.body.secret).not.toBe(first.body.secret);
    const overlap = Date.parse(rotated.body.previousUntil) - Date.now();
    expect(overlap).toBeGreaterThan(23.9 * 3_600_000);
    expect(overlap).toBeLessThanOrEqual(24 * 3_600_000);
    expect((await api('GET', `/triggers/${id}`)).text).not.toContain('whsec_');
    await api('DELETE', `/triggers/${id}`);
  });

  test('a template that GET cannot carry is not published under a GET trigger', async () => {
    const text = await make('/templates', { name: 'Get', source: '"a"', format: 'text' });
    await api('POST', `/templates/${text.id}/publish`);
    await make('/triggers', input({ name: 'By GET', templateId: text.id }, { method: 'GET' }));
    await api('PATCH', `/templates/${text.id}`, { format: 'json' });
    const refused = await api('POST', `/templates/${text.id}/publish`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'not-possible-now' } });
    expect(refused.body.detail).toContain('By GET');
  });
});

test('payloads are masked for everybody; the exact bytes leave a trace', async () => {
  const accepted = await api('POST', '/events', {
    type: 'order.updated',
    data: { card_number: '4111111111111111', note: 'ok' },
  });
  const seen = await api('GET', `/events/${accepted.body.eventId}`);
  expect(seen.text).not.toContain('4111111111111111');
  expect(seen.body.payload).toContain('ok');
  const { id } = await make('/templates', { name: 'All', source: '$' });
  const editor = await make('/keys', { name: 'ed', role: 'editor' });
  const rendered = await server.send('POST', `/api/v1/templates/${id}/render`, {
    key: editor.key,
    body: { eventId: accepted.body.eventId },
  });
  expect(rendered.body.body).toContain('"note":"ok"');
  expect(rendered.text).not.toContain('4111111111111111');
  expect((await api('POST', `/templates/${id}/render`, { eventId: accepted.body.eventId })).text).toContain(
    '4111111111111111',
  );
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

test('whoever sees exact bytes or a signing secret is on record', async () => {
  const recorded = await startTestServer({ demo: true });
  try {
    const send = recorded.send.bind(recorded);
    const payload = await readFile('samples/payloads/shipment_shipped.json', 'utf8');
    const feeds = await send('GET', '/api/v1/feeds');
    const demo = feeds.body.items.find(({ name }: { name: string }) => name === 'demo');
    const { body } = await send('POST', new URL(demo.ingestUrl).pathname, { key: null, body: payload });
    const [delivery] = body.deliveries;
    await until(
      'the delivery',
      async () => (await send('GET', `/api/v1/deliveries/${delivery.id}`)).body.status === 'succeeded',
    );
    await send('GET', `/api/v1/events/${body.eventId}/payload`);
    await send('GET', `/api/v1/deliveries/${delivery.id}/body`);
    await send('GET', `/api/v1/triggers/${delivery.triggerId}/secret`);
    await recorded.stop();
    const ledger = await openSqliteLedger({ file: join(recorded.dataDir, 'ledger.db') });
    const { items } = await ledger.audit.list({ limit: 10 });
    await ledger.close();
    const asked = items.filter(({ actor }) => actor !== 'server start');
    expect(asked.map(({ actor, action, subject }) => [actor, action, subject])).toEqual([
      ['admin key', 'see-signing-secret', delivery.triggerId],
      ['admin key', 'see-exact-body', delivery.id],
      ['admin key', 'see-exact-payload', body.eventId],
    ]);
  } finally {
    await recorded.close();
  }
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
