import type { Format, Language, Span } from '@postmap/engine';
import { alignText } from './align-text.ts';
import { locateCells } from './locate-cells.ts';
import { locateFields, readFields } from './locate-fields.ts';
import { locateJson } from './locate-json.ts';
import type { Located } from './locate-json.ts';
import { locateXml } from './locate-xml.ts';
import { overlaps } from './place.ts';
import type { Place } from './place.ts';

/** An output as it is shown: as a text whose parts stand for places of what was sent. */
export interface ShownOutput {
  /** The innermost place that stands at an offset of the text, and its range there, where that is known. */
  at: (offset: number) => { place: Place; span: Span | undefined } | undefined;
  /** Where a place stands in the text: of what holds others, its name or its first sign. Undefined where it does not show. */
  find: (place: Place) => Span | undefined;
}

export interface OutputText {
  language: Language;
  format: Format;
  /** Laid out to be read, or byte for byte as it is sent. */
  as: 'pretty' | 'sent';
  /** What is shown. */
  text: string;
  /** The body, or with format `query` the query. */
  sent: string;
  /** Of a JSONata template, what it gave. */
  value: unknown;
}

/** What the parts of an output stand for. CSV is shown as it is sent, also in a grid. */
export function readShownOutput({ language, format, as, text, sent, value }: OutputText): ShownOutput {
  if (format === 'json') return byPointers(text, locateJson(text), as === 'sent' ? undefined : locateJson(sent));
  if (language === 'jsonata') {
    if (format === 'xml') return byPointers(text, locateXml(text, value));
    if (format === 'csv') return byPointers(text, locateCells(text, value));
    if (format === 'form' || format === 'query')
      return byPointers(text, locateFields(readFields(sent), value, as === 'sent' ? 'sent' : 'shown'));
    return byPointers(text, [{ pointer: '', span: { start: 0, end: text.length }, holds: false }]);
  }
  if (as === 'pretty' && (format === 'form' || format === 'query')) return byFields(sent);
  return byOffsets(text, sent);
}

/** @param inSent where places stand in what is sent, where that is another text */
function byPointers(text: string, located: readonly Located[], inSent: readonly Located[] = located): ShownOutput {
  const byPointer = new Map(located.map((one) => [one.pointer, one]));
  return {
    at(offset) {
      const one = findAt(text, located, offset);
      return one && { place: { kind: 'value', pointer: one.pointer }, span: markOf(one) };
    },
    find(place) {
      const pointer =
        place.kind === 'value'
          ? place.pointer
          : inSent.findLast(({ span, holds }) => !holds && overlaps(span, place))?.pointer;
      const one = pointer === undefined ? undefined : byPointer.get(pointer);
      return one && markOf(one);
    },
  };
}

/** The fields of a form that a text template wrote. */
function byFields(sent: string): ShownOutput {
  const fields = readFields(sent);
  return {
    at(offset) {
      const field = fields.find(({ shown }) => touches({ start: shown.name.start, end: shown.text.end }, offset));
      return field && { place: { kind: 'text', ...field.sent.text }, span: field.shown.text };
    },
    find(place) {
      return place.kind === 'value' ? undefined : fields.find(({ sent: at }) => overlaps(at.text, place))?.shown.text;
    },
  };
}

/** Text whose places are ranges of it. */
function byOffsets(text: string, sent: string): ShownOutput {
  const toSent = alignText(text, sent);
  const toText = alignText(sent, text);
  return {
    at(offset) {
      if (toSent === undefined) return undefined;
      const at = toSent(offset);
      return { place: { kind: 'text', start: at, end: at }, span: undefined };
    },
    find(place) {
      if (toText === undefined || place.kind === 'value') return undefined;
      const start = toText(place.start);
      return { start, end: place.end > place.start ? toText(place.end - 1) + 1 : start };
    },
  };
}

function markOf({ span, key, holds }: Located): Span {
  if (!holds) return span;
  return key ?? { start: span.start, end: span.start + 1 };
}

/** What is hit itself; beside it, what begins on the line, before the offset if anything does; else what holds the offset. */
function findAt(text: string, located: readonly Located[], offset: number): Located | undefined {
  const hit = located.findLast(
    (one) => touches(markOf(one), offset) || (one.key !== undefined && touches(one.key, offset)),
  );
  if (hit !== undefined) return hit;
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const nextLine = text.indexOf('\n', offset);
  const lineEnd = nextLine === -1 ? text.length : nextLine;
  const onLine = located.filter((one) => {
    const start = startOf(one);
    return start >= lineStart && start < lineEnd;
  });
  return (
    onLine.findLast((one) => startOf(one) <= offset) ??
    onLine[0] ??
    located.findLast(({ span }) => touches(span, offset))
  );
}

function startOf({ span, key }: Located): number {
  return key?.start ?? span.start;
}

function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
