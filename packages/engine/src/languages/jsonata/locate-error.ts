import type { Span } from '../../diagnostics/diagnostic.ts';
import { tokenize } from './tokens.ts';
import type { Token } from './tree/lexer.ts';

/** Errors of the package's tokenizer: an unclosed token, and a place inside a string. */
const UNFINISHED = new Set(['S0101', 'S0105', 'S0106', 'S0302']);
const BAD_ESCAPE = new Set(['S0103', 'S0104']);

/**
 * The span of an error. The package's `position` is the end of a token, after the opening bracket for a call; the span
 * covers the token, or the called name.
 */
export function locateError(source: string, code: string, position: number): Span {
  const { tokens, unfinishedAt } = tokenize(source);
  if (UNFINISHED.has(code)) return toLineEnd(source, unfinishedAt ?? position);
  if (BAD_ESCAPE.has(code)) return { start: position - 1, end: position + 1 };
  if (code === 'S0102')
    return { start: position, end: tokens.find((token) => token.start === position)?.end ?? position + 1 };
  if (position >= source.length && (code === 'S0203' || code === 'S0207')) return atEnd(tokens.at(-1), source);
  const index = tokens.findIndex((token) => token.end === position);
  const token = tokens[index];
  if (token === undefined) return { start: Math.max(0, position - 1), end: Math.max(1, position) };
  const called = tokens[index - 1];
  const isCall = token.text === '(' && called !== undefined && called.end === token.start && called.kind !== 'operator';
  return isCall ? { start: called.start, end: called.end } : { start: token.start, end: token.end };
}

/** Something is missing at the end: point just after the last token, not at trailing space. */
function atEnd(last: Token | undefined, source: string): Span {
  const start = last?.end ?? source.length;
  return { start, end: start + 1 };
}

function toLineEnd(source: string, start: number): Span {
  const lineBreak = source.indexOf('\n', start);
  return { start, end: lineBreak === -1 ? source.length : lineBreak };
}
