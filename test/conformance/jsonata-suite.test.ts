import { compile, TemplateError } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { missingSuite, suiteCases, suiteDatasets } from '../support/jsonata-suite.ts';
import type { SuiteCase } from '../support/jsonata-suite.ts';

const EXPECTED_CASES = 1686;

/** Every case passes: there is no list of exceptions. */
describe('JSONata suite', () => {
  test(`is given by JSONATA_SUITE, with ${EXPECTED_CASES} cases`, ({ skip }) => {
    if (missingSuite !== null) process.stderr.write(`skipped: ${missingSuite}\n`);
    skip(missingSuite !== null, missingSuite ?? '');
    expect(suiteCases).toHaveLength(EXPECTED_CASES);
  });

  test.each(suiteCases)('$group/$name: $expr', async (suiteCase) => {
    const { actual, expected } = await runCase(suiteCase);
    expect(actual).toEqual(expected);
  });
});

interface Comparison {
  actual: unknown;
  expected: unknown;
}

async function runCase(suiteCase: SuiteCase): Promise<Comparison> {
  const { expr, timelimit, depth, bindings, code, error, undefinedResult, unordered, result } = suiteCase;
  const budget = { ms: timelimit ?? 20_000, depth: depth ?? 10_000, items: 10_000_000 };
  const input = inputOf(suiteCase);
  try {
    const program = compile({ language: 'jsonata', source: expr, format: 'json' }, { budget, allowEval: true });
    const value = await program.evaluate(input, bindings);
    if (code !== undefined || error !== undefined)
      return { actual: value, expected: `the error ${code ?? JSON.stringify(error)}` };
    if (undefinedResult === true) return { actual: { value }, expected: { value: undefined } };
    return { actual: sortIf(unordered, asJson(value)), expected: sortIf(unordered, result) };
  } catch (failure) {
    return compareError(failure, suiteCase);
  }
}

function compareError(failure: unknown, { code, token, error }: SuiteCase): Comparison {
  if (!(failure instanceof TemplateError) || (code === undefined && error === undefined)) throw failure;
  const expected: Record<string, unknown> = { ...error, ...(code && { code }), ...(token && { token }) };
  const cause = Object(failure.cause);
  const actual = Object.fromEntries(Object.keys(expected).map((field) => [field, Reflect.get(cause, field)]));
  const reported = failure.diagnostics[0]?.jsonataCode;
  // U1001 is what the suite's own runner throws where the package has a code for each budget.
  if ('code' in expected)
    actual.code = expected.code === 'U1001' && /^D101[12]$/.test(reported ?? '') ? 'U1001' : reported;
  return { actual, expected };
}

function inputOf({ data, dataset }: SuiteCase): unknown {
  if (typeof dataset !== 'string') return structuredClone(data);
  if (!(dataset in suiteDatasets)) throw new Error(`there is no dataset named ${dataset}`);
  return structuredClone(suiteDatasets[dataset]);
}

function asJson(value: unknown): unknown {
  return value === undefined
    ? undefined
    : JSON.parse(JSON.stringify(value, (_, item: unknown) => (typeof item === 'function' ? '' : item)));
}

function sortIf(unordered: boolean | undefined, value: unknown): unknown {
  return unordered === true && Array.isArray(value) ? value.map((item) => JSON.stringify(item)).toSorted() : value;
}
