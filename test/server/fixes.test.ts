import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer } from '../support/test-server.ts';
import type { TestServer } from '../support/test-server.ts';

const RAW = '<p>{{{name}}}</p>';
const SLIP = 'Total {{mony total "EUR"}}';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

async function createTemplate(template: { format: string; source: string }): Promise<string> {
  const body = { name: `T ${template.source}`, language: 'handlebars', ...template };
  const answer = await server.send('POST', '/api/v1/templates', { body });
  if (answer.status !== 201) throw new Error(answer.text);
  return answer.body.id;
}

interface Edit {
  start: number;
  end: number;
  text: string;
}

function applyFix(source: string, { edits }: { edits: Edit[] }): string {
  return edits.reduceRight((text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end), source);
}

test.each([
  {
    what: 'a template',
    path: async () => `/templates/${await createTemplate({ format: 'html', source: RAW })}/render`,
  },
  { what: 'what is nowhere kept', path: () => '/render' },
])('rendering $what answers what would mend a warning', async ({ path }) => {
  const place = await path();
  const draft = place === '/render' ? { language: 'handlebars', format: 'html', source: RAW } : {};
  const answer = await server.send('POST', `/api/v1${place}`, { body: { ...draft, payload: { name: 'Ada' } } });
  expect(answer.body).toMatchObject({
    body: '<p>Ada</p>',
    diagnostics: [{ code: 'raw-insert', span: { start: 3, end: 13 }, fix: { title: 'Use two braces' } }],
  });
  expect(applyFix(RAW, answer.body.diagnostics[0].fix)).toBe('<p>{{name}}</p>');
});

test('rendering and publishing what does not compile answer what would mend it', async () => {
  const id = await createTemplate({ format: 'text', source: SLIP });
  const rendered = await server.send('POST', `/api/v1/templates/${id}/render`, { body: { payload: { total: 1 } } });
  expect(rendered.body).toMatchObject({ body: null, diagnostics: [{ code: 'unknown-helper' }] });
  const mended = 'Total {{money total "EUR"}}';
  expect(applyFix(SLIP, rendered.body.diagnostics[0].fix)).toBe(mended);
  const refused = await server.send('POST', `/api/v1/templates/${id}/publish`, { body: {} });
  expect(refused).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'source:1:9', message: expect.stringContaining('money') }] },
  });
  expect(applyFix(SLIP, refused.body.errors[0].fix)).toBe(mended);
  const saved = await server.send('PATCH', `/api/v1/templates/${id}`, { body: { source: mended } });
  expect(saved.status).toBe(200);
  expect(await server.send('POST', `/api/v1/templates/${id}/publish`, { body: {} })).toMatchObject({ status: 201 });
});
