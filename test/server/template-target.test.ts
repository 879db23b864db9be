import { afterAll, beforeAll, expect, test } from 'vitest';
import { revisionSchema, templateSchema } from '../../packages/server/src/contract/index.ts';
import { startTestServer } from '../support/test-server.ts';
import type { Answer, TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const api = (method: string, path: string, body?: unknown): Promise<Answer> =>
  server.send(method, `/api/v1/templates${path}`, { body });
const SCHEMA = '{ "required": ["id"], "properties": { "id": {} } }';

test('a target belongs to the template: it is no part of revisions, and changes nothing that is sent', async () => {
  const made = await api('POST', '', { name: 'A', source: '{ "id": id }', target: { kind: 'schema', text: SCHEMA } });
  const target = { kind: 'schema', text: SCHEMA, operation: null };
  expect(templateSchema.parse(made.body)).toMatchObject({ target });
  const path = `/${made.body.id}`;
  const published = await api('POST', `${path}/publish`, {});
  expect(published.status).toBe(201);
  expect(revisionSchema.parse(published.body)).not.toHaveProperty('target');
  const other = { kind: 'sample', text: '{"id":1,"lines":[]}', operation: null };
  expect((await api('PATCH', path, { target: other })).body).toMatchObject({
    target: other,
    changedSincePublish: false,
  });
  expect((await api('PATCH', path, { source: '{}' })).body).toMatchObject({ target: other, changedSincePublish: true });
  expect((await api('POST', `${path}/revisions/1/restore`)).body).toMatchObject({
    target: other,
    source: '{ "id": id }',
    changedSincePublish: false,
  });
  expect((await api('POST', `${path}/duplicate`, {})).body).toMatchObject({ target: other });
  expect((await api('PATCH', path, { target: null })).body).toMatchObject({ target: null });
  expect((await api('GET', path)).body).toMatchObject({ target: null });
});

test.each([
  [{ kind: 'schema', text: '{' }, 'target.text', /no JSON/],
  [{ kind: 'sample', text: '{}' }, 'target.text', /no fields/],
  [{ kind: 'openapi', text: '{"openapi":"3.1.0","paths":{}}' }, 'target.text', /no operation/],
  [{ kind: 'sample', text: `{"a":"${'x'.repeat(262_144)}"}` }, 'target.text', /256 KiB/],
  [{ kind: 'xsd', text: '{}' }, 'target.kind', /sample/],
  [{ kind: 'sample', text: '{"a":1}', note: '' }, 'target.note', /no field/],
])('a target that says nothing is refused with its place: %#', async (target, path, message) => {
  const answer = await api('POST', '', { name: 'B', target });
  expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } });
  expect(answer.body.errors).toContainEqual({ path, message: expect.stringMatching(message) });
});
