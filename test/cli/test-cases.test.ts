import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { runCli, writeFiles } from '../support/run-cli.ts';
import type { FilesFolder } from '../support/run-cli.ts';

let folder: FilesFolder | undefined;
afterEach(async () => {
  await folder?.remove();
  folder = undefined;
});

/** Runs `test` in a folder with these files. */
async function runTest(files: Record<string, string>, args: string[] = []) {
  folder ??= await writeFiles(files);
  return await runCli(['test', ...args], { cwd: folder.path });
}

const readCase = (name: string) => readFile(join(folder!.path, 'order/cases', name), 'utf8');

const TEMPLATE = {
  'order/template.json': '{"format": "json"}',
  'order/template.jsonata': '{"id": id, "name": name}',
  'order/cases/first/input.json': '{"id": 1, "name": "Kim"}',
};

test('the samples pass, without a server and without settings', async () => {
  const { code, out, err } = await runCli(['test', 'samples']);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/^ok {4}samples\/templates\/web-receipt {2}3 cases$/m);
  expect(out).toMatch(/^(\d+) templates, (\d+) cases: \2 passed \(\d+\.\d s\)\n$/m);
});

test('a case that differs is shown, with its file and line, and only that', async () => {
  const { code, out } = await runTest({
    ...TEMPLATE,
    'order/cases/first/expected.txt': '{"id":1,"name":"Kim"}',
    'order/cases/second/input.json': '{"id": 2, "name": "Lee"}',
    'order/cases/second/expected.txt': '{"id":3,"name":"Lee"}',
  });
  expect(code).toBe(1);
  expect(out.split('\n').slice(0, -2)).toEqual([
    'FAIL  order  2 cases',
    '      second: order/cases/second/expected.txt:1: other than rendered',
    '              {',
    '            -   "id": 3,',
    '            +   "id": 2,',
    '                "name": "Lee"',
    '              }',
    '',
  ]);
  expect(out).toMatch(/1 template, 2 cases: 1 passed, 1 failed \(/);
});

test.each([
  {
    what: 'a line break that is one too many',
    expected: '{"id":1,"name":"Kim"}\n',
    shows: ['- {"id":1,"name":"Kim"}\\n\n', '+ {"id":1,"name":"Kim"}\n'],
  },
  {
    what: 'no expectation yet',
    expected: undefined,
    shows: ['it is missing: --update writes it', '+ {"id":1,"name":"Kim"}'],
  },
])('$what is a failure', async ({ expected, shows }) => {
  const { code, out } = await runTest({
    ...TEMPLATE,
    ...(expected === undefined ? {} : { 'order/cases/first/expected.txt': expected }),
  });
  expect(code).toBe(1);
  for (const text of shows) expect(out).toContain(text);
});

test('--update writes what comes, and a second run passes', async () => {
  const files = {
    ...TEMPLATE,
    'order/cases/broken/input.json': '{"id": ',
    'order/cases/broken/expected.txt': 'anything',
    'order/cases/first/expected.diagnostics.txt': 'warning[unsafe-key]: no longer\n',
  };
  expect(await runTest(files)).toMatchObject({ code: 1 });
  const updated = await runTest(files, ['--update']);
  expect(updated.code).toBe(0);
  expect(updated.out).toContain('first: updated order/cases/first/expected.txt');
  expect(await readCase('first/expected.txt')).toBe('{"id":1,"name":"Kim"}');
  expect(await readCase('broken/expected.diagnostics.txt')).toMatch(/^error\[invalid-json\]: .*\n$/);
  for (const gone of ['first/expected.diagnostics.txt', 'broken/expected.txt'])
    await expect(readCase(gone)).rejects.toThrow('ENOENT');
  expect(await runTest(files)).toMatchObject({ code: 0, err: '' });
});

test('a template that must be killed fails its case alone, and --update writes nothing down', async () => {
  const files = {
    ...TEMPLATE,
    'order/cases/first/expected.txt': '{"id":1,"name":"Kim"}',
    'hostile/template.json': '{}',
    'hostile/template.jsonata': '{ "n": $length($pad("x", 100000000, "ab")) }',
    'hostile/cases/first/input.json': '{}',
  };
  const { code, out } = await runTest(files, ['--update']);
  expect(code).toBe(1);
  expect(out).toMatch(/^ok {4}order/m);
  expect(out).toMatch(/^FAIL {2}hostile/m);
  expect(out).toMatch(/error\[(?:budget-time|budget-memory|render-crashed)\]/);
  expect(out).toContain('1 passed, 1 failed');
});

test('a lone pair of files is a template with a case', async () => {
  const files = {
    'receipt.html.hbs': '<p>{{name}}</p>',
    'receipt.input.json': '{"name": "Kim & Co"}',
    'receipt.expected.txt': '<p>Kim &amp; Co</p>',
    'lone.jsonata': '$',
    'node_modules/x/y.jsonata': '(',
    '.hidden/z.jsonata': '(',
  };
  const { code, out } = await runTest(files);
  expect(out).toMatch(/^none {2}lone\.jsonata {2}no cases\nok {4}receipt\.html\.hbs {2}1 case\n/);
  expect(code).toBe(0);
  await rm(join(folder!.path, 'receipt.input.json'));
  expect(await runTest(files)).toMatchObject({ code: 2, err: expect.stringContaining('no case to run') });
});

test('the context of a case and an input by reference are read; the diagnostics must be those that are expected', async () => {
  const files = {
    'payloads/one.json': '{"id": 12345678901234567890}',
    'who/template.json': '{"format": "query"}',
    'who/template.hbs': 'id={{id}}&who={{@customer.name}}',
    'who/cases/one/input.ref': '../../../payloads/one.json\n',
    'who/cases/one/context.json': '{"customer": {"name": "Acme & Sons"}}',
    'who/cases/one/expected.txt': 'id=12345678901234567890&who=Acme+%26+Sons',
  };
  const silent = await runTest(files);
  expect(silent.code).toBe(1);
  expect(silent.out).toContain('expected.diagnostics.txt:1: other than reported');
  expect(silent.out).toMatch(/warning\[number-precision\].*\n +--> payloads\/one\.json:1:8/);
  expect(await runTest(files, ['-u'])).toMatchObject({ code: 0 });
  expect(await runTest(files)).toMatchObject({ code: 0 });
});

test.each<{ what: string; files: Record<string, string>; says: string }>([
  {
    what: 'template.json is missing',
    files: { 'a/template.hbs': 'x' },
    says: 'a/template.json: it is missing',
  },
  {
    what: 'template.json is not JSON',
    files: { 'a/template.json': '{"format": }', 'a/template.hbs': 'x' },
    says: 'a/template.json: line 1, column 12: expected a value',
  },
  {
    what: 'template.json says what is not known',
    files: { 'a/template.json': '{"format": "yaml", "fromat": 1}', 'a/template.hbs': 'x' },
    says: 'a/template.json: format: Invalid option',
  },
  { what: 'the source is missing', files: { 'a/template.json': '{}' }, says: 'a/template.jsonata: the template' },
  {
    what: 'there are two sources',
    files: { 'a/template.json': '{}', 'a/template.hbs': '', 'a/template.jsonata': '' },
    says: 'template.hbs and template.jsonata are both there',
  },
  {
    what: 'a case has no input',
    files: { 'a/template.json': '{}', 'a/template.jsonata': '$', 'a/cases/x/expected.txt': '' },
    says: 'a/cases/x: a case needs input.json',
  },
])('$what: said, and the other templates are tested', async ({ files, says }) => {
  const { code, out } = await runTest({
    ...files,
    ...TEMPLATE,
    'order/cases/first/expected.txt': '{"id":1,"name":"Kim"}',
  });
  expect(code).toBe(1);
  expect(out).toContain(says);
  expect(out).toContain('ok    order');
});

test('--json says it all', async () => {
  const files = { ...TEMPLATE, 'order/cases/first/expected.txt': '{}', 'bad/template.json': '{' };
  const { code, out } = await runTest(files, ['--json']);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({
    summary: { templates: 2, cases: 1, passed: 0, failed: 1, updated: 0, unreadable: 1 },
    templates: [
      { template: 'bad', error: expect.stringContaining('bad/template.json'), cases: [] },
      {
        template: 'order',
        cases: [
          {
            name: 'first',
            status: 'failed',
            file: 'order/cases/first/expected.txt',
            line: 1,
            problem: 'other than rendered',
            expected: '{}',
            rendered: '{"id":1,"name":"Kim"}',
            diagnostics: [],
          },
        ],
      },
    ],
  });
  await writeFile(join(folder!.path, 'order/cases/first/expected.txt'), '{"id":1,"name":"Kim"}');
  expect(JSON.parse((await runTest(files, ['order', '--json'])).out).summary).toMatchObject({ passed: 1, failed: 0 });
});

test('colours come only where they are asked for', async () => {
  const files = { ...TEMPLATE, 'order/cases/first/expected.txt': '{}' };
  const escape = String.fromCodePoint(27);
  expect((await runTest(files)).out).not.toContain(escape);
  const forced = await runCli(['test'], { cwd: folder!.path, env: { FORCE_COLOR: '1' } });
  expect(forced.out).toContain(`${escape}[31m`);
  const plain = await runCli(['test'], { cwd: folder!.path, env: { NO_COLOR: '1' } });
  expect(plain.out).not.toContain(escape);
});
