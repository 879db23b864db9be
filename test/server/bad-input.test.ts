import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../support/test-server.ts';
import type { RequestOptions, TestServer } from '../support/test-server.ts';

let server: TestServer;
const ids: Record<string, string> = {};

beforeAll(async () => {
  server = await startTestServer();
  const make = async (path: string, body: object): Promise<string> =>
    (await server.send('POST', `/api/v1/${path}`, { body })).body.id;
  ids.customer = await make('customers', { name: 'Acme' });
  ids.template = await make('templates', { name: 'Draft', source: '{"id": webhook_event_id}' });
  ids.broken = await make('templates', { name: 'Broken', source: '{"a": 1,\n "b": }' });
  ids.feed = await make('feeds', { name: 'shop' });
  ids.trigger = await make('triggers', trigger({}));
  ids.sample = await make('samples', { name: 'Mine', eventType: 'order.updated', body: '{}' });
});
afterAll(() => server.close());

function trigger(change: object, destination: object = {}): object {
  return {
    customerId: ids.customer,
    name: 'T',
    routes: [{ events: ['order.updated'] }],
    templateId: ids.template,
    destination: { kind: 'url', url: 'https://hooks.example.com/x', ...destination },
    ...change,
  };
}

interface BadRequest {
  what: string;
  request: () => [method: string, path: string, body?: unknown, options?: RequestOptions];
  status: number;
  code: string;
  /** Where the error is said to be. */
  path?: string;
  /** A part of what the error says. */
  says?: string;
}

const CASES: BadRequest[] = [
  // Any route
  {
    what: 'broken JSON',
    request: () => ['POST', '/customers', '{"name":\n  "A",}'],
    status: 400,
    code: 'invalid-json',
    says: 'line 2, column',
  },
  {
    what: 'a form',
    request: () => [
      'POST',
      '/customers',
      'name=A',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    status: 415,
    code: 'unsupported-media-type',
    says: 'application/json',
  },
  {
    what: 'a body over 1 MB',
    request: () => ['POST', '/customers', JSON.stringify({ name: 'x'.repeat(1_048_576) })],
    status: 413,
    code: 'too-large',
    says: '1 MB',
  },
  {
    what: 'a list as a body',
    request: () => ['POST', '/customers', []],
    status: 400,
    code: 'invalid-request',
    says: 'an object',
  },
  {
    what: 'an unknown path',
    request: () => ['GET', '/nothing'],
    status: 404,
    code: 'not-found',
    says: '/api/v1/nothing',
  },
  {
    what: 'a wrong method',
    request: () => ['PUT', '/customers'],
    status: 405,
    code: 'method-not-allowed',
    says: 'GET or POST',
  },
  {
    what: 'an unknown query parameter',
    request: () => ['GET', '/deliveries?stauts=retrying'],
    status: 400,
    code: 'invalid-request',
    path: 'stauts',
    says: 'status',
  },
  {
    what: 'a limit out of range',
    request: () => ['GET', '/customers?limit=0'],
    status: 400,
    code: 'invalid-request',
    path: 'limit',
    says: 'at least 1',
  },
  {
    what: 'a cursor of nowhere',
    request: () => ['GET', '/customers?cursor=nowhere'],
    status: 400,
    code: 'invalid-cursor',
  },
  {
    what: 'a malformed If-Match',
    request: () => ['PATCH', `/customers/${ids.customer}`, { name: 'B' }, { headers: { 'if-match': '3' } }],
    status: 400,
    code: 'invalid-request',
    says: '"3"',
  },
  {
    what: 'a malformed key',
    request: () => ['GET', '/stats', undefined, { key: null, headers: { authorization: 'Basic eDp5' } }],
    status: 401,
    code: 'unauthenticated',
    says: 'Bearer',
  },

  // Customers
  {
    what: 'a customer without a name',
    request: () => ['POST', '/customers', {}],
    status: 400,
    code: 'invalid-request',
    path: 'name',
    says: 'required',
  },
  {
    what: 'a customer with an empty name',
    request: () => ['POST', '/customers', { name: ' ' }],
    status: 400,
    code: 'invalid-request',
    path: 'name',
    says: 'Give it a name',
  },
  {
    what: 'a misspelt field',
    request: () => ['POST', '/customers', { name: 'A', externalID: 'x' }],
    status: 400,
    code: 'invalid-request',
    path: 'externalID',
    says: 'no field',
  },
  {
    what: 'a name that is a number',
    request: () => ['PATCH', `/customers/${ids.customer}`, { name: 7 }],
    status: 400,
    code: 'invalid-request',
    path: 'name',
    says: 'Give text, not a number',
  },
  {
    what: 'no such customer',
    request: () => ['GET', '/customers/cus_x'],
    status: 404,
    code: 'not-found',
    says: 'cus_x',
  },
  {
    what: 'no such customer to change',
    request: () => ['PATCH', '/customers/cus_x', { name: 'B' }],
    status: 404,
    code: 'not-found',
  },
  { what: 'no such customer to delete', request: () => ['DELETE', '/customers/cus_x'], status: 404, code: 'not-found' },
  {
    what: 'a customer with triggers to delete',
    request: () => ['DELETE', `/customers/${ids.customer}`],
    status: 409,
    code: 'has-dependants',
    says: '"T"',
  },

  // Feeds
  {
    what: 'a feed of no customer',
    request: () => ['POST', '/feeds', { name: 'f', customers: ['cus_x'] }],
    status: 400,
    code: 'invalid-request',
    path: 'customers[0]',
    says: 'cus_x',
  },
  {
    what: 'a feed of neither all nor a list',
    request: () => ['POST', '/feeds', { name: 'f', customers: 'some' }],
    status: 400,
    code: 'invalid-request',
    path: 'customers',
    says: '"all"',
  },
  {
    what: 'a feed name that is taken',
    request: () => ['POST', '/feeds', { name: 'default' }],
    status: 409,
    code: 'name-taken',
    says: 'default',
  },
  {
    what: 'a time zone of nowhere',
    request: () => ['PATCH', `/feeds/${ids.feed}`, { timeZone: 'Mars/Base' }],
    status: 400,
    code: 'invalid-request',
    path: 'timeZone',
    says: 'IANA',
  },
  {
    what: 'the default feed to delete',
    request: () => ['DELETE', '/feeds/feed_default'],
    status: 409,
    code: 'not-possible-now',
    says: 'enabled',
  },
  { what: 'no such feed', request: () => ['GET', '/feeds/feed_x'], status: 404, code: 'not-found' },

  // Templates
  {
    what: 'a language of nowhere',
    request: () => ['POST', '/templates', { name: 'A', language: 'xslt' }],
    status: 400,
    code: 'invalid-request',
    path: 'language',
    says: '"jsonata" or "handlebars"',
  },
  {
    what: 'a template over 64 KiB',
    request: () => ['POST', '/templates', { name: 'A', source: 'x'.repeat(65_537) }],
    status: 400,
    code: 'invalid-request',
    path: 'source',
    says: '64 KiB',
  },
  {
    what: 'a template with errors to publish',
    request: () => ['POST', `/templates/${ids.broken}/publish`],
    status: 422,
    code: 'invalid-template',
    path: 'source:2:7',
  },
  {
    what: 'a template in use to delete',
    request: () => ['DELETE', `/templates/${ids.template}`],
    status: 409,
    code: 'has-dependants',
    says: '"T"',
  },
  {
    what: 'no such revision',
    request: () => ['GET', `/templates/${ids.template}/revisions/9`],
    status: 404,
    code: 'not-found',
    says: 'revision 9',
  },
  {
    what: 'a revision that is no number',
    request: () => ['POST', `/templates/${ids.template}/revisions/first/restore`],
    status: 400,
    code: 'invalid-request',
    path: 'revision',
  },
  {
    what: 'nothing to render',
    request: () => ['POST', `/templates/${ids.template}/render`, {}],
    status: 400,
    code: 'invalid-request',
    says: 'exactly one of',
  },
  {
    what: 'two things to render',
    request: () => ['POST', `/templates/${ids.template}/render`, { payload: 1, sampleId: 'x' }],
    status: 400,
    code: 'invalid-request',
    says: 'exactly one of',
  },
  {
    what: 'no such sample to render',
    request: () => ['POST', `/templates/${ids.template}/render`, { sampleId: 'smp_x' }],
    status: 404,
    code: 'not-found',
    says: 'sample',
  },
  {
    what: 'no such event to render',
    request: () => ['POST', `/templates/${ids.template}/render`, { eventId: 'evt_x' }],
    status: 404,
    code: 'not-found',
    says: 'event',
  },
  {
    what: 'no template to render',
    request: () => ['POST', '/render', { language: 'jsonata', format: 'json', payload: {} }],
    status: 400,
    code: 'invalid-request',
    path: 'source',
  },

  // Triggers
  {
    what: 'no routes',
    request: () => ['POST', '/triggers', trigger({ routes: [] })],
    status: 400,
    code: 'invalid-request',
    path: 'routes',
    says: 'at least one route',
  },
  {
    what: 'a route without events',
    request: () => ['POST', '/triggers', trigger({ routes: [{ events: [] }] })],
    status: 400,
    code: 'invalid-request',
    path: 'routes[0].events',
    says: 'at least one event',
  },
  {
    what: 'a misspelt event',
    request: () => ['POST', '/triggers', trigger({ routes: [{ events: ['order.updatet'] }] })],
    status: 400,
    code: 'invalid-request',
    path: 'routes[0].events[0]',
    says: '"order.updated"',
  },
  {
    what: 'a filter with an error',
    request: () => ['POST', '/triggers', trigger({ routes: [{ events: ['order.updated'], filter: 'total > ' }] })],
    status: 400,
    code: 'invalid-request',
    path: 'routes[0].filter',
  },
  {
    what: 'a feed of nowhere',
    request: () => ['POST', '/triggers', trigger({ routes: [{ events: ['order.updated'], feedIds: ['feed_x'] }] })],
    status: 400,
    code: 'invalid-request',
    path: 'routes[0].feedIds[0]',
  },
  {
    what: 'no such customer',
    request: () => ['POST', '/triggers', trigger({ customerId: 'cus_x' })],
    status: 400,
    code: 'invalid-request',
    path: 'customerId',
  },
  {
    what: 'no such template',
    request: () => ['POST', '/triggers', trigger({ templateId: 'tpl_x' })],
    status: 400,
    code: 'invalid-request',
    path: 'templateId',
  },
  {
    what: 'no such revision',
    request: () => ['POST', '/triggers', trigger({ revision: 9 })],
    status: 400,
    code: 'invalid-request',
    path: 'revision',
  },
  {
    what: 'a revision that is neither',
    request: () => ['POST', '/triggers', trigger({ revision: 'newest' })],
    status: 400,
    code: 'invalid-request',
    path: 'revision',
    says: '"published"',
  },
  {
    what: 'no URL',
    request: () => ['POST', '/triggers', trigger({}, { url: '' })],
    status: 400,
    code: 'invalid-request',
    path: 'destination.url',
    says: 'Give a URL',
  },
  {
    what: 'a URL of another scheme',
    request: () => ['POST', '/triggers', trigger({}, { url: 'ftp://example.com/' })],
    status: 400,
    code: 'invalid-request',
    path: 'destination.url',
    says: 'https://',
  },
  {
    what: 'a host from the event',
    request: () => ['POST', '/triggers', trigger({}, { url: 'https://{{host}}/x' })],
    status: 400,
    code: 'invalid-request',
    path: 'destination.url',
    says: 'written out',
  },
  {
    what: 'a URL with an error',
    request: () => ['POST', '/triggers', trigger({}, { url: 'https://example.com/{{#each x}}' })],
    status: 400,
    code: 'invalid-request',
    path: 'destination.url',
  },
  {
    what: 'JSON with GET',
    request: () => ['POST', '/triggers', trigger({}, { method: 'GET' })],
    status: 400,
    code: 'invalid-request',
    path: 'destination.method',
    says: 'choose POST',
  },
  {
    what: 'an unknown method',
    request: () => ['POST', '/triggers', trigger({}, { method: 'TRACE' })],
    status: 400,
    code: 'invalid-request',
    path: 'destination.method',
    says: '"POST"',
  },
  {
    what: 'an unknown kind',
    request: () => ['POST', '/triggers', trigger({}, { kind: 'fax' })],
    status: 400,
    code: 'invalid-request',
    path: 'destination.kind',
  },
  {
    what: 'a header of the connection',
    request: () => ['POST', '/triggers', trigger({}, { headers: [{ name: 'Content-Length', value: '3' }] })],
    status: 400,
    code: 'invalid-request',
    path: 'destination.headers[0].name',
  },
  {
    what: 'a header with a line break',
    request: () => ['POST', '/triggers', trigger({}, { headers: [{ name: 'X-A', value: 'a\r\nX-B: c' }] })],
    status: 400,
    code: 'invalid-request',
    path: 'destination.headers[0].value',
  },
  {
    what: 'a secret header with a line break',
    request: () => ['POST', '/triggers', trigger({}, { headers: [{ name: 'X-A', value: 'a\nb', secret: true }] })],
    status: 400,
    code: 'invalid-request',
    path: 'destination.headers[0].value',
  },
  {
    what: 'a mask with nothing behind it',
    request: () => ['POST', '/triggers', trigger({}, { auth: { kind: 'bearer', token: '••••••••' } })],
    status: 400,
    code: 'invalid-request',
    path: 'destination.auth.token',
    says: 'enter it',
  },
  {
    what: 'a time-out out of range',
    request: () => ['POST', '/triggers', trigger({}, { timeoutSeconds: 61 })],
    status: 400,
    code: 'invalid-request',
    path: 'destination.timeoutSeconds',
    says: 'at most 60',
  },
  {
    what: 'an unknown retry policy',
    request: () => ['POST', '/triggers', trigger({ retry: 'often' })],
    status: 400,
    code: 'invalid-request',
    path: 'retry',
    says: '"standard"',
  },
  {
    what: 'a negative delay',
    request: () => ['POST', '/triggers', trigger({ retry: { delaysSeconds: [-1] } })],
    status: 400,
    code: 'invalid-request',
    path: 'retry.delaysSeconds[0]',
  },
  {
    what: 'nothing to test with',
    request: () => ['POST', `/triggers/${ids.trigger}/test`, {}],
    status: 400,
    code: 'invalid-request',
    says: 'either sampleId or payload',
  },
  {
    what: 'an unpublished template to test',
    request: () => ['POST', `/triggers/${ids.trigger}/test`, { payload: {} }],
    status: 409,
    code: 'not-possible-now',
    says: 'publish',
  },
  {
    what: 'an unpublished template to activate',
    request: () => ['POST', `/triggers/${ids.trigger}/activate`],
    status: 409,
    code: 'not-possible-now',
    path: 'templateId',
    says: 'publish',
  },
  {
    what: 'a draft to pause',
    request: () => ['POST', `/triggers/${ids.trigger}/pause`],
    status: 409,
    code: 'not-possible-now',
  },
  { what: 'no such trigger', request: () => ['GET', '/triggers/trg_x'], status: 404, code: 'not-found', says: 'trg_x' },
  { what: 'no secret of no trigger', request: () => ['GET', '/triggers/trg_x/secret'], status: 404, code: 'not-found' },
  {
    what: 'no such trigger to rotate',
    request: () => ['POST', '/triggers/trg_x/rotate-secret'],
    status: 404,
    code: 'not-found',
  },

  // Samples
  {
    what: 'a sample that is no JSON',
    request: () => ['POST', '/samples', { name: 'A', eventType: 'order.updated', body: '{' }],
    status: 400,
    code: 'invalid-request',
    path: 'body',
    says: 'line 1',
  },
  {
    what: 'a sample of an unknown event',
    request: () => ['POST', '/samples', { name: 'A', eventType: 'order.gone', body: '{}' }],
    status: 400,
    code: 'invalid-request',
    path: 'eventType',
  },
  {
    what: 'a built-in sample to change',
    request: () => ['PATCH', '/samples/smp_builtin_order_updated', { name: 'B' }],
    status: 409,
    code: 'not-possible-now',
    says: 'copy',
  },
  {
    what: 'a built-in sample to delete',
    request: () => ['DELETE', '/samples/smp_builtin_order_updated'],
    status: 409,
    code: 'not-possible-now',
  },
  { what: 'no such sample', request: () => ['GET', '/samples/smp_x'], status: 404, code: 'not-found' },

  // Events, deliveries, inbox, keys
  {
    what: 'an event for no feed',
    request: () => ['POST', '/events?feed=nowhere', {}],
    status: 404,
    code: 'not-found',
    says: 'nowhere',
  },
  {
    what: 'an event in no envelope',
    request: () => ['POST', '/events', { hello: 1 }],
    status: 400,
    code: 'unknown-envelope',
  },
  {
    what: 'an event that is no JSON',
    request: () => ['POST', '/events', '{"type":'],
    status: 400,
    code: 'invalid-json',
    says: 'line 1',
  },
  { what: 'no such event', request: () => ['GET', '/events/evt_x'], status: 404, code: 'not-found' },
  { what: 'no such event’s payload', request: () => ['GET', '/events/evt_x/payload'], status: 404, code: 'not-found' },
  {
    what: 'an unknown status',
    request: () => ['GET', '/deliveries?status=lost'],
    status: 400,
    code: 'invalid-request',
    path: 'status[0]',
  },
  {
    what: 'a time that is none',
    request: () => ['GET', '/deliveries?from=yesterday'],
    status: 400,
    code: 'invalid-request',
    path: 'from',
    says: 'UTC time',
  },
  {
    what: 'a delivery cursor of nowhere',
    request: () => ['GET', '/deliveries?cursor=%21%21'],
    status: 400,
    code: 'invalid-cursor',
  },
  { what: 'no such delivery', request: () => ['GET', '/deliveries/dlv_x'], status: 404, code: 'not-found' },
  {
    what: 'no such delivery to retry',
    request: () => ['POST', '/deliveries/dlv_x/retry'],
    status: 404,
    code: 'not-found',
  },
  {
    what: 'no such delivery to cancel',
    request: () => ['POST', '/deliveries/dlv_x/cancel'],
    status: 404,
    code: 'not-found',
  },
  { what: 'no such delivery’s body', request: () => ['GET', '/deliveries/dlv_x/body'], status: 404, code: 'not-found' },
  {
    what: 'a key of an unknown role',
    request: () => ['POST', '/keys', { name: 'A', role: 'root' }],
    status: 400,
    code: 'invalid-request',
    path: 'role',
    says: '"admin"',
  },
  { what: 'no such key', request: () => ['DELETE', '/keys/key_x'], status: 404, code: 'not-found' },
];

describe('bad input names the place and the fix', () => {
  test.each(CASES)('$what: $status $code', async ({ request, status, code, path, says }) => {
    const [method, url, body, options] = request();
    const answer = await server.send(method, `/api/v1${url}`, { body, ...options });
    expect({ status: answer.status, code: answer.body?.code }).toEqual({ status, code });
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ type: `/docs/problems#${code}`, status });
    expect(answer.body.title.length).toBeGreaterThan(3);
    const places: string[] = (answer.body.errors ?? []).map((error: { path: string }) => error.path);
    expect(path === undefined ? [path] : places).toContain(path);
    expect(answer.text.replaceAll('\\"', '"')).toContain(says ?? '');
    expect(answer.text).not.toMatch(/\bat \S+ \(|node_modules|\.ts:\d|Invalid input/);
  });
});

test('a wrong method is told the right ones', async () => {
  const answer = await server.send('DELETE', '/in/token', { key: null });
  expect(answer).toMatchObject({ status: 405, headers: { allow: 'POST' } });
});

test.each([
  [{ events: [] }, 'events', 'at least one event'],
  [{ events: 'order.updated' }, 'events', 'a list'],
  [{ events: ['order.updated', 'order.updatet'] }, 'events[1]', '"order.updated"'],
])('the short form %j is named as it was given', async (given, path, says) => {
  const body = { ...trigger({ routes: undefined }), ...given };
  const answer = await server.send('POST', '/api/v1/triggers', { body });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ path }] } });
  expect(answer.body.errors).toHaveLength(1);
  expect(answer.body.detail).toContain(`${path}: `);
  expect(answer.body.detail).toContain(says);
  expect(answer.text).not.toContain('routes[');
});

test('every place is named, not only the first', async () => {
  const body = trigger(
    { name: '', routes: [{ events: ['order.updated'], campaignIds: [] }] },
    { timeoutSeconds: 'long' },
  );
  const answer = await server.send('POST', '/api/v1/triggers', { body });
  const paths = answer.body.errors.map((error: { path: string }) => error.path);
  expect(paths).toEqual(['name', 'routes[0].campaignIds', 'destination.timeoutSeconds']);
});

test('the inbox refuses a status that is none, and a body over 1 MB', async () => {
  expect((await server.send('POST', '/inbox/x?status=99', { key: null })).body).toMatchObject({
    code: 'invalid-request',
    errors: [{ path: 'status' }],
  });
  expect((await server.send('POST', '/inbox/x', { key: null, body: 'x'.repeat(1_048_577) })).status).toBe(413);
});
