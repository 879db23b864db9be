import { diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagnostic, Span } from '../diagnostics/diagnostic.ts';
import { locateJsonError } from '../diagnostics/locate-json-error.ts';
import { positionAt } from '../diagnostics/position.ts';
import { PayloadError } from './payload-error.ts';
import { scanJson } from './scan-json.ts';

const MAX_DEPTH = 64;

/** More numbers than this are counted, not listed. */
const MAX_LISTED = 20;

/**
 * JSON text as a value. A number that a double cannot hold becomes a string of its own characters, with a diagnostic; a
 * `__proto__` key is an own property, as `JSON.parse` makes it. Throws PayloadError for what is not JSON or nests deeper
 * than 64.
 *
 * Such numbers are put in quotes before `JSON.parse` reads the text: its reviver slows every value of the payload down, and
 * browsers without `context.source` would lose digits silently.
 */
export function parsePayload(text: string): { payload: unknown; diagnostics: Diagnostic[] } {
  const { inexact, tooDeepAt } = scanJson(text, MAX_DEPTH);
  if (tooDeepAt !== undefined) {
    const { line, column } = positionAt(text, tooDeepAt);
    throw new PayloadError(
      'payload-too-deep',
      `line ${line}, column ${column}: the payload nests deeper than ${MAX_DEPTH} levels`,
      line,
      column,
    );
  }
  try {
    const payload: unknown = JSON.parse(quoteNumbers(text, inexact));
    return { payload, diagnostics: describeAll(text, inexact) };
  } catch (error) {
    const { offset, problem } = locateJsonError(text) ?? { offset: 0, problem: 'it cannot be parsed' };
    const { line, column } = positionAt(text, offset);
    throw new PayloadError('invalid-json', `line ${line}, column ${column}: ${problem}`, line, column, {
      cause: error,
    });
  }
}

function quoteNumbers(text: string, spans: readonly Span[]): string {
  if (spans.length === 0) return text;
  const parts: string[] = [];
  let last = 0;
  for (const { start, end } of spans) {
    parts.push(text.slice(last, start), '"', text.slice(start, end), '"');
    last = end;
  }
  parts.push(text.slice(last));
  return parts.join('');
}

function describeAll(text: string, spans: readonly Span[]): Diagnostic[] {
  const listed = spans.slice(0, MAX_LISTED).map((span) => describeInexact(text, span));
  const more = spans.length - listed.length;
  return more > 0 ? [...listed, diagnose('number-precision', `${more} more such numbers are read as text`)] : listed;
}

function describeInexact(text: string, span: Span): Diagnostic {
  const { line, column } = positionAt(text, span.start);
  const token = text.slice(span.start, span.end);
  return diagnose(
    'number-precision',
    `line ${line}, column ${column}: ${token} does not fit a number exactly and is read as text`,
    span,
  );
}
