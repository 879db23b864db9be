import { readFileSync, writeFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { format } from 'prettier';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ACCESS_RULES } from '../../packages/server/src/access/access-rules.ts';
import { PROBLEM_CODES } from '../../packages/server/src/contract/index.ts';
import { API_NOUNS } from '../../packages/server/src/http/openapi/nouns.ts';
import type { Operation } from '../../packages/server/src/http/openapi/operation.ts';
import { createFixtures, fillIn, takeOut } from '../support/api-fixtures.ts';
import type { Fixtures } from '../support/api-fixtures.ts';
import { startSmtpReceiver } from '../support/smtp-receiver.ts';
import type { SmtpReceiver } from '../support/smtp-receiver.ts';
import { startTestServer } from '../support/test-server.ts';
import type { Answer, TestServer } from '../support/test-server.ts';

const EXAMPLES_FILE = new URL('../../packages/server/src/http/openapi/answer-examples.json', import.meta.url);
/** `POSTMAP_WRITE_EXAMPLES=1 npx vitest run test/server/openapi.test.ts` writes the examples of answers anew. */
const WRITES_EXAMPLES = process.env['POSTMAP_WRITE_EXAMPLES'] === '1';

const examplesSchema = z.record(z.string(), z.record(z.string(), z.unknown()));
const operations = API_NOUNS.flatMap((noun) => Object.entries(noun.operations)).map(([route, operation]) => ({
  route,
  operation,
}));

let server: TestServer;
let mail: SmtpReceiver;
let shared: Fixtures;
const recorded: Record<string, Record<string, unknown>> = {};

beforeAll(async () => {
  mail = await startSmtpReceiver();
  server = await startTestServer({
    smtp: { host: mail.host, port: mail.port, secure: false, auth: undefined },
  });
  await server.send('POST', '/api/v1/catalog/kinds', {
    body: { name: 'parcel', title: 'Parcel', facts: { orderId: 'data.order' } },
  });
  await server.send('POST', '/api/v1/catalog', { body: { name: 'parcel.lost', title: 'Parcel lost', kind: 'parcel' } });
  shared = await createFixtures(server);
});
afterAll(async () => {
  await server.close();
  await mail.close();
  if (!WRITES_EXAMPLES) return;
  // What failed keeps the example that it had; operations that are gone lose theirs.
  const known = { ...readExamples(), ...recorded };
  const kept = operations.flatMap(({ operation: { id } }) =>
    known[id] === undefined ? [] : [[id, known[id]] as const],
  );
  const text = JSON.stringify(Object.fromEntries(kept), null, 2);
  writeFileSync(EXAMPLES_FILE, await format(text, { parser: 'json', printWidth: 120 }));
});

test('every route is described, and nothing else', () => {
  const described = operations.map(({ route }) => route).toSorted();
  // createApp does not start unless these are exactly the app's routes.
  expect(described).toEqual(Object.keys(ACCESS_RULES).toSorted());
});

describe('GET /openapi.json', () => {
  test('is a valid OpenAPI 3.1 document, for anybody', async () => {
    const { status, headers, body } = await server.send('GET', '/openapi.json', { key: null });
    expect({ status, type: headers['content-type'] }).toEqual({ status: 200, type: 'application/json' });
    expect(body.openapi).toBe('3.1.0');
    expect(await new Validator().validate(body)).toMatchObject({ valid: true });
  });

  test('has unique operation ids, a role for each, and no unnamed schema', async () => {
    const { body, text } = await server.send('GET', '/openapi.json', { key: null });
    const written: { operationId: string; 'x-role': string }[] = Object.values(body.paths).flatMap((path) =>
      Object.values(path ?? {}),
    );
    expect(written.length).toBe(operations.length);
    expect(new Set(written.map(({ operationId }) => operationId)).size).toBe(written.length);
    expect(written.filter((operation) => operation['x-role'] === undefined)).toEqual([]);
    expect(text).not.toContain('__schema');
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      expect(body.components.schemas).toHaveProperty([name!]);
    expect(Object.keys(body.components.examples)).toEqual(Object.keys(PROBLEM_CODES));
  });

  test('has an example of each answer in JSON', async () => {
    const examples = readExamples();
    const without = operations.filter(
      ({ operation }) => needsExample(operation) && examples[operation.id] === undefined,
    );
    expect(without.map(({ operation }) => operation.id)).toEqual([]);
    expect(Object.keys(examples).filter((id) => !operations.some(({ operation }) => operation.id === id))).toEqual([]);
  });
});

/** Which things an example needs, where it is not enough that they are there. */
const NEEDS: Record<string, Parameters<typeof createFixtures>[1]> = {
  retryDelivery: 'exhausted',
  cancelDelivery: 'waiting',
  deleteFeed: 'deletable',
  deleteCustomer: 'deletable',
  deleteTemplate: 'deletable',
};

describe.each(operations)('$operation.id: the example', ({ route, operation }) => {
  test('fits its schema, is answered as described, and the example of the answer fits too', async () => {
    const { body, query } = operation;
    const bodySchema = body !== undefined && isJson(body.type) ? body.schema : z.unknown();
    expect(() => bodySchema.parse(body?.example)).not.toThrow();
    const queryExample = Object.entries(operation.queryExample ?? {}).map(([name, value]): [string, string] => [
      name,
      String(value),
    ]);
    expect(() => query?.parse(Object.fromEntries(queryExample))).not.toThrow();

    // What is only read serves many; what is changed or deleted is made anew.
    const isOnlyRead = route.startsWith('GET') || operation.params === undefined;
    const fixtures = isOnlyRead ? shared : await createFixtures(server, NEEDS[operation.id]);
    const answer = await sendExample(route, operation, fixtures, new URLSearchParams(queryExample));
    const described = operation.answers[answer.status];
    expect(described, `${answer.status} ${answer.text}`).toBeDefined();
    expect(answer.headers['etag'] !== undefined).toBe(described?.versioned ?? false);
    if (described?.schema === undefined || described.type === 'text/event-stream') return;
    const bodies = described.type === 'application/x-ndjson' ? readLines(answer.text) : [answer.body];
    for (const one of bodies) expectExactly(described.schema, one);
    if (WRITES_EXAMPLES) {
      const example = described.type === 'application/x-ndjson' ? answer.text : answer.body;
      recorded[operation.id] = { [answer.status]: polish(example, fixtures) };
      return;
    }
    const kept = readExamples()[operation.id]?.[answer.status];
    const keptBodies = described.type === 'application/x-ndjson' ? readLines(String(kept)) : [kept];
    for (const one of keptBodies) expectExactly(described.schema, one);
  });
});

test.each(operations.filter(({ operation }) => operation.body !== undefined && isJson(operation.body.type)))(
  '$operation.id answers a body that is no JSON with the problem that it describes',
  async ({ route, operation }) => {
    const answer = await sendExample(
      route,
      { ...operation, body: { ...operation.body!, example: '{' } },
      shared,
      new URLSearchParams(),
    );
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-json' } });
  },
);

async function sendExample(
  route: string,
  { params = {}, headers = {}, body }: Operation,
  fixtures: Fixtures,
  query: URLSearchParams,
): Promise<Answer> {
  const fill = (text: string): string => fillIn(text, fixtures);
  const [method = '', pattern = ''] = route.split(' ');
  const path = pattern
    .replaceAll(/:(\w+)/g, (_, name: string) => params[name]?.example ?? '')
    .replace('*', params['path']?.example ?? '');
  const search = query.size === 0 ? '' : `?${query}`;
  const text = typeof body?.example === 'string' ? body.example : JSON.stringify(body?.example);
  const type: Record<string, string> = body?.type === undefined ? {} : { 'content-type': body.type };
  const sent = Object.fromEntries(Object.entries(headers).map(([name, { example }]) => [name, example]));
  return server.send(method === 'ALL' ? 'POST' : method, fill(path + search), {
    headers: { ...sent, ...type },
    ...(body === undefined ? {} : { body: fill(text) }),
  });
}

/** Nothing is missing, and nothing is there that the schema does not have: a schema drops what it does not know. */
function expectExactly(schema: z.ZodType, body: unknown): void {
  expect(schema.parse(body)).toEqual(body);
}

function isJson(type = 'application/json'): boolean {
  return type === 'application/json';
}

function readLines(text: string): unknown[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function readExamples(): z.infer<typeof examplesSchema> {
  return examplesSchema.parse(JSON.parse(readFileSync(EXAMPLES_FILE, 'utf8')));
}

function needsExample({ answers }: Operation): boolean {
  return Object.values(answers).some(({ schema, type }) => schema !== undefined && type !== 'text/event-stream');
}

/** An answer as people like to read it: without this run's ids, times and addresses. */
function polish(answer: unknown, fixtures: Fixtures): unknown {
  const text = takeOut(JSON.stringify(answer), fixtures)
    .replaceAll(server.url, 'http://127.0.0.1:8420')
    .replaceAll(new URL(server.url).host, '127.0.0.1:8420')
    .replaceAll(server.dataDir, '/srv/postmap/data')
    .replaceAll(`${mail.host}:${mail.port}`, 'mail.example.com:587')
    .replaceAll('Postmap/test', 'Postmap/1.0.0')
    .replaceAll(/"version":"test"/g, '"version":"1.0.0"')
    .replaceAll(/\bExample \d+/g, 'Acme Outfitters')
    .replaceAll(/\d{4}-\d\d-\d\dT(\d\d:\d\d:\d\d\.\d{3}Z)/g, '2026-03-10T09:30:05.120Z')
    .replaceAll(/(_01)[0-9A-HJKMNP-TV-Z]{24}(?!\w)/g, '$1JZ8Q6M3B5T7W9X1Y2Z3A4B5C')
    .replaceAll(/whsec_[\w+/=]+/g, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw')
    .replaceAll(/pmk_[\w-]{8,}/g, 'pmk_q8Zt0kQxR2mY8sLw4nZc1aHf6uJd3gPe9oIi5rTqXyE')
    .replaceAll(/v1,[\w+/]{43}=/g, 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
    .replaceAll(/(sign-in\?token=)[\w-]+/g, '$1p2Zt0kQxR2mY8sLw4nZc1aHf6uJd3gPe9oIi5rTqXyE')
    .replaceAll(/"(pid|uptimeSeconds|bytes)":\d+/g, '"$1":8192')
    .replaceAll(/"(durationMs|p50Ms|p95Ms)":[\d.]+/g, '"$1":12.4');
  return shorten(JSON.parse(text));
}

/** An example shows what there is, not all of it. */
function shorten(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, value.length > 20 ? 1 : 8).map(shorten);
  if (typeof value === 'string' && value.length > 400) return `${value.slice(0, 400)}…`;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shorten(inner)]));
}
