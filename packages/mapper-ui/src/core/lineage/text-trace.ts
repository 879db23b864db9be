import type { Span, Trace } from '@postmap/engine';
import { alignText } from './align-text.ts';
import { findSmallest, isSame, joinInputs, joinRanges, joinSpans } from './join-places.ts';
import type { OutputTrace, TracedRun } from './output-trace.ts';
import { isWithin, overlaps } from './place.ts';
import { findFieldId, isAtOrBelow } from './pointer.ts';
import { findTextPlace, isBlock } from './text-place.ts';

type TextTrace = Extract<Trace, { produces: 'text' }>;

/**
 * What can be asked about a run of a template that writes text.
 *
 * @returns undefined where the run wrote another text than the one that was sent: then nothing can be said of its places
 */
export function readTextTrace({ source, payload, sent }: TracedRun, trace: TextTrace): OutputTrace | undefined {
  const toSent = alignText(trace.text, sent);
  if (toSent === undefined) return undefined;
  const move = ({ start, end }: Span): Span => ({
    start: toSent(start),
    end: end > start ? toSent(end - 1) + 1 : toSent(start),
  });
  const reads = trace.reads.map((read) => ({ ...read, output: move(read.output) }));
  const origins = trace.origins.map((origin) => ({ ...origin, output: move(origin.output) }));
  return {
    lineageOf(place) {
      if (place.kind === 'value') return { place, expression: undefined, inputs: [] };
      const { output, expression, made } = findTextPlace(place, { source, sent, origins });
      const isMade = (one: Span): boolean => made.some(({ output: inner }) => isSame(inner, one));
      const of = reads.filter((read) =>
        read.role === 'value'
          ? isMade(read.output) && overlaps(read.output, output)
          : isWithin(output, read.output) || isWithin(read.output, output),
      );
      return {
        place: { kind: 'text', ...output },
        expression,
        inputs: joinInputs(of.map((read) => ({ ...read, pointer: read.input }))),
      };
    },
    fedBy(fieldId) {
      const of = reads.flatMap((read) => {
        const { root, input, role, output } = read;
        if (root !== '$$' || output.start === output.end) return [];
        const id = findFieldId(payload, input);
        if (isAtOrBelow(id, fieldId)) return [read];
        return role === 'value' && fieldId.startsWith(`${id}/`) ? [{ ...read, isWhole: true }] : [];
      });
      return { places: joinRanges(of), spans: joinSpans(of.map(({ span, role }) => ({ ...span, role }))) };
    },
    madeBy(span) {
      const all = [...origins.map((origin) => ({ ...origin, role: 'value' as const })), ...reads].filter(
        ({ output }) => output.end > output.start,
      );
      const exact = all.filter((one) => isSame(one.span, span));
      const within =
        exact.length > 0 ? exact : all.filter((one) => isWithin(one.span, span) && !isBlock(source, one.span));
      if (within.length > 0) return joinRanges(within);
      const around = all.filter((one) => isWithin(span, one.span));
      const smallest = findSmallest(around.map((one) => one.span));
      return smallest === undefined ? [] : joinRanges(around.filter((one) => isSame(one.span, smallest)));
    },
  };
}
