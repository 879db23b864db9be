import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { analyse, inferShape } from '@postmap/engine';
import { describe, expect, test } from 'vitest';

/** The official JSONata suite, flattened: `cases.json` and `datasets.json` in the folder that JSONATA_SUITE names. */
const folder = process.env.JSONATA_SUITE;
const MISSING =
  'JSONATA_SUITE is not set: it names the folder with the cases.json and datasets.json of the official suite';

interface SuiteCase {
  group: string;
  name: string;
  expr: string;
  data?: unknown;
  dataset?: string | null;
  bindings?: Record<string, unknown>;
  result?: unknown;
}

const cases: SuiteCase[] = folder === undefined ? [] : JSON.parse(readFileSync(join(folder, 'cases.json'), 'utf8'));
const datasets: Record<string, unknown> =
  folder === undefined ? {} : JSON.parse(readFileSync(join(folder, 'datasets.json'), 'utf8'));

/** What the analysis says must fail or be never equal is held against what the suite says comes of it. */
describe('analysis of the JSONata suite', () => {
  test('has cases to run', ({ skip }) => {
    skip(folder === undefined, MISSING);
    expect(cases.length).toBeGreaterThan(1600);
  });

  test('finds no failing type and no undefined name where there is a result', () => {
    const succeeding = cases.filter(
      ({ result, bindings }) => result !== undefined && Object.keys(bindings ?? {}).length === 0,
    );
    const alarms = succeeding.flatMap((suiteCase) =>
      findings(suiteCase)
        .filter(({ code }) => code === 'wrong-type' || code === 'unknown-variable')
        .map(({ message }) => `${suiteCase.group}/${suiteCase.name}: ${suiteCase.expr}: ${message}`),
    );
    expect(alarms).toEqual([]);
  });

  test('finds no comparison that is never equal where it is', () => {
    const equal = cases.filter(({ result, expr }) => result === true && /[^!<>:]=/.test(expr));
    const alarms = equal.filter((suiteCase) =>
      findings(suiteCase).some(({ code, message }) => code === 'never-equal' && message.includes('never')),
    );
    expect(alarms.map(({ expr }) => expr)).toEqual([]);
  });
});

function findings({ expr, data, dataset }: SuiteCase) {
  const payload = typeof dataset === 'string' ? datasets[dataset] : data;
  return analyse(
    { language: 'jsonata', source: expr, format: 'json' },
    inferShape(payload === undefined ? [] : [payload]),
  );
}
