import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROBLEM_CODES, PROBLEM_REFERENCE } from '@postmap/server/contract';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

test('docs/PROBLEMS.md is what the contract says', () => {
  const script = join(root, 'scripts/problem-reference.mjs');
  const args = ['--conditions=@postmap/source', script, '--check'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: 'docs/PROBLEMS.md is up to date\n', stderr: '' });
});

test('it has every code with its status, and each says what to do', () => {
  const page = readFileSync(join(root, 'docs/PROBLEMS.md'), 'utf8');
  expect(Object.keys(PROBLEM_REFERENCE).toSorted()).toEqual(Object.keys(PROBLEM_CODES).toSorted());
  for (const [code, status] of Object.entries(PROBLEM_CODES))
    expect(page).toMatch(new RegExp(`^\\| \`${code}\` +\\| ${status} +\\|`, 'm'));
  for (const { meaning, fix } of Object.values(PROBLEM_REFERENCE)) {
    expect(meaning).toMatch(/\.$/);
    expect(fix).toMatch(/\.$/);
  }
});
