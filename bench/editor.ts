import {
  complete,
  describeHover,
  findSignature,
  formatTemplate,
  inferShape,
  readSemanticTokens,
} from '@postmap/engine';
import { createPayload, createSource, measure } from './analysis.ts';
import { quantile } from './quantile.ts';

const WARM_UP = 20;
const RUNS = 60;
const LIMIT_MS = 10;

/** How long the editor waits for an answer in a large template, against the shape of a large payload. Times are in milliseconds. */
export function benchmarkEditor(): Record<string, number> {
  const samples = Array.from({ length: 3 }, (_, index) => createPayload(index));
  const shape = inferShape(samples);
  const template = { language: 'jsonata', format: 'json', source: createSource() } as const;
  const [sample] = samples;
  const known = { template, shape, sample };
  const end = template.source.lastIndexOf('group_');
  const path = template.source.indexOf('.', end) + 1;
  const typing = { ...template, source: `${template.source.slice(0, path)}items.{ "a": fi` };
  const times = {
    complete: measure(() => complete({ ...known, template: typing, offset: typing.source.length }), WARM_UP, RUNS),
    completeAtRoot: measure(() => complete({ ...known, offset: end }), WARM_UP, RUNS),
    hover: measure(() => describeHover({ ...known, offset: path + 2 }), WARM_UP, RUNS),
    signature: measure(() => findSignature({ ...known, offset: path + 2 }), WARM_UP, RUNS),
    semanticTokens: measure(() => readSemanticTokens(template), WARM_UP, RUNS),
    format: measure(() => formatTemplate(template), WARM_UP / 4, RUNS / 4),
  };
  const figures = Object.entries(times).flatMap(([name, all]): [string, number][] => [
    [`${name}MedianMs`, quantile(all, 0.5)],
    [`${name}P95Ms`, quantile(all, 0.95)],
  ]);
  return { templateLines: template.source.split('\n').length, ...Object.fromEntries(figures), limitMs: LIMIT_MS };
}
