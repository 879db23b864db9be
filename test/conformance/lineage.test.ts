import { compile, readLineage, TemplateError, trace } from '@postmap/engine';
import type { LineageRead, Template } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { listUnforeseen } from '../support/unforeseen-reads.ts';
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
      const reads = readReads(expr);
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

describe('traced lineage of the JSONata suite', () => {
  test('gives the value of the template, and reads nothing that is not foreseen', { timeout: 300_000 }, async () => {
    const wrong: string[] = [];
    let traced = 0;
    let reads = 0;
    for (const { expr, data, dataset, timelimit, bindings } of suiteCases) {
      // What a trace binds is the context of a delivery alone.
      if (timelimit !== undefined || Object.keys(bindings ?? {}).length > 0) continue;
      const payload = typeof dataset === 'string' ? suiteDatasets[dataset] : data;
      const template: Template = { language: 'jsonata', source: expr, format: 'json' };
      const rendered = await settle(() => compile(template, BUDGET).evaluate(payload));
      const outcome = await settle(() => trace(template, payload, {}, BUDGET));
      if (outcome.error !== undefined || rendered.error !== undefined) {
        if (outcome.error !== rendered.error) wrong.push(`${expr} | ${outcome.error} | ${rendered.error}`);
        continue;
      }
      if (outcome.value?.produces !== 'value') throw new Error('a JSONata template makes a value');
      traced++;
      reads += outcome.value.reads.length;
      if (!IS_RANDOM.test(expr) && write(outcome.value.value) !== write(rendered.value)) {
        wrong.push(`${expr} | ${write(outcome.value.value)} | ${write(rendered.value)}`);
      }
      wrong.push(...listUnforeseen(readLineage(template), outcome.value, payload).map((read) => `${expr} | ${read}`));
    }
    expect(wrong).toEqual([]);
    expect(traced).toBeGreaterThan(missingSuite === null ? 1000 : -1);
    expect(reads).toBeGreaterThan(missingSuite === null ? 2000 : -1);
  });
});

const BUDGET = { budget: { ms: 5000 } };
const IS_RANDOM = /\$(random|shuffle|now|millis)\b/;

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

function readReads(source: string): LineageRead<string>[] {
  const lineage = readLineage({ language: 'jsonata', source });
  return lineage.produces === 'value' ? lineage.reads : [];
}

async function settle<T>(run: () => Promise<T>): Promise<{ value?: T; error?: string }> {
  try {
    return { value: await run() };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const [first] = error.diagnostics;
    return { error: first?.jsonataCode ?? first?.code ?? 'unknown' };
  }
}

function write(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => (typeof item === 'function' ? 'a function' : item)) ?? 'nothing';
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
function isNamed(reads: LineageRead<string>[], output: string, path: Path): boolean {
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
