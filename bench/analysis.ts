import { analyse, inferShape } from '@postmap/engine';

const LINES = 500;
const FIELDS = 10_000;
const WARM_UP = 20;
const RUNS = 60;
const LIMIT_MS = 50;

/** How long the analysis of a large template takes, against the shape of a large payload. Times are in milliseconds. */
export function benchmarkAnalysis(): Record<string, number> {
  const samples = Array.from({ length: 3 }, (_, index) => createPayload(index));
  const shapeTimes = measure(() => inferShape(samples), 3, 10);
  const shape = inferShape(samples);
  const template = { language: 'jsonata', format: 'json', source: createSource() } as const;
  const times = measure(() => analyse(template, shape), WARM_UP, RUNS);
  return {
    templateLines: template.source.split('\n').length,
    shapeFields: countFields(shape),
    findings: analyse(template, shape).length,
    medianMs: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    limitMs: LIMIT_MS,
    shapeOfThreeSamplesMedianMs: quantile(shapeTimes, 0.5),
  };
}

/** 100 groups of 50 fields, each with a list of 49 fields: 10,000 fields with the groups and lists themselves. */
export function createPayload(seed: number): unknown {
  const fields = (count: number): Record<string, unknown> =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`field_${index}`, `value ${seed}.${index}`]));
  const group = (): unknown => ({ ...fields(FIELDS / 100 - 51), items: [fields(50), fields(50)] });
  return Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`group_${index}`, group()]));
}

/** Every kind of line that mappings have; one in fifty has a slip, so that messages are made too. */
export function createSource(): string {
  const lines = Array.from({ length: LINES - 8 }, (_, index) => `    ${createLine(index)}`);
  return `(\n  /* a large mapping */\n  $first := group_0;\n  $clean := function($text) { $trim($text) };\n  {\n${lines.join(',\n')}\n  }\n)\n`;
}

function createLine(index: number): string {
  const group = `group_${index % 100}`;
  const field = `field_${index % 49}`;
  const kinds = [
    `"k${index}": ${group}.${field}`,
    `"k${index}": ${group}.${field} & " " & $clean($first.${field})`,
    `"k${index}": ${group}.${field} = "x" ? $uppercase(${group}.${field}) : "none"`,
    `"k${index}": [${group}.items[${field} = "x"].{ "a": ${field}, "b": $$.${group}.${field} }]`,
    `"k${index}": $join(${group}.items.${field}, ", ")`,
  ];
  if (index % 50 === 49) return `"k${index}": ${group}.fild_${index % 49}`;
  return kinds[index % kinds.length] ?? '';
}

function countFields(shape: ReturnType<typeof inferShape>): number {
  const inItems = shape.items === undefined ? 0 : countFields(shape.items);
  return [...shape.fields.values()].reduce((sum, field) => sum + 1 + countFields(field.shape), inItems);
}

export function measure(run: () => unknown, warmUp: number, runs: number): number[] {
  for (let index = 0; index < warmUp; index++) run();
  return Array.from({ length: runs }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).toSorted((a, b) => a - b);
}

function quantile(sorted: readonly number[], part: number): number {
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
  return Math.round(value * 100) / 100;
}
