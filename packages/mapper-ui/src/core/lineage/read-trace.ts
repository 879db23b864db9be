import type { Format } from '@postmap/engine';
import { byJsonPlaces } from './json-text-trace.ts';
import type { OutputTrace, TracedRun } from './output-trace.ts';
import { readTextTrace } from './text-trace.ts';
import { readValueTrace } from './value-trace.ts';

/**
 * What can be asked about a run. Places are those of the value where there is one, with JSON of a text template too; else ranges
 * of the text that was sent.
 *
 * @returns undefined where the run gave another text than the one that was sent: then nothing can be said of its places
 */
export function readTrace(run: TracedRun, format: Format): OutputTrace | undefined {
  const { trace, sent } = run;
  if (trace.produces === 'value') return readValueTrace(run, trace);
  const ofText = readTextTrace(run, trace);
  return ofText !== undefined && format === 'json' ? byJsonPlaces(ofText, sent) : ofText;
}
