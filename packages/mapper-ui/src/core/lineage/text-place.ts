import type { Span, TracedOrigin } from '@postmap/engine';
import { isWithin, overlaps } from './place.ts';

interface WrittenText {
  source: string;
  sent: string;
  origins: readonly TracedOrigin<Span>[];
}

/** What a range of written text is part of. */
interface TextPlace {
  /** What one tag wrote, or a run of text that is written in the template. */
  output: Span;
  /** The tag, or that text; undefined where it cannot be told apart from others like it. */
  expression: Span | undefined;
  /** The tags that wrote within the range. */
  made: readonly TracedOrigin<Span>[];
}

/** Whether the tag at a span of a Handlebars source has a body that is told apart; what another template makes of one is not. */
export function isBlock(source: string, { start }: Span): boolean {
  return /^\{\{\{?\{?~?[#^](?!>)/.test(source.slice(start, start + 7));
}

/** What stands at a range of text that a Handlebars template wrote, or at a point of it. */
export function findTextPlace(range: Span, { source, sent, origins }: WrittenText): TextPlace {
  const written = origins.filter(({ output }) => output.end > output.start);
  const tags = written.filter(({ span }) => !isBlock(source, span));
  const made = tags.filter(({ output }) => overlaps(output, range));
  const isPoint = range.start === range.end;
  // At the edge of two, what begins there was meant.
  const hit = isPoint ? (made.find(({ output }) => range.start < output.end) ?? made.at(-1)) : undefined;
  if (hit !== undefined) return { output: hit.output, expression: hit.span, made: [hit] };
  const [only] = made;
  if (only !== undefined)
    return { output: range, expression: made.length === 1 ? only.span : surround(made.map(({ span }) => span)), made };
  const literal = findRun(sent, tags, range.start);
  const block = written
    .filter(({ span, output }) => isBlock(source, span) && isWithin(literal, output))
    .toSorted((one, other) => one.output.end - one.output.start - (other.output.end - other.output.start))[0];
  const within = block?.span ?? { start: 0, end: source.length };
  return {
    output: isPoint ? literal : range,
    expression: findOnce(source, within, sent.slice(literal.start, literal.end)) ?? block?.span,
    made: [],
  };
}

/** The text around an offset up to the nearest tags and the ends of its line, without the space around it. */
function findRun(sent: string, tags: readonly TracedOrigin<Span>[], offset: number): Span {
  const start = Math.max(
    sent.lastIndexOf('\n', offset - 1) + 1,
    ...tags.map(({ output }) => output.end).filter((end) => end <= offset),
  );
  const lineEnd = sent.indexOf('\n', offset);
  const end = Math.min(
    lineEnd === -1 ? sent.length : lineEnd,
    ...tags.map(({ output }) => output.start).filter((begin) => begin >= offset),
  );
  const run = sent.slice(start, end);
  return {
    start: start + run.length - run.trimStart().length,
    end: Math.max(start, end - run.length + run.trimEnd().length),
  };
}

function findOnce(source: string, { start, end }: Span, text: string): Span | undefined {
  if (text === '') return undefined;
  const area = source.slice(start, end);
  const at = area.indexOf(text);
  return at === -1 || area.includes(text, at + 1) ? undefined : { start: start + at, end: start + at + text.length };
}

function surround(spans: readonly Span[]): Span {
  return { start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) };
}
