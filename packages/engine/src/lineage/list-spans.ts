import type { Span } from '../diagnostics/diagnostic.ts';

/** Each place once, in source order. */
export function listSpans(spans: Iterable<Span>): Span[] {
  const places = new Map<string, Span>();
  for (const { start, end } of spans) places.set(`${start}-${end}`, { start, end });
  return [...places.values()].toSorted((one, other) => one.start - other.start || one.end - other.end);
}
