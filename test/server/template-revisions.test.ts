import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { revisionSchema } from '../../packages/server/src/contract/index.ts';
import { bindApi } from '../support/bind-api.ts';
import { setUpFlow } from '../support/set-up-flow.ts';
import type { Flow } from '../support/set-up-flow.ts';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

let server: TestServer;
let flow: Flow;
const { api, make } = bindApi(() => server);
beforeAll(async () => {
  server = await startTestServer();
  flow = await setUpFlow(server);
});
afterAll(() => server.close());

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

describe('a trigger', () => {
  test('a template that GET cannot carry is not published under a GET trigger', async () => {
    const text = await make('/templates', { name: 'Get', source: '"a"', format: 'text' });
    await api('POST', `/templates/${text.id}/publish`);
    await make('/triggers', flow.input({ name: 'By GET', templateId: text.id }, { method: 'GET' }));
    await api('PATCH', `/templates/${text.id}`, { format: 'json' });
    const refused = await api('POST', `/templates/${text.id}/publish`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'not-possible-now' } });
    expect(refused.body.detail).toContain('By GET');
  });
});
