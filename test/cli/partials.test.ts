import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli, writeFiles } from '../support/run-cli.ts';
import type { FilesFolder } from '../support/run-cli.ts';

let folder: FilesFolder;
const run = (args: string[]) => runCli(args, { cwd: folder.path });

beforeAll(async () => {
  folder = await writeFiles({
    'order.json': '{"id": "7", "lines": [{"sku": "a", "day": "never"}]}',
    'good/order.text.hbs': 'Order {{id}}\n{{> "Order lines"}}\n',
    'good/order.input.json': '{"id": "7", "lines": [{"sku": "a"}]}',
    'good/order.expected.txt': 'Order 7\n- a\n',
    'good/lines/template.json': '{"name": "Order lines", "format": "text"}',
    'good/lines/template.hbs': '{{#each lines}}\n{{> line}}\n{{/each}}\n',
    'good/line.text.hbs': '- {{sku}}\n',
    'good/deeper/far.text.hbs': '{{> line}}',
    'bad/main.text.hbs': 'a\n  {{> linee}}\n{{> page}}{{> data}}{{> twice}}\n',
    'bad/line.text.hbs': '{{#each lines}}{{date day}}{{/each}}\n',
    'bad/page.html.hbs': 'x',
    'bad/data.text.jsonata': '"x"',
    'bad/twice.text.hbs': 'x',
    'bad/two/template.json': '{"name": "twice", "format": "text"}',
    'bad/two/template.hbs': 'x',
    'bad/round.text.hbs': '{{> about}}',
    'bad/about.text.hbs': '{{> round}}',
    'bad/fails.text.hbs': 'x\n{{> line}}',
  });
});
afterAll(() => folder.remove());

test.each(['good/order.text.hbs', join('good', '.', 'order.text.hbs')])(
  'render finds what %s calls beside it',
  async (template) => {
    const rendered = await run(['render', '-t', template, '-i', 'order.json']);
    expect(rendered).toEqual({ code: 0, out: 'Order 7\n- a\n', err: '' });
  },
);

test('a folder is searched as a whole, for test and check', async () => {
  expect(await run(['test', 'good'])).toMatchObject({ code: 0, out: expect.stringContaining('1 passed') });
  // Beside the template that is asked for alone there is nothing.
  expect(await run(['check', 'good/deeper/far.text.hbs'])).toMatchObject({
    code: 1,
    out: expect.stringContaining('no template named "line"'),
  });
  expect(await run(['check', 'good'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('4 templates: 0 errors'),
  });
});

test('what cannot be called is said with file, line and column', async () => {
  const { code, out } = await run(['check', 'bad/main.text.hbs']);
  expect(code).toBe(1);
  expect(out).toContain(
    'error[unknown-partial]: there is no template named "linee"; did you mean "line"?\n --> bad/main.text.hbs:2:7',
  );
  expect(out).toContain('"page" has format "html", and what calls it "text"');
  expect(out).toContain('"data" is a JSONata template');
  expect(out).toContain('"twice" cannot be called: several templates here have this name: rename all but one');
  const round = await run(['check', 'bad/round.text.hbs']);
  expect(round.out).toContain('in a circle: "round" → "about" → "round"');
});

test('a failure in a partial is shown at the call, and names the partial', async () => {
  const { code, err } = await run(['render', '-t', 'bad/fails.text.hbs', '-i', 'order.json']);
  expect(code).toBe(1);
  expect(err).toContain('error[invalid-date]: in partial "line" (1:16): `date`: the text "never" is no date');
  expect(err).toContain(' --> bad/fails.text.hbs:2:1\n2 | {{> line}}\n  | ^^^^^^^^^^');
  const { out } = await run(['render', '-t', 'bad/fails.text.hbs', '-i', 'order.json', '--json']);
  expect(JSON.parse(out).diagnostics[0]).toMatchObject({
    file: 'bad/fails.text.hbs',
    line: 2,
    partial: { name: 'line' },
  });
});
