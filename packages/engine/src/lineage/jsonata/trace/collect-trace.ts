import { isFunctionValue } from '../../../diagnostics/describe-value.ts';
import type { Span } from '../../../diagnostics/diagnostic.ts';
import type { ReadRole, TraceOf } from '../../lineage.ts';
import type { Tracer } from './tracer.ts';
import { Tracked } from './tracked.ts';
import type { Reads } from './tracked.ts';
import { escapeToken } from '../../../shapes/json-pointer.ts';

/** Reads and places of the output that are listed. */
const MAX_LISTED = 20_000;
/** Below it, places of the output are not told apart. */
const MAX_DEPTH = 64;

/** Lists where each place of a run's result came from. `whole` is the expression that made it. */
export function collectTrace(tracer: Tracer, result: unknown, whole: Span): TraceOf<string> {
  const trace: TraceOf<string> = { reads: [], origins: [], truncated: tracer.isTruncated };
  let left = MAX_LISTED;
  const add = (reads: Reads, output: string, role: ReadRole, fallback: Span): void => {
    for (const { root, pointer, span } of reads) {
      if (left-- <= 0) return;
      const { start, end } = span ?? fallback;
      trace.reads.push({ output, root, input: pointer, role, span: { start, end } });
    }
  };
  const collect = (value: unknown, output: string, outer: Span, expression: Span | undefined, depth: number): void => {
    if (value === undefined || left-- <= 0) return;
    const note = tracer.noteOf(value);
    const made = expression ?? note?.made?.at;
    const span = made ?? outer;
    if (made !== undefined) trace.origins.push({ output, span: { start: made.start, end: made.end } });
    const origin = tracer.originOf(value);
    if (value instanceof Tracked || origin !== undefined || depth > MAX_DEPTH) {
      const { values, controls } = tracer.provenanceOf(value);
      // An object that is read in several places is known by its last one: it must lie where this one was made.
      const isHere = origin?.span === undefined || isWithin(origin.span, span);
      add(isHere ? values : tracer.itemReads(value, span), output, 'value', span);
      add(controls, output, 'control', span);
      return;
    }
    if (typeof value !== 'object' || value === null || isFunctionValue(value)) return;
    add(note?.controls ?? new Set(), output, 'control', span);
    for (const [key, part] of Object.entries(value)) {
      const place = `${output}/${escapeToken(key)}`;
      collect(part, place, span, note?.made?.fields.get(key), depth + 1);
    }
  };
  collect(result, '', whole, whole, 0);
  return { ...trace, truncated: trace.truncated || left < 0 };
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}
