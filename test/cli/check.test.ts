import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli, writeFiles } from '../support/run-cli.ts';
import type { FilesFolder } from '../support/run-cli.ts';

let folder: FilesFolder;
beforeAll(async () => {
  folder = await writeFiles({
    'good/order.jsonata': '{"id": id}',
    'bad/order.jsonata': '{\n  "id": id,\n  "x": \n}',
    'bad/receipt.html.hbs': '<p>{{#each}}</p>',
    'warned/receipt.html.hbs': '<p>{{{name}}}</p>\n',
    'broken/template.json': '{"formt": "json"}',
    'broken/template.jsonata': '$',
  });
});
afterAll(() => folder.remove());
const check = (args: string[]) => runCli(['check', ...args], { cwd: folder.path });

test.each([
  { args: ['good'], code: 0, says: /^1 template: 0 errors, 0 warnings\n$/ },
  { args: ['bad'], code: 1, says: / --> bad\/order\.jsonata:4:1\n4 \| \}\n {2}\| \^/ },
  { args: ['bad'], code: 1, says: / --> bad\/receipt\.html\.hbs:1:/ },
  { args: ['bad/order.jsonata'], code: 1, says: /1 template: \d errors?, 0 warnings\n$/ },
  { args: ['warned'], code: 0, says: /^warning\[raw-insert\]: .*\n --> warned\/receipt\.html\.hbs:1:4\n/ },
  { args: ['warned', '--strict'], code: 1, says: /1 template: 0 errors, 1 warning\n$/ },
  { args: ['good', 'warned'], code: 0, says: /2 templates/ },
  { args: ['broken'], code: 1, says: /^error\[template-files\]: broken\/template\.json: .*formt/ },
  { args: [], code: 1, says: /5 templates: [2-9] errors, 1 warning\n$/ },
])('check $args: $code', async ({ args, code, says }) => {
  const result = await check(args);
  expect(result).toMatchObject({ code, err: '' });
  expect(result.out).toMatch(says);
});

test('the samples are clean', async () => {
  const { code, out } = await runCli(['check', 'samples', '--strict']);
  expect({ code, out }).toEqual({ code: 0, out: expect.stringMatching(/^\d+ templates: 0 errors, 0 warnings\n$/) });
});

test('--json has each finding with its place', async () => {
  const { code, out } = await check(['warned', 'broken', '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({
    summary: { templates: 2, errors: 1, warnings: 1 },
    findings: [
      expect.objectContaining({
        code: 'raw-insert',
        severity: 'warning',
        file: 'warned/receipt.html.hbs',
        line: 1,
        column: 4,
      }),
      { code: 'template-files', severity: 'error', message: expect.stringContaining('formt'), file: 'broken' },
    ],
  });
});
