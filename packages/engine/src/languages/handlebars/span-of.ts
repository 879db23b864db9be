import type { Span } from '../../diagnostics/diagnostic.ts';
import { offsetAt } from '../../diagnostics/position.ts';
import { isRecord } from '../is-record.ts';

/** The span of what carries a Handlebars `loc`: a node of the tree, or the options of a helper. */
export function spanOf(located: Record<string, unknown>, source: string): Span | undefined {
  const location = isRecord(located.loc) ? located.loc : {};
  const start = placeOf(location.start, source);
  const end = placeOf(location.end, source);
  return start === undefined || end === undefined ? undefined : { start, end };
}

function placeOf(place: unknown, source: string): number | undefined {
  if (!isRecord(place) || typeof place.line !== 'number' || typeof place.column !== 'number') return undefined;
  return offsetAt(source, place.line, place.column);
}
