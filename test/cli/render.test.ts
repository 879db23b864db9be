import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli, writeFiles } from '../support/run-cli.ts';
import type { FilesFolder } from '../support/run-cli.ts';

let folder: FilesFolder;
const run = (args: string[], stdin?: string) =>
  runCli(['render', ...args], { cwd: folder.path, ...(stdin === undefined ? {} : { stdin }) });

beforeAll(async () => {
  folder = await writeFiles({
    'order.json': '{"id": "7", "name": "Kim & Co", "total": 12345678901234567890}',
    'broken.json': '{"id": 1,\n "name": }\n',
    'name.jsonata': '{"name": name}',
    'name.html.hbs': '<p>{{name}}</p>\n',
    'name.query.hbs': 'name={{name}}',
    'who.jsonata': '{"who": $customer.name}',
    'context.json': '{"customer": {"name": "Acme"}}',
    'bad-context.json': '{"costumer": {}}',
    'typo.jsonata': '{\n  "name": name,\n  "total": $sun(total)\n}',
    'syntax.jsonata': '{"name": }',
    'big.jsonata': '{"total": total}',
    'hostile.jsonata': '{ "n": $length($pad("x", 100000000, "ab")) }',
  });
});
afterAll(() => folder.remove());

test.each([
  { args: ['-t', 'name.jsonata', '-i', 'order.json'], out: '{"name":"Kim & Co"}' },
  { args: ['-t', 'name.html.hbs', '-i', 'order.json'], out: '<p>Kim &amp; Co</p>\n' },
  { args: ['-t', 'name.query.hbs', '-i', 'order.json'], out: 'name=Kim+%26+Co' },
  { args: ['-t', 'name.jsonata', '-i', 'order.json', '-f', 'form'], out: 'name=Kim+%26+Co' },
  { args: ['--template=name.jsonata', '--input=order.json', '--format=csv'], out: 'name\r\nKim & Co\r\n' },
  { args: ['-t', 'who.jsonata', '-i', 'order.json', '-c', 'context.json'], out: '{"who":"Acme"}' },
])('$args renders, byte for byte', async ({ args, out }) => {
  expect(await run(args)).toMatchObject({ code: 0, out });
});

test('payload and template may come on standard input', async () => {
  expect(await run(['-t', 'name.jsonata', '-i', '-'], '{"name": "Zoë"}')).toEqual({
    code: 0,
    out: '{"name":"Zoë"}',
    err: '',
  });
  const fromStdin = await run(['-t', '-', '-i', 'order.json', '-l', 'handlebars', '-f', 'text'], '{{name}}!');
  expect(fromStdin).toMatchObject({ code: 0, out: 'Kim & Co!' });
});

test('a template of a folder has the language, format and options of its template.json', async () => {
  const sample = join(import.meta.dirname, '../../samples');
  const expected = await readFile(join(sample, 'templates/web-receipt/cases/sample/expected.txt'), 'utf8');
  const input = join(sample, 'payloads/order_updated.json');
  for (const template of ['web-receipt', 'web-receipt/template.hbs'])
    expect((await run(['-t', join(sample, 'templates', template), '-i', input])).out).toBe(expected);
});

test('--output writes the body there and nothing here', async () => {
  expect(await run(['-t', 'name.jsonata', '-i', 'order.json', '-o', 'out.json'])).toMatchObject({ code: 0, out: '' });
  expect(await readFile(join(folder.path, 'out.json'), 'utf8')).toBe('{"name":"Kim & Co"}');
  const refused = await run(['-t', 'name.jsonata', '-i', 'order.json', '-o', 'no/such/folder']);
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('no/such/folder cannot be written') });
});

test.each([
  {
    what: 'a fault of the template with its place',
    args: ['-t', 'typo.jsonata', '-i', 'order.json'],
    says: / --> typo\.jsonata:3:12\n3 \| {3}"total": \$sun\(total\)\n {2}\| +\^/,
  },
  {
    what: 'a template that cannot be parsed',
    args: ['-t', 'syntax.jsonata', '-i', 'order.json'],
    says: /^error\[syntax\]: .*\n --> syntax\.jsonata:1:10\n1 \| \{"name": \}\n {2}\| {10}\^/,
  },
  {
    what: 'a payload that is not JSON',
    args: ['-t', 'name.jsonata', '-i', 'broken.json'],
    says: /^error\[invalid-json\]: .*\n --> broken\.json:2:10\n2 \| {2}"name": \}\n {2}\| {10}\^\n$/,
  },
  {
    what: 'a payload on standard input',
    args: ['-t', 'name.jsonata', '-i', '-'],
    says: /--> standard input:1:1/,
  },
  {
    what: 'a template that would never end',
    args: ['-t', 'hostile.jsonata', '-i', 'order.json'],
    says: /^error\[(?:budget-time|budget-memory|render-crashed)\]: .*\n --> hostile\.jsonata\n$/,
  },
])('$what is exit code 1', async ({ args, says }) => {
  const { code, out, err } = await run(args, 'nonsense');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(says);
});

test('a warning goes to standard error and points into the payload that it is about', async () => {
  const { code, out, err } = await run(['-t', 'big.jsonata', '-i', 'order.json']);
  expect({ code, out }).toEqual({ code: 0, out: '{"total":"12345678901234567890"}' });
  expect(err).toMatch(/^warning\[number-precision\].*\n --> order\.json:1:42\n/);
});

test('a context with other keys is refused', async () => {
  const { code, err } = await run(['-t', 'who.jsonata', '-i', 'order.json', '-c', 'bad-context.json']);
  expect(code).toBe(2);
  expect(err).toMatch(/^bad-context\.json: .*costumer/);
});

test('--json says everything, whether it rendered or not', async () => {
  const rendered = await run(['-t', 'big.jsonata', '-i', 'order.json', '--json']);
  expect(rendered).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(rendered.out)).toEqual({
    body: '{"total":"12345678901234567890"}',
    contentType: 'application/json',
    query: null,
    value: { total: '12345678901234567890' },
    diagnostics: [expect.objectContaining({ code: 'number-precision', file: 'order.json', line: 1, column: 42 })],
    durationMs: expect.any(Number),
  });
  const query = await run(['-t', 'name.query.hbs', '-i', 'order.json', '--json']);
  expect(JSON.parse(query.out)).toMatchObject({ body: '', contentType: '', query: 'name=Kim+%26+Co' });
  const failed = await run(['-t', 'syntax.jsonata', '-i', 'order.json', '--json']);
  expect(failed).toMatchObject({ code: 1, err: '' });
  const { body, diagnostics } = JSON.parse(failed.out);
  expect(body).toBeNull();
  expect(diagnostics[0]).toMatchObject({
    code: 'syntax',
    severity: 'error',
    file: 'syntax.jsonata',
    line: 1,
    column: 10,
  });
});
