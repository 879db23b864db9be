import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile } from '@postmap/engine';
import { partialsSchema, revisionSchema, templateSchema } from '../../packages/server/src/contract/index.ts';
import { startTestServer, until } from '../support/test-server.ts';
import type { Answer, TestServer } from '../support/test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const api = (method: string, path: string, body?: unknown): Promise<Answer> =>
  server.send(method, `/api/v1${path}`, { body });
const make = async (path: string, body: object): Promise<string> => {
  const answer = await api('POST', path, body);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body.id;
};
const makeTemplate = (name: string, source: string, more: object = {}): Promise<string> =>
  make('/templates', { name, language: 'handlebars', format: 'text', source, ...more });
const publish = async (id: string): Promise<Answer> => api('POST', `/templates/${id}/publish`, {});
const published = async (name: string, source: string, more: object = {}): Promise<string> => {
  const id = await makeTemplate(name, source, more);
  expect(await publish(id)).toMatchObject({ status: 201 });
  return id;
};
const render = async (id: string, more: object = {}): Promise<unknown> => {
  const { body } = await api('POST', `/templates/${id}/render`, {
    payload: { data: { id: 7, lines: [{ sku: 'a' }] } },
    ...more,
  });
  return body.body ?? body.diagnostics[0].message;
};

test('what a template calls is frozen when it is published, for renders and for deliveries', async () => {
  const line = await published('Line', '- {{sku}}\n');
  const lines = await published('Order lines', '{{#each lines}}\n{{> Line}}\n{{/each}}');
  const main = await published('Main', 'Order {{data.id}}\n{{> "Order lines" data}}');
  expect(await render(main)).toBe('Order 7\n- a\n');
  const revision = revisionSchema.parse((await api('GET', `/templates/${main}/revisions/1`)).body);
  expect(revision.partials.map(({ name, templateId, revision: number }) => [name, templateId, number])).toEqual([
    ['Order lines', lines, 1],
    ['Line', line, 1],
  ]);

  const customerId = await make('/customers', { name: 'Acme' });
  const trigger = await make('/triggers', {
    customerId,
    name: 'Main',
    routes: [{ events: ['order.updated'] }],
    templateId: main,
    destination: { kind: 'url', url: `${server.url}/inbox/partials` },
  });
  await api('POST', `/triggers/${trigger}/activate`, { force: true });
  const deliver = async (): Promise<string> => {
    const accepted = await api('POST', '/events', {
      type: 'order.updated',
      data: { id: 7, lines: [{ sku: 'a' }] },
    });
    const { id } = accepted.body.deliveries[0];
    return until('the delivery', async () => {
      const answer = await api('GET', `/deliveries/${id}/body`);
      return answer.status === 200 ? answer.text : undefined;
    });
  };
  expect(await deliver()).toBe('Order 7\n- a\n');

  await api('PATCH', `/templates/${line}`, { source: '* {{sku}}!\n' });
  expect(await render(main)).toBe('Order 7\n- a\n');
  expect((await publish(line)).status).toBe(201);
  expect(await render(main)).toBe('Order 7\n* a!\n');
  expect(await render(main, { revision: 1 })).toBe('Order 7\n- a\n');
  expect(await deliver()).toBe('Order 7\n- a\n');
  await server.restart();
  expect(await deliver()).toBe('Order 7\n- a\n');

  const outdated = templateSchema.parse((await api('GET', `/templates/${main}`)).body);
  expect(outdated).toMatchObject({ changedSincePublish: false, partialsOutdated: true });
  expect(outdated.usesPartials).toEqual([
    { name: 'Order lines', templateId: lines, frozenRevision: 1, publishedRevision: 1 },
    { name: 'Line', templateId: line, frozenRevision: 1, publishedRevision: 2 },
  ]);
  expect((await publish(main)).status).toBe(201);
  const listed = (await api('GET', '/templates')).body.items.find(({ id }: { id: string }) => id === main);
  expect(listed).toMatchObject({ partialsOutdated: false, published: { revision: 2 } });
  expect(await render(main, { revision: 2 })).toBe('Order 7\n* a!\n');
  expect(await deliver()).toBe('Order 7\n* a!\n');
});

test('a test of a draft uses what is published now', async () => {
  await published('Draft part', 'part');
  const draft = await makeTemplate('Draft', '[{{> "Draft part"}}]');
  const customerId = await make('/customers', { name: 'Drafter' });
  const trigger = await make('/triggers', {
    customerId,
    name: 'Draft',
    routes: [{ events: ['order.updated'] }],
    templateId: draft,
    destination: { kind: 'url', url: `${server.url}/inbox/draft` },
  });
  const tested = await api('POST', `/triggers/${trigger}/test`, { payload: {}, draft: true });
  expect(tested.status).toBeLessThan(300);
  await until('the test', async () => {
    const { body } = await api('GET', `/deliveries/${tested.body.id}`);
    return body.status === 'succeeded';
  });
  expect((await api('GET', `/deliveries/${tested.body.id}/body`)).text).toBe('[part]');
});

test.each([
  ['{{> "Order lins"}}', 'source:1:5: there is no template named "Order lins"; did you mean "Order lines"?'],
  [
    'x\n  {{> Unpublished}}',
    'source:2:7: "Unpublished" cannot be called: it has not been published yet: publish it first',
  ],
  ['{{> "In JSONata"}}', 'source:1:5: "In JSONata" is a JSONata template: only a Handlebars template can be called'],
  ['{{> "In HTML"}}', 'source:1:5: "In HTML" has format "html", and what calls it "text": both must have the same'],
  [
    '{{> Twice}}',
    'source:1:5: "Twice" cannot be called: several published templates have this name: rename all but one',
  ],
  ['{{> Refused}}', 'source:1:5: templates call one another in a circle: "Refused" → "Refused"'],
])('%s cannot be published', async (source, problem) => {
  const made = [
    await makeTemplate('Unpublished', 'x'),
    await published('Order lines', 'x'),
    await published('In JSONata', '"x"', { language: 'jsonata' }),
    await published('In HTML', 'x', { format: 'html' }),
    await published('Twice', '1'),
    await published('Twice', '2'),
    await makeTemplate('Refused', source),
  ];
  const answer = await publish(made.at(-1)!);
  expect(answer).toMatchObject({ status: 422, body: { code: 'invalid-template' } });
  expect(answer.body.detail).toContain(problem);
  expect(answer.body.errors).toHaveLength(1);
  for (const id of made.toReversed()) expect((await api('DELETE', `/templates/${id}`)).status).toBe(204);
});

test('a circle through what is published is refused, and names all in it', async () => {
  const one = await published('Circle A', 'a');
  const two = await published('Circle B', 'b {{> "Circle A"}}');
  await api('PATCH', `/templates/${one}`, { source: '{{> "Circle B"}}' });
  expect((await publish(one)).body.detail).toContain(
    'in partial "Circle B" (1:7): templates call one another in a circle: "Circle A" → "Circle B" → "Circle A"',
  );
  expect(await render(one)).toContain('in a circle');
  expect(two).toBeDefined();
});

test('a template that others call keeps its name and stays', async () => {
  const part = await published('Part', 'x');
  const caller = await published('Caller', '{{> Part}}');
  const drafting = await makeTemplate('Drafting', '{{#if a}}{{> [Part]}}{{/if}}');
  const refused = { status: 409, body: { code: 'has-dependants' } };
  expect(await api('DELETE', `/templates/${part}`)).toMatchObject(refused);
  const renamed = await api('PATCH', `/templates/${part}`, { name: 'Piece' });
  expect(renamed).toMatchObject(refused);
  expect(renamed.body.detail).toContain('("Caller", "Drafting")');
  expect(await api('PATCH', `/templates/${part}`, { description: 'Other', name: 'Part' })).toMatchObject({
    status: 200,
  });

  await api('PATCH', `/templates/${caller}`, { source: 'none' });
  await api('DELETE', `/templates/${drafting}`);
  // What is published still has it.
  expect((await api('PATCH', `/templates/${part}`, { name: 'Piece' })).body.detail).toContain('("Caller")');
  await publish(caller);
  expect(await api('PATCH', `/templates/${part}`, { name: 'Piece' })).toMatchObject({ status: 200 });
  expect(await api('DELETE', `/templates/${part}`)).toMatchObject({ status: 204 });
});

test('the page gets what a draft calls, in the form that the engine takes', async () => {
  await published('Deep', '{{v}}');
  await published('Outer', '<{{> Deep v=1}}{{> @partial-block}}>');
  const answer = await api('POST', '/partials', { names: ['Outer'], format: 'text' });
  const { partials } = partialsSchema.parse(answer.body);
  expect(Object.keys(partials)).toEqual(['Outer', 'Deep']);
  const program = compile({ language: 'handlebars', source: '{{#> Outer}}b{{/Outer}}', format: 'text', partials });
  expect((await program.render({})).body).toBe('<1b>');
  const missing = await api('POST', '/partials', { names: ['Outr'], format: 'text' });
  expect(missing.body.partials).toMatchObject({ Outer: { unavailable: expect.any(String) } });
  expect(missing.body.partials).not.toHaveProperty('Outr');
  expect(
    await api('POST', '/render', {
      language: 'handlebars',
      source: '{{#> Outer}}b{{/Outer}}',
      format: 'text',
      payload: {},
    }),
  ).toMatchObject({ body: { body: '<1b>' } });
  expect((await api('POST', '/partials', { names: [], format: 'texts' })).status).toBe(400);
});

test('cases run with what is called, before publishing too', async () => {
  await published('Case part', 'part {{n}}');
  const id = await makeTemplate('Cased', '[{{> "Case part"}}]');
  const made = await api('POST', `/templates/${id}/cases`, { name: 'one', payload: '{"n":1}' });
  expect(made).toMatchObject({ status: 201, body: { expected: '[part 1]' } });
  expect((await api('POST', `/templates/${id}/cases/run`, {})).body).toMatchObject({ passed: 1, failed: 0 });
  expect(await publish(id)).toMatchObject({ status: 201, body: { partials: [{ name: 'Case part' }] } });
  expect((await api('POST', `/templates/${id}/cases/run`, { revision: 1 })).body).toMatchObject({ passed: 1 });
});

test('a function that fails in a partial is said at the call, with the partial', async () => {
  await published('Dated', 'on {{date when}}');
  const id = await makeTemplate('Failing', 'a {{> Dated when="never"}}');
  const { body } = await api('POST', `/templates/${id}/render`, { payload: {} });
  expect(body.diagnostics).toMatchObject([
    { code: 'invalid-date', span: { start: 2, end: 26 }, partial: { name: 'Dated', span: { start: 3, end: 16 } } },
  ]);
});
