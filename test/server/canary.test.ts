/**
 * Secrets and card data are put into every place that takes them; then every answer, the log, the workspace's file and the ledger's columns are
 * searched for them. Only the columns that keep payloads exact, and the answers that are for seeing exact values, may hold them.
 */
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '../../packages/server/src/storage/ledger/sqlite/open-database.ts';
import { findFreePort, spawnServer } from '../support/spawned-server.ts';
import type { SpawnedServer } from '../support/spawned-server.ts';

const ADMIN_KEY = 'canary-admin-key-0123456789';
const PAN = '4111111111111111';
/** Nineteen digits: more than a double holds, so it is read as text, with a warning. */
const LONG_PAN = '4111111111111111113';
const SECRETS = {
  bearer: 'canary-bearer-token',
  basic: 'canary-basic-password',
  header: 'canary-header-value',
  unmarkedHeader: 'canary-unmarked-header',
  urlPassword: 'canary-url-password',
  cvv: 'canary-cvv-73910',
  password: 'canary-customer-password',
};
const CANARIES: Record<string, string> = {
  ...SECRETS,
  pan: PAN,
  longPan: LONG_PAN,
  basicHeader: Buffer.from(`user:${SECRETS.basic}`).toString('base64'),
  adminKey: ADMIN_KEY,
};
/** Where values are kept exact: payloads, rendered bytes and targets, and what people saved to design against. */
const EXACT_COLUMNS = new Set([
  'event_bodies.body',
  'rendered_deliveries.body',
  'rendered_deliveries.target',
  'samples.body',
  'inbox.body',
  'inbox.headers',
  'inbox.path',
]);

let folder: string;
let server: SpawnedServer;
let echo: Server;
let echoUrl: string;
const seen: { request: string; text: string }[] = [];

/** Sends, and keeps every answer to be searched. */
async function call(method: string, path: string, body?: unknown, { isExact = false } = {}) {
  const response = await fetch(server.origin + path, {
    method,
    headers: { authorization: `Bearer ${ADMIN_KEY}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const headers = JSON.stringify([...response.headers]);
  if (!isExact) seen.push({ request: `${method} ${path}: ${response.status}`, text: headers + text });
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

const callback = `https://shop:${SECRETS.urlPassword}@shop.example/done`;
const card = { card_number: PAN, cvv: SECRETS.cvv, password: SECRETS.password, total: 'twelve', callback };
const order = (id: string, change: object = {}) => ({ type: 'order.updated', id, data: { ...card, ...change } });

async function makeTrigger(name: string, source: string, change: object = {}, destination: object = {}): Promise<void> {
  const customer = await call('POST', '/api/v1/customers', { name });
  const template = await call('POST', '/api/v1/templates', { name, source });
  await call('POST', `/api/v1/templates/${template.body.id}/publish`, {});
  const trigger = await call('POST', '/api/v1/triggers', {
    customerId: customer.body.id,
    name,
    routes: [{ events: ['order.updated'] }],
    templateId: template.body.id,
    destination: { kind: 'url', url: echoUrl, ...destination },
    retry: 'none',
    ...change,
  });
  if (trigger.status !== 201) throw new Error(JSON.stringify(trigger.body));
  const secret = await call('GET', `/api/v1/triggers/${trigger.body.id}/secret`, undefined, { isExact: true });
  CANARIES[`signing secret of ${name}`] = secret.body.secret;
  await call('POST', `/api/v1/triggers/${trigger.body.id}/activate`, { force: true });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postmap-canary-'));
  // Answers with all it was sent, headers too, as careless endpoints do.
  echo = createServer((request, response) => {
    const answer = (body: Buffer): void => {
      response.writeHead(500, { 'x-api-key': SECRETS.header, 'set-cookie': `session=${SECRETS.password}` });
      response.end(JSON.stringify({ url: request.url, headers: request.headers, body: body.toString() }));
    };
    buffer(request).then(answer, () => response.destroy());
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const address = echo.address();
  echoUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/hook`;
  server = spawnServer(await findFreePort(), {
    POSTMAP_DATA_DIR: folder,
    POSTMAP_ADMIN_KEY: ADMIN_KEY,
    POSTMAP_ALLOW_NETWORKS: '127.0.0.0/8',
    POSTMAP_DEMO: 'off',
    POSTMAP_LOG_LEVEL: 'trace',
  });
  await server.ready;

  await makeTrigger(
    'echoed',
    '{ "card_number": data.card_number, "cvv": data.cvv, "password": data.password, "callback": data.callback }',
    {},
    {
      url: `${echoUrl}?card_number={{data.card_number}}`,
      auth: { kind: 'bearer', token: SECRETS.bearer },
      headers: [
        { name: 'X-Partner', value: SECRETS.header, secret: true },
        { name: 'X-Shop-Token-Id', value: SECRETS.unmarkedHeader },
      ],
    },
  );
  await makeTrigger(
    'basic',
    '{ "card_number": data.card_number }',
    {},
    {
      auth: { kind: 'basic', username: 'user', password: SECRETS.basic },
    },
  );
  await makeTrigger('failing number', '{ "a": $number(data.card_number & "x") }');
  await makeTrigger('failing error', '$error("cannot charge " & data.card_number)');
  await makeTrigger('failing type', '{ "a": data.card_number * data.total }');
  await makeTrigger('failing filter', '{}', {
    routes: [{ events: ['order.updated'], filter: '$number(data.card_number & "x") > 1' }],
  });
  await makeTrigger(
    'failing header',
    '{}',
    {},
    { headers: [{ name: 'X-Card', value: '{{data.card_number}}\n' }] },
  ).catch(() => undefined);

  const accepted = await call('POST', '/api/v1/events', order('1'));
  if (accepted.status !== 202) throw new Error(JSON.stringify(accepted.body));
  await call('POST', '/api/v1/events', order('1'));
  await call('POST', '/api/v1/events', order('1', { more: 1 }));
  await call('POST', '/api/v1/events', `{"type":"order.updated","id":"2","data":{"card_number":${LONG_PAN}}}`);
  await call('POST', '/api/v1/events', `{"type":"order.updated","data":{"card_number":"${PAN}" "cvv":1}}`);
  await call('POST', '/api/v1/events', { card_number: PAN });
  await call('POST', '/api/v1/events', { type: 'order.updated', isTest: SECRETS.cvv, data: card });
  await call('POST', '/api/v1/events', { type: 'order.gone', data: card });
  await call('POST', '/api/v1/render', {
    language: 'jsonata',
    format: 'json',
    source: '$number(card_number & "x")',
    payload: card,
  });
  const isIdle = async (): Promise<boolean> => {
    const open = await call('GET', '/api/v1/deliveries?status=scheduled,sending,retrying');
    return open.body.items.length === 0;
  };
  await vi.waitUntil(isIdle, { timeout: 10_000, interval: 50 });

  for (const list of ['customers', 'templates', 'triggers', 'feeds', 'keys', 'samples', 'catalog', 'stats', 'session'])
    await call('GET', `/api/v1/${list}`);
  const events = await call('GET', '/api/v1/events');
  for (const { id } of events.body.items) await call('GET', `/api/v1/events/${id}`);
  const deliveries = await call('GET', '/api/v1/deliveries');
  for (const { id } of deliveries.body.items) await call('GET', `/api/v1/deliveries/${id}`);
  await server.end('SIGTERM');
}, 60_000);

afterAll(async () => {
  await server.end('SIGTERM');
  echo.closeAllConnections();
  echo.close();
  await rm(folder, { recursive: true });
});

function findCanaries(text: string): string[] {
  return Object.keys(CANARIES).filter((name) => text.includes(CANARIES[name] ?? ''));
}

describe('nothing that is secret is found in', () => {
  test('an answer', () => {
    const leaks = seen.flatMap(({ request, text }) =>
      findCanaries(text).map(
        (name) =>
          `${name} in ${request}: ${text.slice(Math.max(0, text.indexOf(CANARIES[name]!) - 80), text.indexOf(CANARIES[name]!) + 30)}`,
      ),
    );
    expect(leaks).toEqual([]);
    expect(seen.filter(({ request }) => request.startsWith('GET /api/v1/deliveries/')).length).toBeGreaterThan(5);
  });

  test('the log', () => {
    const lines = server.printed().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((line) => findCanaries(line).length > 0)).toEqual([]);
  });

  test('the workspace file', async () => {
    expect(findCanaries(await readFile(join(folder, 'workspace.json'), 'utf8'))).toEqual([]);
  });

  test('a column of the ledger that is not for exact values', () => {
    const database = openDatabase(join(folder, 'ledger.db'));
    const tables = database.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
    const found: string[] = [];
    const exact = new Set<string>();
    for (const table of tables) {
      for (const row of database.prepare<[], Record<string, unknown>>(`SELECT * FROM ${table}`).all()) {
        for (const [column, value] of Object.entries(row)) {
          const names = findCanaries(Buffer.isBuffer(value) ? value.toString('latin1') : String(value));
          const place = `${table}.${column}`;
          if (names.length > 0 && EXACT_COLUMNS.has(place)) exact.add(place);
          else found.push(...names.map((name) => `${name} in ${place}: ${String(value).slice(0, 200)}`));
        }
      }
    }
    database.close();
    expect(found).toEqual([]);
    // The search itself finds what is there.
    expect([...exact]).toContain('event_bodies.body');
  });
});
