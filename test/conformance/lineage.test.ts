import { compile, readLineage } from '@postmap/engine';
import type { LineageRead } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { missingSuite, suiteCases, suiteDatasets } from '../support/jsonata-suite.ts';

const MAX_LEAVES = 6;
const CHANGED = 'changed';

/**
 * Whatever a payload's field can change in the output, the lineage names as its input: each field of the payload is changed
 * and left out in turn, and what is different then must be among the reads of its place in the output.
 */
describe('static lineage of the JSONata suite', () => {
  test('has cases to run', ({ skip }) => {
    skip(missingSuite !== null, missingSuite ?? '');
    expect(suiteCases.length).toBeGreaterThan(1600);
  });

  test('names every field that makes a difference', { timeout: 300_000 }, async () => {
    const unnamed: string[] = [];
    let differences = 0;
    const suite = suiteCases.filter(
      ({ result, timelimit, bindings }) =>
        result !== undefined && timelimit === undefined && Object.keys(bindings ?? {}).length === 0,
    );
    for (const { expr, data, dataset } of suite) {
      const input = typeof dataset === 'string' ? suiteDatasets[dataset] : data;
      const leaves = listLeaves(input, []);
      if (leaves.length === 0) continue;
      const reads = readLineage(expr);
      const before = await evaluate(expr, input);
      if (before === undefined) continue;
      const step = Math.max(1, Math.floor(leaves.length / MAX_LEAVES));
      for (let index = 0; index < leaves.length; index += step) {
        const path = leaves[index]!;
        for (const value of [CHANGED, undefined]) {
          const after = await evaluate(expr, replaceAt(input, path, value));
          if (after === undefined) continue;
          for (const output of listDifferences(before.value, after.value, '')) {
            differences++;
            if (!isNamed(reads, output, path)) unnamed.push(`${expr} | ${output} | ${path.join('.')}`);
          }
        }
      }
    }
    expect(unnamed).toEqual([]);
    expect(differences).toBeGreaterThan(missingSuite === null ? 1000 : -1);
  });
});

type Path = (string | number)[];

async function evaluate(source: string, payload: unknown): Promise<{ value: unknown } | undefined> {
  try {
    const program = compile({ language: 'jsonata', source, format: 'json' }, { budget: { ms: 2000 }, allowEval: true });
    const value = await program.evaluate(structuredClone(payload));
    const text = JSON.stringify(value, (_, item: unknown) => (typeof item === 'function' ? 'a function' : item));
    return { value: text === undefined ? undefined : JSON.parse(text) };
  } catch {
    // A payload that the template fails on has no output to compare.
    return undefined;
  }
}

function listLeaves(value: unknown, path: Path): Path[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => listLeaves(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return path.length === 0 ? [] : [path];
  return Object.entries(value).flatMap(([name, field]) => listLeaves(field, [...path, name]));
}

function replaceAt(value: unknown, [head, ...rest]: Path, replacement: unknown): unknown {
  if (head === undefined) return replacement;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown, index) => (index === head ? replaceAt(item, rest, replacement) : item));
    return items.filter((item) => item !== undefined);
  }
  return Object.fromEntries(
    Object.entries(Object(value))
      .map(([name, field]): [string, unknown] => [name, name === head ? replaceAt(field, rest, replacement) : field])
      .filter(([, field]) => field !== undefined),
  );
}

/** JSON Pointers, without positions, of what is not the same. */
function listDifferences(before: unknown, after: unknown, pointer: string): string[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    return before.flatMap((item, index) => listDifferences(item, after[index], pointer));
  }
  if (!isObject(before) || !isObject(after)) return [pointer];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) =>
    listDifferences(before[name], after[name], `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A read of the place, of what it is in, or of what is in it. */
function isNamed(reads: LineageRead[], output: string, path: Path): boolean {
  const names = path
    .filter((part) => typeof part === 'string')
    .map((name) => (/^[\w-]+$/.test(name) ? name : `\`${name}\``));
  const input = ['$$', ...names].join('.');
  return reads.some((read) => {
    const isInput = input === read.input || input.startsWith(`${read.input}.`);
    return isInput && isSamePlace(read.output, output);
  });
}

function isSamePlace(read: string, output: string): boolean {
  const [one, other] = [read.split('/'), output.split('/')];
  const shared = Math.min(one.length, other.length);
  return one.slice(0, shared).every((token, index) => token === '*' || token === other[index]);
}
