import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readLineage } from '@postmap/engine';
import type { LineageRead } from '@postmap/engine';
import { describe, expect, test } from 'vitest';

const templates = join(import.meta.dirname, '../../samples/templates');
const expected = join(import.meta.dirname, 'lineage');
const names = readdirSync(templates).filter((name) => existsSync(join(templates, name, 'template.jsonata')));

/** For each sample template a file that says where every place of its output comes from: `<-` its value, `?` what decides. */
describe('lineage of the sample templates', () => {
  test('there are templates', () => {
    expect(names.length).toBeGreaterThan(2);
  });

  test.each(names)('%s', (name) => {
    const actual = describeReads(readLineage(readFileSync(join(templates, name, 'template.jsonata'), 'utf8')));
    const path = join(expected, `${name}.txt`);
    if (process.env.UPDATE_CASES === '1') writeFileSync(path, actual);
    expect(actual).toBe(readFileSync(path, 'utf8'));
  });
});

function describeReads(reads: LineageRead[]): string {
  const width = Math.max(...reads.map(({ output }) => output.length));
  return reads
    .map(({ output, input, role }) => `${output.padEnd(width)} ${role === 'value' ? '<-' : ' ?'} ${input}\n`)
    .join('');
}
