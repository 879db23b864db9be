import Handlebars from 'handlebars';
import { diagnose } from '../../diagnostics/diagnostic.ts';
import type { Diagnostic, Span } from '../../diagnostics/diagnostic.ts';
import { offsetAt } from '../../diagnostics/position.ts';
import { isRecord } from '../is-record.ts';

const TOKEN_NAMES: Record<string, string> = {
  EOF: 'the end of the template',
  ID: 'a name',
  CLOSE: '}}',
  CLOSE_UNESCAPED: '}}}',
  CLOSE_RAW_BLOCK: '}}}}',
  CLOSE_SEXPR: ')',
  OPEN_SEXPR: '(',
  OPEN_ENDBLOCK: 'a closing {{/…}}',
  OPEN: '{{',
  OPEN_BLOCK: '{{#',
  OPEN_INVERSE: '{{^',
  OPEN_INVERSE_CHAIN: '{{else …',
  INVERSE: '{{else}}',
  EQUALS: '=',
  SEP: 'a / or .',
  STRING: 'a string',
  NUMBER: 'a number',
  INVALID: 'a character that cannot stand here',
};

const MOST_LISTED = 3;

/** A failed parse as a diagnostic; call it straight after the failure, since the place is read from the parser's lexer. */
export function explainParseError(error: unknown, source: string): Diagnostic {
  if (error instanceof RangeError) return diagnose('nesting-too-deep', 'the template nests too deeply to be parsed');
  const message = error instanceof Error ? error.message : String(error);
  if (isRecord(error) && typeof error.lineNumber === 'number' && typeof error.column === 'number') {
    const start = offsetAt(source, error.lineNumber, error.column);
    return diagnose('syntax', message.replace(/ - \d+:\d+$/, ''), { start, end: endOfException(error, source, start) });
  }
  return diagnose('syntax', wordParserMessage(message), readLexer(source));
}

function endOfException(error: Record<string, unknown>, source: string, start: number): number {
  if (typeof error.endLineNumber !== 'number' || typeof error.endColumn !== 'number') return start + 1;
  return Math.max(start + 1, offsetAt(source, error.endLineNumber, error.endColumn));
}

/** The parser's messages quote an excerpt and token names; the source line is shown anyway, and the names mean nothing. */
function wordParserMessage(message: string): string {
  const listed = /Expecting (.*), got '(\w+)'$/.exec(message);
  if (listed === null) return message.split('\n', 1)[0] ?? message;
  const expected = (listed[1] ?? '').split(', ').map((quoted) => nameToken(quoted.replaceAll("'", '')));
  const found = `found ${nameToken(listed[2] ?? '')}`;
  if (expected.length <= MOST_LISTED) return `${found}; expected ${expected.join(' or ')}`;
  // Of all that may stand there, only the end of the open block helps.
  const closing = nameToken('OPEN_ENDBLOCK');
  return listed[2] === 'EOF' && expected.includes(closing) ? `${found}; expected ${closing}` : found;
}

function nameToken(token: string): string {
  return TOKEN_NAMES[token] ?? token.toLowerCase().replaceAll('_', ' ');
}

/** The token at which the parser stopped: what is left of the input lies after it. */
function readLexer(source: string): Span {
  const parser: unknown = Reflect.get(Handlebars, 'Parser');
  const lexer = isRecord(parser) ? parser.lexer : undefined;
  const remaining: unknown = isRecord(lexer) ? Reflect.get(lexer, '_input') : undefined;
  const rest = typeof remaining === 'string' ? remaining : '';
  const match = isRecord(lexer) && typeof lexer.match === 'string' ? lexer.match : '';
  const end = source.length - rest.length;
  const start = Math.max(0, end - match.length);
  return { start, end: Math.max(end, start + 1) };
}
