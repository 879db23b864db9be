import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli, writeFiles } from '../support/run-cli.ts';
import type { FilesFolder } from '../support/run-cli.ts';

const ORDER = '{"id": "A-1", "lines": [{"sku": "a"}]}';
const SCHEMA = '{"required": ["id", "ship"], "properties": {"id": {}, "ship": {}, "note": {}}}';

describe.concurrent('targets in files', () => {
  let folder: FilesFolder;
  beforeAll(async () => {
    folder = await writeFiles({
      'missing/template.json': '{"target": {"kind": "schema"}}',
      'missing/template.jsonata': '{\n  "id": id\n}',
      'missing/target.json': SCHEMA,
      'missing/cases/one/input.json': ORDER,
      'missing/cases/one/expected.txt': '{"id":"A-1"}',
      'untold/template.json': '{}',
      'untold/template.jsonata': '{}',
      'untold/target.json': SCHEMA,
      'gone/template.json': '{"target": {"kind": "schema"}}',
      'gone/template.jsonata': '{}',
      'wrong/template.json': '{"target": {"kind": "openapi", "operation": "POST /orders"}}',
      'wrong/template.jsonata': '{}',
      'wrong/target.json': '{"openapi": "3.1.0"}',
    });
  });
  afterAll(() => folder.remove());

  test('check warns of what the target requires and nothing makes, at the object, with the fix', async () => {
    const { code, out } = await runCli(['check', 'missing'], { cwd: folder.path });
    expect(out).toMatch(/warning\[target-missing\]: the target requires `ship`, and nothing makes it/);
    expect(out).toMatch(/template\.jsonata:1:1/);
    expect(out).toMatch(/Add ship/);
    expect(code).toBe(0);
    expect((await runCli(['check', 'missing', '--strict'], { cwd: folder.path })).code).toBe(1);
  });

  test('the cases run as if there were none', async () => {
    expect((await runCli(['test', 'missing'], { cwd: folder.path })).code).toBe(0);
  });

  test.each([
    ['untold', /target\.json: say what it is in template\.json/],
    ['gone', /target\.json: it is missing, and template\.json says that there is a target/],
    ['wrong', /target\.json: It has no operation with a JSON body/],
  ])('%s: what is wrong is said with the file', async (place, message) => {
    const { code, out, err } = await runCli(['check', place], { cwd: folder.path });
    expect(out + err).toMatch(message);
    expect(code).not.toBe(0);
  });
});
