import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCaseFile, requireSection } from '../support/case-file.ts';
import type { CaseSections } from '../support/case-file.ts';
import { runCli, writeFiles } from '../support/run-cli.ts';
import type { CliResult, FilesFolder } from '../support/run-cli.ts';

const ORDER = '{"id": "A-1", "note": "x", "lines": [{"sku": "a"}, {"sku": "b"}]}';
const ORDER_WITHOUT_NOTE = '{"id": "A-2", "lines": [{"sku": "c"}]}';

/** Each run is a process of its own, which takes its time to start on a busy machine. */
const PATIENCE_MS = 90_000;

describe('templates in files', { timeout: PATIENCE_MS }, () => {
  let folder: FilesFolder;
  beforeAll(async () => {
    folder = await writeFiles({
      'good/order.jsonata': '{"id": id}',
      'good/order.input.json': ORDER,
      'alone/order.jsonata': '{"id": id}',
      'alone/note.text.hbs': '{{note}}',
      'bad/order.jsonata': '{\n  "id": id,\n  "x": \n}',
      'bad/receipt.html.hbs': '<p>{{#each}}</p>',
      'bad/helper.text.hbs': 'Total\n{{mony total "EUR"}}',
      'warned/receipt.html.hbs': '<p>{{{name}}}</p>\n',
      'broken/template.json': '{"formt": "json"}',
      'broken/template.jsonata': '$',
      // What is said of a lone template is held against its one case.
      'lone/order.jsonata': '{\n  "id": idd\n}',
      'lone/order.input.json': ORDER,
      // The sample of an event type that comes with Postmap.
      'typed/template.json': '{"eventType": "order_updated"}',
      'typed/template.jsonata': '{ "id": webhook_data.order.idd }',
      'own-type/template.json': '{"eventType": "shop.sale"}',
      'own-type/template.jsonata': '{ "id": idd }',
      // A case may leave out what it is not about; a sample is as it arrives.
      'cases/template.jsonata': '{ "note": note }',
      'cases/template.json': '{}',
      'cases/samples/one.json': ORDER,
      'cases/cases/short/input.json': ORDER_WITHOUT_NOTE,
      'only-cases/template.jsonata': '{ "note": note }',
      'only-cases/template.json': '{}',
      'only-cases/cases/long/input.json': ORDER,
      'only-cases/cases/short/input.json': ORDER_WITHOUT_NOTE,
      'referring/template.jsonata': '{ "note": note }',
      'referring/template.json': '{}',
      'referring/long.json': ORDER,
      'referring/short.json': ORDER_WITHOUT_NOTE,
      'referring/cases/long/input.ref': '../../long.json',
      'referring/cases/again/input.ref': '../../long.json',
      'referring/cases/short/input.ref': '../../short.json',
      // A payload that must fail is none that the template is for.
      'failing/template.jsonata': '{ "id": $uppercase(id) }',
      'failing/template.json': '{}',
      'failing/cases/good/input.json': ORDER,
      'failing/cases/bad/input.json': '{"id": 7}',
      'failing/cases/bad/expected.diagnostics.txt': 'error[type-mismatch]: ',
      'no-json/template.jsonata': '{ "id": id }',
      'no-json/template.json': '{}',
      'no-json/samples/one.json': '{"id": }',
    });
  });
  afterAll(() => folder.remove());
  const runs = new Map<string, Promise<CliResult>>();
  /** Runs each command once, however much is expected of it. */
  const check = (args: string[]): Promise<CliResult> => {
    const key = args.join(' ');
    const run = runs.get(key) ?? runCli(['check', ...args], { cwd: folder.path });
    runs.set(key, run);
    return run;
  };

  test.each([
    { args: ['good'], code: 0, says: /^1 template: 0 errors, 0 warnings\n$/ },
    { args: ['bad'], code: 1, says: / --> bad\/order\.jsonata:4:1\n4 \| \}\n {2}\| \^/ },
    { args: ['bad'], code: 1, says: / --> bad\/receipt\.html\.hbs:1:/ },
    {
      args: ['bad'],
      code: 1,
      says: /^error\[unknown-helper\]: there is no helper named "mony"; did you mean "money"\?\n --> bad\/helper\.text\.hbs:2:3\n2 \| \{\{mony total "EUR"\}\}\n {2}\| {3}\^{4}/m,
    },
    { args: ['bad/order.jsonata'], code: 1, says: /^1 template: \d errors?, 0 warnings\n/m },
    { args: ['warned'], code: 0, says: /^warning\[raw-insert\]: .*\n --> warned\/receipt\.html\.hbs:1:4\n/ },
    { args: ['warned', '--strict'], code: 1, says: /1 template: 0 errors, 1 warning\n/ },
    { args: ['good', 'warned'], code: 0, says: /2 templates/ },
    { args: ['broken'], code: 1, says: /^error\[template-files\]: broken\/template\.json: .*formt/ },
    { args: ['no-json'], code: 1, says: /^error\[template-files\]: no-json\/samples\/one\.json: line 1, column 8/ },
    { args: [], code: 1, says: /^\d+ templates: \d+ errors, \d+ warnings, \d+ notes\n/m },
    // What it is held against.
    {
      args: ['lone'],
      code: 0,
      says: /^warning\[unknown-path\]: the payload has no field `idd`; did you mean `id`\?\n --> lone\/order\.jsonata:2:9\n2 \| {3}"id": idd\n {2}\| {9}\^{3}\nfix: Change to id\n2 \| {3}"id": id\n\n1 template: 0 errors, 1 warning\n$/,
    },
    { args: ['lone', '--strict'], code: 1, says: /did you mean `id`/ },
    { args: ['typed'], code: 0, says: /`webhook_data\.order` has no field `idd`; did you mean `id`\?/ },
    { args: ['cases'], code: 0, says: /^1 template: 0 errors, 0 warnings\n$/ },
    { args: ['only-cases'], code: 0, says: /^info\[maybe-absent\]: `note` is absent in 1 of 2 samples; / },
    { args: ['only-cases', '--strict'], code: 0, says: /^1 template: 0 errors, 0 warnings, 1 note\n$/m },
    { args: ['referring'], code: 0, says: /^info\[maybe-absent\]: `note` is absent in 1 of 2 samples; / },
    { args: ['failing'], code: 0, says: /^1 template: 0 errors, 0 warnings\n$/ },
    // What it is not held against is said once.
    {
      args: ['alone'],
      code: 0,
      says: /^2 templates: 0 errors, 0 warnings\n2 templates have no payload to check paths against: give them a case, cases\/<case>\/input\.json\.\n$/,
    },
    { args: ['own-type', 'good'], code: 0, says: /\n1 template has no payload to check paths against: give it a case/ },
  ])('check $args: $code, $says', async ({ args, code, says }) => {
    const result = await check(args);
    expect(result).toMatchObject({ code, err: '' });
    expect(result.out).toMatch(says);
  });

  test('--json has each finding with its place and its fix', async () => {
    const { code, out } = await check(['warned', 'broken', 'lone', '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      summary: { templates: 3, errors: 1, warnings: 2, notes: 0, withoutPayload: 1 },
      findings: [
        expect.objectContaining({
          code: 'raw-insert',
          severity: 'warning',
          file: 'warned/receipt.html.hbs',
          line: 1,
          column: 4,
        }),
        { code: 'template-files', severity: 'error', message: expect.stringContaining('formt'), file: 'broken' },
        {
          code: 'unknown-path',
          severity: 'warning',
          message: 'the payload has no field `idd`; did you mean `id`?',
          file: 'lone/order.jsonata',
          line: 2,
          column: 9,
          endLine: 2,
          endColumn: 12,
          span: { start: 10, end: 13 },
          fix: { title: 'Change to id', edits: [{ start: 10, end: 13, text: 'id' }] },
        },
      ],
    });
  });
});

test('nothing is found in the templates that come with Postmap', { timeout: PATIENCE_MS }, async () => {
  const { code, out } = await runCli(['check', 'samples', '--strict']);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^\d+ templates: 0 errors, 0 warnings\n$/) });
});

const CASES = join(import.meta.dirname, '../cases/analysis');

/** The cases that files can say: those with samples, and no templates around them. */
const cases = readdirSync(CASES, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.case'))
  .toSorted()
  .map((name) => ({ name: name.slice(0, -'.case'.length), sections: readCase(name) }))
  .filter(
    ({ sections }) => sections.has('samples.json') && ![...sections.keys()].some((key) => key.startsWith('partial')),
  );

function readCase(name: string): CaseSections {
  return parseCaseFile(readFileSync(join(CASES, name), 'utf8'));
}

/** The template of a case in a folder of the case's name. */
function layOutCase({ name, sections }: (typeof cases)[number]): [string, string][] {
  const samples: unknown[] = JSON.parse(requireSection(sections, 'samples.json'));
  const format = sections.get('format')?.trim() ?? 'json';
  const { file, source } = sourceOf(sections);
  return [
    [`${name}/template.json`, JSON.stringify({ format })],
    [`${name}/${file}`, source],
    ...samples.map((sample, index): [string, string] => [`${name}/samples/${index}.json`, JSON.stringify(sample)]),
  ];
}

function sourceOf(sections: CaseSections): { file: string; source: string } {
  return sections.has('template.jsonata')
    ? { file: 'template.jsonata', source: requireSection(sections, 'template.jsonata') }
    : { file: 'template.hbs', source: requireSection(sections, 'template.handlebars') };
}

/** Every check of a template's meaning, by the languages that it is for. */
const CHECKS = {
  jsonata: [
    'unknown-path',
    'outer-path',
    'maybe-absent',
    'one-item-array',
    'format-type',
    'unused-variable',
    'unknown-variable',
    'never-equal',
    'text-condition',
    'wrong-type',
  ],
  handlebars: [
    'unknown-path',
    'outer-path',
    'maybe-absent',
    'unused-variable',
    'unknown-variable',
    'text-condition',
    'format-type',
  ],
};

describe('every check is found by the command line: message, line, caret and fix', () => {
  let folder: FilesFolder;
  let result: CliResult;
  beforeAll(async () => {
    folder = await writeFiles(Object.fromEntries(cases.flatMap(layOutCase)));
    result = await runCli(['check'], { cwd: folder.path });
  }, PATIENCE_MS);
  afterAll(() => folder.remove());

  test('in both languages', () => {
    expect(result.err).toBe('');
    for (const [language, codes] of Object.entries(CHECKS)) {
      for (const code of codes) expect(result.out).toMatch(new RegExp(`\\[${code}\\]: .*\n *--> ${language}/`));
    }
  });

  test.each(cases)('$name', ({ name, sections }) => {
    const { file } = sourceOf(sections);
    const found = result.out.split('\n\n').filter((text) => text.includes(`--> ${name}/${file}:`));
    const expected = (sections.get('diagnostics') ?? '').replaceAll(/(?<=^ *--> )template(?=:)/gm, `${name}/${file}`);
    expect(found.map((text) => `${text}\n`).join('')).toBe(expected);
  });
});
