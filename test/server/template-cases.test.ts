import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestServer } from '../support/test-server.ts';
import type { Answer, TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const ORDER = '{"id":7,"total":12.50,"big":12345678901234567890}';

async function createTemplate(more: Record<string, unknown> = {}): Promise<string> {
  const body = { name: 'Orders', source: '{ "no": id, "sum": total }', ...more };
  const { status, body: made } = await server.send('POST', '/api/v1/templates', { body });
  expect(status).toBe(201);
  return made.id;
}

function addCase(templateId: string, body: Record<string, unknown>): Promise<Answer> {
  return server.send('POST', `/api/v1/templates/${templateId}/cases`, { body });
}

const run = (templateId: string, body: Record<string, unknown> = {}): Promise<Answer> =>
  server.send('POST', `/api/v1/templates/${templateId}/cases/run`, { body });
const publish = (templateId: string, body: Record<string, unknown> = {}): Promise<Answer> =>
  server.send('POST', `/api/v1/templates/${templateId}/publish`, { body });
const patch = (templateId: string, caseId: string, body: unknown, headers = {}): Promise<Answer> =>
  server.send('PATCH', `/api/v1/templates/${templateId}/cases/${caseId}`, { body, headers });

describe('a case is kept', () => {
  test('without an expected body it expects what the draft gives, and outlives a restart', async () => {
    const id = await createTemplate();
    const made = await addCase(id, { name: 'plain', payload: ORDER });
    expect(made).toMatchObject({
      status: 201,
      headers: { etag: '"1"' },
      body: {
        templateId: id,
        name: 'plain',
        payload: ORDER,
        sampleId: null,
        context: {},
        expected: '{"no":7,"sum":12.5}',
        expectedDiagnostics: expect.stringContaining('[number-precision]'),
        version: 1,
      },
    });
    await server.restart();
    const path = `/api/v1/templates/${id}/cases`;
    expect((await server.send('GET', path)).body).toEqual({ items: [made.body], nextCursor: null });
    expect((await server.send('GET', `${path}/${made.body.id}`)).body).toEqual(made.body);
    expect((await server.send('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
    expect((await server.send('GET', path)).body.items).toEqual([]);
  });

  test.each([
    ['no payload', { name: 'a' }, 'payload'],
    ['two payloads', { name: 'a', payload: '{}', sampleId: 'smp_1' }, 'payload'],
    ['a payload that is no JSON', { name: 'a', payload: '{"a":}' }, 'payload'],
    ['no name', { payload: '{}' }, 'name'],
    ['a context with another key', { name: 'a', payload: '{}', context: { order: 1 } }, 'context.order'],
    ['a payload beyond 64 KiB', { name: 'a', payload: JSON.stringify('x'.repeat(65_536)) }, 'payload'],
  ])('%s is refused, and the place named', async (_what, body, path) => {
    const answer = await addCase(await createTemplate(), body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request', errors: [{ path }] } });
  });

  test('names are used once in a template, changes count versions, and a stale one is refused', async () => {
    const id = await createTemplate();
    const { body: one } = await addCase(id, { name: 'one', payload: '{}', expected: '{}' });
    const { body: two } = await addCase(id, { name: 'two', payload: '{}', expected: '{}' });
    expect(await addCase(id, { name: 'one', payload: '{}' })).toMatchObject({
      status: 409,
      body: { code: 'name-taken' },
    });
    expect(await patch(id, two.id, { name: 'one' })).toMatchObject({ status: 409, body: { code: 'name-taken' } });
    expect(await patch(id, two.id, { name: 'three' }, { 'if-match': '"1"' })).toMatchObject({
      status: 200,
      body: { name: 'three', version: 2, expected: '{}' },
    });
    expect((await patch(id, two.id, { name: 'four' }, { 'if-match': '"1"' })).body.code).toBe('version-conflict');
    const other = await createTemplate();
    expect((await addCase(other, { name: 'one', payload: '{}', expected: '{}' })).status).toBe(201);
    expect((await patch(other, one.id, { name: 'mine' })).body.code).toBe('not-found');
  });

  test('a draft that gives nothing is no expectation', async () => {
    const id = await createTemplate({ source: '$error("no price")' });
    expect(await addCase(id, { name: 'a', payload: '{}' })).toMatchObject({
      status: 409,
      body: { code: 'not-possible-now', detail: expect.stringContaining('no price') },
    });
    const failing = await addCase(id, { name: 'must fail', payload: '{}', expected: null });
    expect((await run(id)).body.results).toMatchObject([{ status: 'failed', rendered: null }]);
    const { reported } = (await run(id)).body.results[0];
    expect(reported).toContain('no price');
    await patch(id, failing.body.id, { expectedDiagnostics: reported });
    expect((await run(id)).body).toMatchObject({ passed: 1, failed: 0 });
  });

  test('a sample that a case runs on is not deleted', async () => {
    const { body: sample } = await server.send('POST', '/api/v1/samples', {
      body: { name: 'Order', eventType: 'order.updated', body: ORDER },
    });
    const id = await createTemplate();
    const { body: made } = await addCase(id, { name: 'from a sample', sampleId: sample.id });
    expect(made).toMatchObject({ payload: null, sampleId: sample.id, expected: '{"no":7,"sum":12.5}' });
    expect(await server.send('DELETE', `/api/v1/samples/${sample.id}`)).toMatchObject({
      status: 409,
      body: { code: 'has-dependants', detail: expect.stringContaining('"Orders"') },
    });
    await patch(id, made.id, { payload: ORDER, sampleId: null });
    expect((await server.send('DELETE', `/api/v1/samples/${sample.id}`)).status).toBe(204);
    expect((await run(id)).body).toMatchObject({ passed: 1 });
    expect((await addCase(id, { name: 'gone', sampleId: sample.id })).body.code).toBe('not-found');
  });
});

describe('cases run', () => {
  test('on the draft, on a revision and on a draft that is not saved; what differs is shown', async () => {
    const id = await createTemplate();
    await addCase(id, { name: 'plain', payload: '{"id":7,"total":1}' });
    await addCase(id, { name: 'empty', payload: '{}' });
    expect((await publish(id)).status).toBe(201);
    await server.send('PATCH', `/api/v1/templates/${id}`, { body: { source: '{ "no": id, "sum": total * 2 }' } });

    const onDraft = await run(id);
    expect(onDraft).toMatchObject({ status: 200, body: { passed: 1, failed: 1 } });
    expect(onDraft.body.results).toMatchObject([
      {
        name: 'plain',
        status: 'failed',
        problem: 'The body is not what the case expects.',
        line: 1,
        rendered: '{"no":7,"sum":2}',
        conclusive: true,
      },
      { name: 'empty', status: 'passed', problem: null, difference: [] },
    ]);
    expect(onDraft.body.results[0].difference).toEqual([
      { kind: 'same', text: '{' },
      { kind: 'same', text: '  "no": 7,' },
      { kind: 'expected', text: '  "sum": 1' },
      { kind: 'rendered', text: '  "sum": 2' },
      { kind: 'same', text: '}' },
    ]);
    expect((await run(id, { revision: 1 })).body).toMatchObject({ passed: 2, failed: 0 });
    const draft = { language: 'handlebars', source: '{"no":{{id}} }', format: 'json' };
    expect((await run(id, { draft })).body.results[0]).toMatchObject({ status: 'failed', rendered: '{"no":7 }' });
    expect((await run(id, { draft, revision: 1 })).status).toBe(400);
    expect((await run(id, { caseIds: ['case_none'] })).body.errors).toMatchObject([{ path: 'caseIds' }]);
    expect((await run(id, { caseIds: [onDraft.body.results[1].caseId] })).body).toMatchObject({ passed: 1, failed: 0 });
    expect((await run(id, { revision: 9 })).status).toBe(404);
  });

  test('with the context that they state, and no other', async () => {
    const id = await createTemplate({ source: '{ "to": $customer.name, "at": $event.time }' });
    const context = { customer: { name: 'Acme' } };
    expect((await addCase(id, { name: 'a', payload: '{}', context })).body.expected).toBe('{"to":"Acme"}');
  });

  test('a query is compared as it goes into the URL', async () => {
    const id = await createTemplate({ format: 'query' });
    expect((await addCase(id, { name: 'a', payload: '{"id":"a b"}' })).body.expected).toBe('no=a+b');
    await server.send('PATCH', `/api/v1/templates/${id}`, { body: { source: '{ "n": id }' } });
    expect((await run(id)).body.results[0].problem).toContain('URL');
  });

  test('a template that never ends fails within its budgets', async () => {
    const id = await createTemplate({ source: '( $f := function($n) { $f($n + 1) }; $f(0) )' });
    await addCase(id, { name: 'a', payload: '{}', expected: '{}' });
    const { results } = (await run(id)).body;
    expect(results).toMatchObject([
      { status: 'failed', rendered: null, problem: expect.stringContaining('Rendering failed') },
    ]);
  });

  test('the template says how many there are, and how those did whose draft is as it was', async () => {
    const id = await createTemplate();
    const counts = async () => (await server.send('GET', `/api/v1/templates/${id}`)).body.cases;
    expect(await counts()).toEqual({ total: 0, passed: 0, failed: 0 });
    const { body: made } = await addCase(id, { name: 'a', payload: ORDER });
    await addCase(id, { name: 'b', payload: ORDER, expected: '{}' });
    expect(await counts()).toEqual({ total: 2, passed: 0, failed: 0 });
    await run(id);
    expect(await counts()).toEqual({ total: 2, passed: 1, failed: 1 });
    await patch(id, made.id, { name: 'c' });
    expect(await counts()).toEqual({ total: 2, passed: 0, failed: 1 });
    await run(id, { draft: { language: 'jsonata', source: '{}', format: 'json' } });
    expect(await counts()).toEqual({ total: 2, passed: 0, failed: 1 });
    await server.send('PATCH', `/api/v1/templates/${id}`, { body: { source: '{}' } });
    expect(await counts()).toEqual({ total: 2, passed: 0, failed: 0 });
    const list = (await server.send('GET', '/api/v1/templates?limit=200')).body.items;
    expect(list.find((one: { id: string }) => one.id === id).cases.total).toBe(2);
  });
});

const countCases = async (id: string) => (await server.send('GET', `/api/v1/templates/${id}`)).body.cases;

describe('what is known of cases is forgotten', () => {
  test('when the sample changes that one runs on', async () => {
    const sample = { name: 'Order', eventType: 'order.updated', body: ORDER };
    const { body: kept } = await server.send('POST', '/api/v1/samples', { body: sample });
    const id = await createTemplate();
    await addCase(id, { name: 'on the sample', sampleId: kept.id });
    await addCase(id, { name: 'on a payload', payload: ORDER });
    await run(id);
    expect(await countCases(id)).toEqual({ total: 2, passed: 2, failed: 0 });
    await server.send('PATCH', `/api/v1/samples/${kept.id}`, { body: { body: '{"id":8}' } });
    expect(await countCases(id)).toEqual({ total: 2, passed: 1, failed: 0 });
    await run(id);
    expect(await countCases(id)).toEqual({ total: 2, passed: 1, failed: 1 });
  });

  test('when a template that the draft calls is published', async () => {
    const called = { name: 'case-footer', language: 'handlebars', format: 'text', source: 'one' };
    const footer = await createTemplate(called);
    await publish(footer);
    const id = await createTemplate({ ...called, name: 'case-page', source: 'page {{> case-footer}}' });
    await addCase(id, { name: 'a', payload: '{}', expected: 'page one' });
    await run(id);
    expect(await countCases(id)).toEqual({ total: 1, passed: 1, failed: 0 });
    await server.send('PATCH', `/api/v1/templates/${footer}`, { body: { source: 'two' } });
    expect(await countCases(id)).toMatchObject({ passed: 1 });
    await publish(footer);
    expect(await countCases(id)).toEqual({ total: 1, passed: 0, failed: 0 });
    await run(id);
    expect(await countCases(id)).toEqual({ total: 1, passed: 0, failed: 1 });
  });
});

describe('publishing', () => {
  test('is refused while a case fails, which is named, unless it is forced', async () => {
    const id = await createTemplate();
    await addCase(id, { name: 'wrong', payload: '{}', expected: '[]' });
    await addCase(id, { name: 'right', payload: '{}', expected: '{}' });
    const refused = await publish(id, { note: 'first' });
    expect(refused).toMatchObject({
      status: 409,
      body: {
        code: 'cases-failed',
        title: 'Cases fail',
        detail: expect.stringContaining('one case fails: "wrong"'),
        errors: [{ path: 'cases["wrong"]', message: 'The body is not what the case expects.' }],
      },
    });
    expect((await server.send('GET', `/api/v1/templates/${id}/revisions`)).body.items).toEqual([]);
    expect(await publish(id, { note: 'first', force: true })).toMatchObject({ status: 201, body: { revision: 1 } });
  });

  test('errors of the template and stale versions come before its cases', async () => {
    const id = await createTemplate({ source: '{ "no": ' });
    await addCase(id, { name: 'a', payload: '{}', expected: '{}' });
    expect(await publish(id)).toMatchObject({ status: 422, body: { code: 'invalid-template' } });
    const stale = await server.send('POST', `/api/v1/templates/${id}/publish`, {
      body: {},
      headers: { 'if-match': '"9"' },
    });
    expect(stale.body.code).toBe('version-conflict');
  });
});

test('a template is duplicated with its cases and without its revisions; deleted, it takes its cases along', async () => {
  const id = await createTemplate({ name: 'To copy' });
  const { body: kept } = await addCase(id, { name: 'a', payload: ORDER });
  await publish(id);
  const duplicate = (body = {}) => server.send('POST', `/api/v1/templates/${id}/duplicate`, { body });
  const copy = await duplicate();
  expect(copy).toMatchObject({
    status: 201,
    body: { name: 'To copy 2', published: null, cases: { total: 1 }, usedBy: [] },
  });
  expect((await duplicate()).body.name).toBe('To copy 3');
  expect((await duplicate({ name: 'Named' })).body.name).toBe('Named');
  const { body: cases } = await server.send('GET', `/api/v1/templates/${copy.body.id}/cases`);
  expect(cases.items).toMatchObject([{ name: 'a', payload: ORDER, expected: kept.expected, version: 1 }]);
  expect(cases.items[0].id).not.toBe(kept.id);
  await server.send('DELETE', `/api/v1/templates/${copy.body.id}`);
  const left = await server.send('GET', `/api/v1/templates/${copy.body.id}/cases/${cases.items[0].id}`);
  expect(left.status).toBe(404);
  expect((await run(id)).body).toMatchObject({ passed: 1 });
});

test('a viewer reads cases and runs none', async () => {
  const id = await createTemplate();
  const { body } = await server.send('POST', '/api/v1/keys', { body: { name: 'viewer', role: 'viewer' } });
  const path = `/api/v1/templates/${id}/cases`;
  expect((await server.send('GET', path, { key: body.key })).status).toBe(200);
  expect((await server.send('POST', path, { key: body.key, body: {} })).status).toBe(403);
  expect((await server.send('POST', `${path}/run`, { key: body.key, body: {} })).status).toBe(403);
});

test('the demo has the cases of its templates, and all of them pass', async () => {
  const demo = await startTestServer({ demo: true });
  try {
    const { items } = (await demo.send('GET', '/api/v1/templates?limit=200')).body;
    for (const { id, name, cases } of items) {
      const { body } = await demo.send('POST', `/api/v1/templates/${id}/cases/run`, { body: {} });
      expect({ name, total: cases.total, failed: body.failed }).toEqual({ name, total: body.passed, failed: 0 });
      expect(cases.total).toBeGreaterThan(1);
    }
  } finally {
    await demo.close();
  }
});
