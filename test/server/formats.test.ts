import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { parseAllowNetworks } from '../../packages/server/src/outbound/address-guard.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

interface Hit {
  method: string;
  url: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

let server: TestServer;
let receiver: Server;
let origin: string;
let hits: Hit[] = [];
let status = 200;
beforeAll(async () => {
  server = await startTestServer({ allowNetworks: parseAllowNetworks('127.0.0.0/8') });
  receiver = createServer((request, response) => void receive(request, response));
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const address = receiver.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(async () => {
  await server.close();
  receiver.closeAllConnections();
  receiver.close();
});
async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await text(request);
  hits.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body });
  response.writeHead(status).end('ok');
}

beforeEach(() => {
  hits = [];
  status = 200;
});

const PARTIAL = {
  campaignId: 117,
  orderDate: '2021-04-15 11:13:33',
  customer: { firstName: 'Zoë', lastName: "O'Neil & Sons", emailAddress: 'zoe+orders@example.com' },
};

/** The field mappings of the documented example. */
const PARTIAL_SOURCE = `{
  "first_name": data.customer.firstName,
  "last_name": data.customer.lastName,
  "order_date": $date(data.orderDate, "[Y0001]-[M01]-[D01] [H01]:[m01]:[s01]"),
  "list_id": "400",
  "email_address": data.customer.emailAddress,
  "campaign_number": data.campaignId
}`;
const PARTIAL_FIELDS =
  'first_name=Zo%C3%AB&last_name=O%27Neil+%26+Sons&order_date=2021-04-15+11%3A13%3A33&list_id=400&email_address=zoe%2Borders%40example.com&campaign_number=117';

async function create(path: string, body: unknown): Promise<string> {
  const answer = await server.send('POST', `/api/v1/${path}`, { body });
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${answer.text}`);
  return answer.body.id;
}

async function publish(template: object): Promise<string> {
  const id = await create('templates', { name: 'T', ...template });
  const published = await server.send('POST', `/api/v1/templates/${id}/publish`, { body: {} });
  if (published.status !== 201) throw new Error(published.text);
  return id;
}

async function sendTest(template: object, destination: object, data: unknown = PARTIAL) {
  const templateId = await publish(template);
  const customerId = await create('customers', { name: 'Acme' });
  const triggerId = await create('triggers', {
    customerId,
    name: 'Orders',
    routes: [{ events: ['order.updated'] }],
    templateId,
    destination: { kind: 'url', ...destination },
  });
  const payload = { type: 'order.updated', data };
  const sent = await server.send('POST', `/api/v1/triggers/${triggerId}/test`, { body: { payload } });
  return { templateId, triggerId, delivery: sent.body };
}

test('the documented partials GET leaves as exactly the documented request', async () => {
  const { triggerId, delivery } = await sendTest(
    { source: PARTIAL_SOURCE, format: 'query' },
    { url: `${origin}/partials.php`, method: 'GET' },
  );
  expect(delivery).toMatchObject({ status: 'succeeded', rendered: { body: '', query: PARTIAL_FIELDS, size: 0 } });
  const [hit] = hits;
  expect(hit).toMatchObject({ method: 'GET', url: `/partials.php?${PARTIAL_FIELDS}`, body: '' });
  for (const name of ['content-type', 'content-length', 'transfer-encoding'])
    expect(hit!.headers).not.toHaveProperty(name);
  const { secret } = (await server.send('GET', `/api/v1/triggers/${triggerId}/secret`)).body;
  const signedAt = new Date(Number(hit!.headers['webhook-timestamp']) * 1000);
  expect(hit!.headers['webhook-signature']).toBe(new Webhook(secret).sign(delivery.id, signedAt, ''));
  const exact = await server.send('GET', `/api/v1/deliveries/${delivery.id}/body`);
  expect(exact).toMatchObject({ status: 200, text: PARTIAL_FIELDS });
});

test.each([
  ['form', 'application/x-www-form-urlencoded', PARTIAL_FIELDS],
  [
    'json',
    'application/json',
    '{"first_name":"Zoë","last_name":"O\'Neil & Sons","order_date":"2021-04-15 11:13:33","list_id":"400","email_address":"zoe+orders@example.com","campaign_number":117}',
  ],
])('the same template source leaves as POST %s', async (format, contentType, body) => {
  await sendTest({ source: PARTIAL_SOURCE, format }, { url: `${origin}/partials.php` });
  expect(hits).toMatchObject([{ method: 'POST', url: '/partials.php', body }]);
  expect(hits[0]!.headers).toMatchObject({
    'content-type': contentType,
    'content-length': String(Buffer.byteLength(body)),
  });
});

const LINES = {
  rows: [
    { sku: 'A-1', name: '=SUM(A1)', price: -5 },
    { sku: '007', name: 'Größe "L", rot', price: '0.10' },
  ],
};
test.each([
  {
    name: 'xml',
    template: { format: 'xml', source: '{ "order": { "@id": "7", "line": data.rows.{ "name": name } } }' },
    contentType: 'application/xml; charset=utf-8',
    body: '<?xml version="1.0" encoding="UTF-8"?><order id="7"><line><name>=SUM(A1)</name></line><line><name>Größe "L", rot</name></line></order>',
  },
  {
    name: 'csv',
    template: { format: 'csv', source: 'data.rows' },
    contentType: 'text/csv; charset=utf-8; header=present',
    body: 'sku,name,price\r\nA-1,\'=SUM(A1),-5\r\n007,"Größe ""L"", rot",0.10\r\n',
  },
  {
    name: 'csv with formulas kept',
    template: { format: 'csv', source: 'data.rows', formatOptions: { csvFormulas: 'keep' } },
    contentType: 'text/csv; charset=utf-8; header=present',
    body: 'sku,name,price\r\nA-1,=SUM(A1),-5\r\n007,"Größe ""L"", rot",0.10\r\n',
  },
  {
    name: 'text',
    template: { format: 'text', language: 'handlebars', source: '{{#each data.rows}}{{name}}\n{{/each}}' },
    contentType: 'text/plain; charset=utf-8',
    body: '=SUM(A1)\nGröße "L", rot\n',
  },
  {
    name: 'html',
    template: { format: 'html', language: 'handlebars', source: '<p>{{data.rows.[1].name}}</p>' },
    contentType: 'text/html; charset=utf-8',
    body: '<p>Größe &quot;L&quot;, rot</p>',
  },
])('$name arrives byte for byte', async ({ template, contentType, body }) => {
  await sendTest(template, { url: `${origin}/hook`, method: 'PUT' }, LINES);
  expect(hits).toMatchObject([{ method: 'PUT', url: '/hook', body }]);
  expect(hits[0]!.headers).toMatchObject({
    'content-type': contentType,
    'content-length': String(Buffer.byteLength(body)),
  });
});

test('a query is stored: every try appends it, also to a URL that has changed since', async () => {
  status = 500;
  const { templateId, triggerId } = await sendTest(
    { source: '{ "id": data.id, "at": $millis() }', format: 'query' },
    { url: `${origin}/first?list=400#x`, method: 'GET' },
    { id: 'A 1' },
  );
  expect(hits[0]!.url).toMatch(/^\/first\?list=400&id=A\+1&at=\d+$/);
  hits = [];
  await server.send('POST', `/api/v1/triggers/${triggerId}/activate`, { body: { force: true } });
  const sent = await server.send('POST', '/api/v1/events', {
    body: { id: 'evt-query', type: 'order.updated', data: { id: 'B' } },
  });
  const [{ id }] = sent.body.deliveries;
  const reach = (wanted: string) =>
    until(wanted, async () => (await server.send('GET', `/api/v1/deliveries/${id}`)).body.status === wanted);
  await reach('retrying');
  const destination = { kind: 'url', url: `${origin}/moved/{{data.id}}`, method: 'GET' };
  await server.send('PATCH', `/api/v1/triggers/${triggerId}`, { body: { destination } });
  await server.send('PATCH', `/api/v1/templates/${templateId}`, { body: { source: '{ "other": 1 }' } });
  await server.restart();
  status = 200;
  await server.send('POST', `/api/v1/deliveries/${id}/retry`, { body: {} });
  await reach('succeeded');
  const queries = hits.map(({ url }) => url.slice(url.indexOf('id=')));
  expect(hits.at(-1)!.url).toMatch(/^\/moved\/B\?id=B&at=\d+$/);
  expect(new Set(queries).size).toBe(1);
});

test('a URL that a query makes too long fails for good, and says what to do', async () => {
  const { delivery } = await sendTest(
    { source: '{ "text": data.text }', format: 'query' },
    { url: `${origin}/long`, method: 'GET' },
    { text: 'x'.repeat(9_000) },
  );
  expect(delivery).toMatchObject({ status: 'failed-to-render', attempts: [], nextAttemptAt: null });
  expect(delivery.reason).toContain('8192 is the most');
  expect(delivery.reason).toContain('format "form" with POST');
  expect(hits).toEqual([]);
});

test.each(['json', 'xml', 'form', 'csv'])('%s with GET is refused when the trigger is saved', async (format) => {
  const { triggerId } = await sendTest({ source: '{ "a": 1 }', format }, { url: `${origin}/hook` });
  const destination = { kind: 'url', url: `${origin}/hook`, method: 'GET' };
  const refused = await server.send('PATCH', `/api/v1/triggers/${triggerId}`, { body: { destination } });
  expect(refused.status).toBe(400);
  expect(refused.body.errors).toEqual([
    { path: 'destination.method', message: expect.stringMatching(/choose POST, or .*"query"/) },
  ]);
});

test.each(['json', 'xml', 'form', 'csv'])('%s is not published under a trigger that sends GET', async (format) => {
  const { templateId } = await sendTest(
    { source: '{ "a": 1 }', format: 'query' },
    { url: `${origin}/hook`, method: 'GET' },
  );
  await server.send('PATCH', `/api/v1/templates/${templateId}`, { body: { format } });
  const refused = await server.send('POST', `/api/v1/templates/${templateId}/publish`, { body: {} });
  expect(refused.status).toBe(409);
  expect(refused.body.detail).toMatch(/POST .*"query"/);
});

test('render answers the query, and the format’s options are followed, kept and restored', async () => {
  const rendered = await server.send('POST', '/api/v1/render', {
    body: { language: 'jsonata', source: '{ "a": a }', format: 'query', payload: { a: 'é' } },
  });
  expect(rendered.body).toMatchObject({ body: '', contentType: '', query: 'a=%C3%A9' });
  const id = await publish({ source: '{ "a": "=1" }', format: 'csv', formatOptions: { csvFormulas: 'keep' } });
  const render = async (input: object) =>
    (await server.send('POST', `/api/v1/templates/${id}/render`, { body: { payload: {}, ...input } })).body;
  expect(await render({})).toMatchObject({ body: 'a\r\n=1\r\n', query: null });
  const changed = await server.send('PATCH', `/api/v1/templates/${id}`, { body: { formatOptions: {} } });
  expect(changed.body).toMatchObject({ formatOptions: {}, changedSincePublish: true });
  expect(await render({})).toMatchObject({ body: "a\r\n'=1\r\n" });
  expect(await render({ revision: 1 })).toMatchObject({ body: 'a\r\n=1\r\n' });
  const restored = await server.send('POST', `/api/v1/templates/${id}/revisions/1/restore`, { body: {} });
  expect(restored.body).toMatchObject({ formatOptions: { csvFormulas: 'keep' }, changedSincePublish: false });
  const refused = await server.send('PATCH', `/api/v1/templates/${id}`, {
    body: { formatOptions: { csvFormulas: 'maybe' } },
  });
  expect(refused.body.errors).toMatchObject([{ path: 'formatOptions.csvFormulas' }]);
});
