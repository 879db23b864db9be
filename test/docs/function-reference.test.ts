import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInReference, functionReference, helperReference } from '@postmap/engine';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

test('docs/FUNCTIONS.md is what the functions say', () => {
  const script = join(root, 'scripts/function-reference.mjs');
  const args = ['--conditions=@postmap/source', script, '--check'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'docs/FUNCTIONS.md is up to date\n', stderr: '' });
});

test('it has every function with its examples', () => {
  const page = readFileSync(join(root, 'docs/FUNCTIONS.md'), 'utf8');
  const written = [
    ...functionReference.flatMap(({ signature, examples }) => [
      signature.jsonata,
      ...examples.flatMap(({ jsonata, handlebars }) => [jsonata, handlebars]),
    ]),
    ...builtInReference.flatMap(({ signature, examples }) => [signature, ...examples.map(({ jsonata }) => jsonata)]),
    ...helperReference.flatMap(({ signature, examples }) => [
      signature,
      ...examples.map(({ handlebars }) => handlebars),
    ]),
  ];
  expect(written.length).toBeGreaterThan(200);
  expect(written.filter((text) => !page.includes(text.replaceAll('|', '\\|')) && !page.includes(text))).toEqual([]);
});
