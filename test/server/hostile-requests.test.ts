/**
 * Every route of the app, by its own list, with every kind of broken request: none fails inside, each refusal says what is wrong and what to do.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCESS_RULES } from '../../packages/server/src/access/access-rules.ts';
import { problemSchema } from '../../packages/server/src/contract/index.ts';
import { startTestServer } from '../support/test-server.ts';
import type { Answer, TestServer } from '../support/test-server.ts';

let server: TestServer;
/** What `:id` stands for on each noun, so that requests get past "there is none". */
const known: Record<string, string> = {};

beforeAll(async () => {
  server = await startTestServer();
  const make = async (path: string, body: object): Promise<string> => {
    const answer = await server.send('POST', `/api/v1/${path}`, { body });
    expect(answer.status).toBe(201);
    return answer.body.id;
  };
  known['customers'] = await make('customers', { name: 'Acme' });
  known['feeds'] = await make('feeds', { name: 'shop' });
  known['templates'] = await make('templates', { name: 'Draft' });
  known['samples'] = await make('samples', { name: 'Mine', eventType: 'order.updated', body: '{}' });
  known['triggers'] = await make('triggers', {
    customerId: known['customers'],
    name: 'T',
    routes: [{ events: ['order.updated'] }],
    destination: { kind: 'url', url: `${server.url}/inbox/x` },
  });
  const sent = await server.send('POST', '/api/v1/events', { body: { type: 'order.updated', data: {} } });
  known['events'] = sent.body.eventId;
});
afterAll(() => server.close());

const ROUTES = Object.keys(ACCESS_RULES).map((route) => {
  const [method = '', pattern = ''] = route.split(' ');
  return { method: method === 'ALL' ? 'POST' : method, pattern };
});
const TAKES_BODY = new Set(['POST', 'PATCH', 'PUT']);

function pathOf(pattern: string, id: string): string {
  return pattern.replace(/:n\b/, '1').replace(/:\w+|\*/g, id);
}

/** The path with the id of something that is there. */
function knownPath(pattern: string): string {
  const noun = pattern.split('/')[3] ?? '';
  return pathOf(pattern, known[noun] ?? 'x');
}

/** Node's client sends no length with a GET, so that its body would be another request. */
const bodyFor = (method: string): { body?: string } => (TAKES_BODY.has(method) ? { body: '{"name":"a"}' } : {});

const deep = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const invalidUtf8 = Buffer.from([0x7b, 0x22, 0x6e, 0x61, 0x6d, 0x65, 0x22, 0x3a, 0x22, 0xc0, 0xaf, 0x22, 0x7d]);

const BODIES: [what: string, body: string | Uint8Array][] = [
  ['no body', ''],
  ['white space', ' \n'],
  ['not JSON', '{"name":'],
  ['two values', '{} {}'],
  ['null', 'null'],
  ['a number', '1e400'],
  ['a list', '[{}]'],
  ['text', '"name"'],
  ['a byte order mark', '\uFEFF{}'],
  ['bytes that are not UTF-8', invalidUtf8],
  ['10,000 levels', deep(10_000)],
  ['10,000 levels under a key', `{"name":${deep(10_000)}}`],
  ['a NUL byte', '{"name":"a\u0000b"}'],
  ['an escaped NUL', '{"name":"a\\u0000b","eventType":"order.updated","body":"\\u0000"}'],
  ['half a surrogate pair', '{"name":"\\ud800","source":"\\ud800","note":"\\ud800"}'],
  ['a __proto__ key', '{"__proto__":{"role":"admin","name":"x"},"constructor":{"prototype":{"a":1}}}'],
  ['a key twice', '{"name":"a","name":7}'],
  [
    'wrong types',
    '{"name":{},"routes":"all","destination":[],"variables":[],"customers":{},"payload":null,"force":"yes","source":1,"revision":{}}',
  ],
  [
    'huge numbers',
    '{"name":"a","revision":1e308,"payload":1e999,"draft":-1e308,"retry":{"delaysSeconds":[1e308]},"variables":{"a":123456789012345678901234567890}}',
  ],
  [
    'empty values',
    '{"name":"","routes":[],"destination":{},"sampleId":"","eventId":"","payload":"","source":"","role":""}',
  ],
  [
    'a name of 100,000 characters',
    JSON.stringify({ name: 'x'.repeat(100_000), source: 'x'.repeat(100_000), note: 'x'.repeat(100_000) }),
  ],
  ['50,000 keys', JSON.stringify(Object.fromEntries(Array.from({ length: 50_000 }, (_, key) => [`k${key}`, 1])))],
];

const QUERIES = [
  '?nothing=1',
  '?limit=0',
  '?limit=-1',
  '?limit=1e9',
  '?limit=NaN',
  '?limit=',
  '?limit=1&limit=x',
  '?cursor=',
  '?cursor=%00',
  '?cursor=eyJsIjoiZGVsaXZlcmllcyIsImkiOiJ4In0',
  `?cursor=${'x'.repeat(5000)}`,
  '?__proto__=1',
  '?constructor=1',
  '?toString=1',
  '?limit[]=1',
  '?%zz=%zz',
  '?limit=%zz',
  '?status=&from=x&to=x',
  '?status=,,,',
  '?from=-1',
  '?q=%00',
  '?q=%F0%90',
  `?q=${'%25'.repeat(201)}`,
  '?feed=',
  '?name=%00',
];

const IDS = [
  '%00',
  '%zz',
  '%F0',
  '..',
  '%2e%2e',
  '%2e%2e%2fkeys',
  '__proto__',
  'constructor',
  'x'.repeat(4000),
  '%E2%80%AE',
  "'%20OR%201=1--",
  '1e400',
  '-1',
  '%20',
  '🙂',
];

/** What is wrong with an answer: a refusal is a problem that a person can act on, and nothing is a failure inside. */
function findFaults(answer: Answer, what: string): string[] {
  const faults: string[] = [];
  if (answer.status >= 500) faults.push('fails inside');
  if (/\bat \S+ \(|node_modules|\.ts:\d|Invalid input|SQLITE|ZodError/.test(answer.text))
    faults.push('shows the inside');
  if (answer.status >= 400) {
    if (answer.headers['content-type'] !== 'application/problem+json') faults.push('is no problem+json');
    const problem = problemSchema.safeParse(answer.body).data;
    if (problem?.status !== answer.status) faults.push('has another status');
    if ((problem?.detail ?? '').length < 16) faults.push('does not say what to do');
    if (problem?.errors?.some(({ message }) => message.length < 6) === true)
      faults.push('names a place and nothing more');
  }
  return faults.map((fault) => `${what.slice(0, 60)}: ${answer.status} ${fault}: ${answer.text.slice(0, 200)}`);
}

async function findFaultsOf(requests: [what: string, send: () => Promise<Answer>][]): Promise<string[]> {
  const faults: string[] = [];
  for (const [what, send] of requests) faults.push(...findFaults(await send(), what));
  return faults;
}

const CONTENT_TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/json; charset=utf-16',
  'application/jsonx',
  '/',
  ';',
  'application/json\u00e9',
];

const HEADERS: Record<string, string>[] = [
  { 'if-match': '"' },
  { 'if-match': '"1", "2"' },
  { 'if-match': '"999999999999999"' },
  { authorization: 'Bearer' },
  { authorization: `Bearer ${'x'.repeat(8000)}` },
  { authorization: '', cookie: 'postmap_session=%zz' },
  { cookie: '=;=;;' },
  { 'idempotency-key': 'x'.repeat(300) },
  { 'content-encoding': 'gzip' },
  { accept: 'x' },
  { origin: 'x' },
  { host: '[' },
  { host: '' },
  { 'x-forwarded-host': 'evil', 'x-http-method-override': 'DELETE' },
  { range: 'bytes=9-1' },
  { 'transfer-encoding': 'chunked' },
];

describe.each(ROUTES)('$method $pattern', ({ method, pattern }) => {
  const path = pathOf(pattern, 'x');

  test('every broken content type', async () => {
    const faults = await findFaultsOf(
      CONTENT_TYPES.map((type) => [
        type,
        () => server.send(method, path, { ...bodyFor(method), headers: { 'content-type': type } }),
      ]),
    );
    expect(faults).toEqual([]);
  });

  test('every broken query', async () => {
    expect(await findFaultsOf(QUERIES.map((query) => [query, () => server.send(method, path + query)]))).toEqual([]);
  });

  test('every broken header', async () => {
    const faults = await findFaultsOf(
      HEADERS.map((headers) => [
        JSON.stringify(headers),
        () => server.send(method, path, { ...bodyFor(method), headers }),
      ]),
    );
    expect(faults).toEqual([]);
  });

  test.each(['HEAD', 'OPTIONS', 'PUT', 'TRACE', 'PROPFIND', 'QUERY'])('asked by %s', async (other) => {
    expect((await server.send(other, path)).status).toBeLessThan(500);
  });
});

test.each(ROUTES.filter(({ method }) => TAKES_BODY.has(method)))(
  '$method $pattern: every broken body',
  async ({ method, pattern }) => {
    const faults = await findFaultsOf(
      BODIES.map(([what, body]) => [what, () => server.send(method, knownPath(pattern), { body })]),
    );
    expect(faults).toEqual([]);
  },
);

test.each(ROUTES.filter(({ pattern }) => pattern.includes(':')))(
  '$method $pattern: every broken id',
  async ({ method, pattern }) => {
    const faults = await findFaultsOf(
      IDS.map((id) => [id, () => server.send(method, pathOf(pattern, id), bodyFor(method))]),
    );
    expect(faults).toEqual([]);
  },
);
