import { analyse, inferShape } from '@postmap/engine';
import { describe, expect, test } from 'vitest';
import { missingSuite, suiteCases, suiteDatasets } from '../support/jsonata-suite.ts';
import type { SuiteCase } from '../support/jsonata-suite.ts';

/** What the analysis says must fail or be never equal is held against what the suite says comes of it. */
describe('analysis of the JSONata suite', () => {
  test('has cases to run', ({ skip }) => {
    skip(missingSuite !== null, missingSuite ?? '');
    expect(suiteCases.length).toBeGreaterThan(1600);
  });

  test('finds no failing type and no undefined name where there is a result', () => {
    const succeeding = suiteCases.filter(
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
    const equal = suiteCases.filter(({ result, expr }) => result === true && /[^!<>:]=/.test(expr));
    const alarms = equal.filter((suiteCase) =>
      findings(suiteCase).some(({ code, message }) => code === 'never-equal' && message.includes('never')),
    );
    expect(alarms.map(({ expr }) => expr)).toEqual([]);
  });
});

function findings({ expr, data, dataset }: SuiteCase) {
  const payload = typeof dataset === 'string' ? suiteDatasets[dataset] : data;
  return analyse(
    { language: 'jsonata', source: expr, format: 'json' },
    inferShape(payload === undefined ? [] : [payload]),
  );
}
