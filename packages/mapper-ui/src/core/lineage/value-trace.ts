import type { Trace, TracedOrigin, TracedRead } from '@postmap/engine';
import { findSmallest, isSame, joinInputs, joinPointers, joinSpans, MAX_PLACES } from './join-places.ts';
import type { FoundPointer } from './join-places.ts';
import type { OutputTrace, ReadSpan, TracedRun } from './output-trace.ts';
import { isWithin } from './place.ts';
import { expandNames, findFieldId, isAtOrBelow, resolvePointer, splitPointer } from './pointer.ts';

type ValueTrace = Extract<Trace, { produces: 'value' }>;

/** What can be asked about a run of a template that makes a value. */
export function readValueTrace({ payload }: TracedRun, trace: ValueTrace): OutputTrace {
  const { value, reads, origins } = trace;
  const root = origins.find(({ output }) => output === '')?.span;
  /** What a value was copied from is, below it, what it is below there. */
  const narrow = (read: TracedRead<string>, pointer: string): string => {
    if (!pointer.startsWith(`${read.output}/`) || read.role === 'control') return read.input;
    const input = `${read.input}${pointer.slice(read.output.length)}`;
    const isThere = read.root !== '$$' || resolvePointer(payload, input) !== undefined;
    return isThere ? input : read.input;
  };
  return {
    lineageOf(place) {
      if (place.kind === 'text') return { place, expression: undefined, inputs: [] };
      const { pointer } = place;
      const isAbove = (output: string): boolean => isAtOrBelow(pointer, output);
      const of = reads.filter(({ output }) => isAtOrBelow(output, pointer) || isAbove(output));
      const nearest = origins
        .filter(({ output }) => isAbove(output))
        .toSorted((one, other) => one.output.length - other.output.length)
        .at(-1);
      return {
        place,
        expression: nearest?.span,
        inputs: joinInputs(of.map((read) => ({ ...read, pointer: narrow(read, pointer) }))),
      };
    },
    fedBy(fieldId) {
      const found: FoundPointer[] = [];
      const spans: ReadSpan[] = [];
      for (const read of reads) {
        if (read.root !== '$$') continue;
        const id = findFieldId(payload, read.input);
        const isCopied = read.role === 'value' && fieldId.startsWith(`${id}/`);
        if (!isAtOrBelow(id, fieldId) && !isCopied) continue;
        const names = isCopied ? splitPointer(fieldId.slice(id.length)) : [];
        const pointers = isCopied ? expandNames(value, read.output, names, MAX_PLACES) : [read.output];
        if (pointers.length > 0) spans.push({ ...read.span, role: read.role });
        found.push(...pointers.map((pointer) => ({ pointer, role: read.role })));
      }
      return { places: joinPointers(found, value), spans: joinSpans(spans) };
    },
    madeBy(span) {
      const exact = origins.filter((origin) => isSame(origin.span, span));
      const within = exact.length > 0 ? exact : origins.filter((origin) => isWithin(origin.span, span));
      if (within.length > 0) return joinPointers(within.map(toPointer), value);
      const read = reads.filter((one) => isWithin(one.span, span));
      if (read.length > 0) return joinPointers(read.map(toPointer), value);
      const around = [...origins, ...reads].filter(
        (one) => isWithin(span, one.span) && (root === undefined || !isSame(one.span, root)),
      );
      const smallest = findSmallest(around.map((one) => one.span));
      if (smallest === undefined) return [];
      return joinPointers(around.filter((one) => isSame(one.span, smallest)).map(toPointer), value);
    },
  };
}

function toPointer(one: TracedOrigin<string> | TracedRead<string>): FoundPointer {
  return { pointer: one.output, role: 'role' in one ? one.role : 'value' };
}
