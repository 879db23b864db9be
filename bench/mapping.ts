import { analyse, autoMap, compile, inferShape, project, readLineage, readTarget, trace } from '@postmap/engine';
import type { Target } from '@postmap/engine';
import { createPayload, createSource } from './analysis.ts';
import { quantile } from './quantile.ts';

const WARM_UP = 10;
const RUNS = 30;

/**
 * What the mapper asks of a template of 500 lines at each key: its rows, where each of its values comes from, and what it read of a payload
 * of 10,000 fields. And, once, the fields of that payload that a target of 100 is made of: half of them by their values, half by names. Milliseconds of processor time of the one thread; the ratios are to be compared between machines.
 */
export async function benchmarkMapping(): Promise<Record<string, number>> {
  const payload = createPayload(1);
  const shape = inferShape([payload]);
  const template = { language: 'jsonata', format: 'json', source: createSource() } as const;
  const program = compile(template);
  const target = createTarget();
  const times = {
    project: await measureCpu(() => project(template.source, shape)),
    readLineage: await measureCpu(() => readLineage(template)),
    trace: await measureCpu(() => trace(template, payload)),
    compile: await measureCpu(() => compile(template)),
    analyse: await measureCpu(() => analyse(template, shape)),
    render: await measureCpu(() => program.render(payload)),
    autoMap: await measureCpu(() => autoMap('{}', shape, target)),
  };
  const figures = Object.entries(times).flatMap(([name, all]): [string, number][] => [
    [`${name}MedianMs`, quantile(all, 0.5)],
    [`${name}P95Ms`, quantile(all, 0.95)],
  ]);
  const [projected = 0, traced = 0, compiled = 0, rendered = 0] = [
    times.project,
    times.trace,
    times.compile,
    times.render,
  ].map((all) => quantile(all, 0.5));
  return {
    templateLines: template.source.split('\n').length,
    ...Object.fromEntries(figures),
    projectPerCompile: round(projected / compiled),
    tracePerRender: round(traced / (compiled + rendered)),
  };
}

function createTarget(): Target {
  const fields = Array.from({ length: 50 }, (_, index) => [
    [`same_${index}`, `value ${index}.${index}`],
    [`field_${index}`, `other ${index}`],
  ]);
  return readTarget({ kind: 'sample', value: Object.fromEntries(fields.flat()) });
}

/** Sorted. */
async function measureCpu(run: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < WARM_UP + RUNS; index++) {
    const before = process.threadCpuUsage();
    await run();
    const { user, system } = process.threadCpuUsage(before);
    if (index >= WARM_UP) times.push((user + system) / 1_000);
  }
  return times.toSorted((a, b) => a - b);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
