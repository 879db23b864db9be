import type { Span } from '@postmap/engine';

/**
 * A place of the output: in the value that was sent, by JSON Pointer (RFC 6901), or in the text that was sent, by UTF-16 range
 * [start, end). An empty range is a point of the text, and means what stands there.
 */
export type Place = { readonly kind: 'value'; readonly pointer: string } | ({ readonly kind: 'text' } & Span);

/** A place as text for an address; the value as a whole is `.`, which is no pointer. */
export function writePlace(place: Place): string {
  if (place.kind === 'value') return place.pointer === '' ? '.' : place.pointer;
  return `${place.start}-${place.end}`;
}

/** What `writePlace` wrote; undefined for anything else. */
export function readPlace(text: string): Place | undefined {
  if (text === '.') return { kind: 'value', pointer: '' };
  if (text.startsWith('/')) return { kind: 'value', pointer: text };
  const [, start, end] = /^(\d{1,9})-(\d{1,9})$/.exec(text) ?? [];
  if (start === undefined || end === undefined || Number(end) < Number(start)) return undefined;
  return { kind: 'text', start: Number(start), end: Number(end) };
}

export function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Whether two ranges share a character; a point is shared by what it is in, or at the end of. */
export function overlaps(one: Span, other: Span): boolean {
  return one.start === one.end || other.start === other.end
    ? one.start <= other.end && other.start <= one.end
    : one.start < other.end && other.start < one.end;
}
