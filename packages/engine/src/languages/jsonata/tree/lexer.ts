import type { Span } from '../../../diagnostics/diagnostic.ts';
import type { SyntaxFault } from './syntax-fault.ts';

export type TokenKind =
  'space' | 'comment' | 'operator' | 'string' | 'number' | 'regex' | 'name' | 'variable' | 'unknown' | 'end';

export interface Token extends Span {
  kind: TokenKind;
  text: string;
  /** Why the token is none, where it is unfinished or malformed. */
  fault?: SyntaxFault;
}

const SPACE = /[ \t\n\r\v]+/y;
const COMMENT = /\/\*[\s\S]*?\*\//y;
const STRING = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y;
const NUMBER = /(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?/y;
const QUOTED_NAME = /`[^`]*`/y;
const OPERATOR = /\.\.|:=|!=|>=|<=|\*\*|~>|\?:|\?\?|[.[\]{}(),@#;:?+\-*/%|=<>^&!~]/y;
const NAME = /[^ \t\n\r\v.[\]{}(),@#;:?+\-*/%|=<>^&!~]+/y;
const BAD_ESCAPE = /\\(?:u(?![0-9a-fA-F]{4})|(?!["\\/bfnrtu])[\s\S])/;

/**
 * The token that begins at `offset`, by the rules of the package's tokenizer. Where `slashDivides` is false, a slash opens a
 * regular expression. Every character belongs to a token: what is no token is `unknown` or carries a fault.
 */
export function readToken(source: string, offset: number, slashDivides: boolean): Token {
  if (offset >= source.length) return { kind: 'end', start: offset, end: offset, text: '' };
  const space = matchAt(SPACE, source, offset);
  if (space !== undefined) return build('space', offset, space);
  const first = source.charAt(offset);
  if (source.startsWith('/*', offset)) return readComment(source, offset);
  if (first === '/' && !slashDivides) return readRegex(source, offset);
  if (first === '"' || first === "'") return readString(source, offset);
  if (first === '`') return readQuotedName(source, offset);
  const operator = matchAt(OPERATOR, source, offset);
  if (operator !== undefined) return readOperator(offset, operator);
  const number = matchAt(NUMBER, source, offset);
  if (number !== undefined) return readNumber(offset, number);
  const name = matchAt(NAME, source, offset) ?? first;
  if (name === 'and' || name === 'or' || name === 'in') return build('operator', offset, name);
  return build(first === '$' ? 'variable' : 'name', offset, name);
}

function build(kind: TokenKind, start: number, text: string, fault?: SyntaxFault): Token {
  const token = { kind, start, end: start + text.length, text };
  return fault === undefined ? token : { ...token, fault };
}

function readComment(source: string, start: number): Token {
  const text = matchAt(COMMENT, source, start);
  if (text !== undefined) return build('comment', start, text);
  const rest = source.slice(start);
  const fault = { code: 'S0106', message: 'this comment has no end: */ is missing', start, end: start + 2 };
  return build('comment', start, rest, fault);
}

function readOperator(start: number, text: string): Token {
  if (text !== '!' && text !== '~') return build('operator', start, text);
  const message = text === '!' ? 'there is no operator !; write $not(…), or != to compare' : 'there is no operator ~';
  return build('unknown', start, text, { code: 'S0204', message, start, end: start + 1 });
}

function readNumber(start: number, text: string): Token {
  if (Number.isFinite(Number(text))) return build('number', start, text);
  const fault = { code: 'S0102', message: 'this number is too large', start, end: start + text.length };
  return build('number', start, text, fault);
}

function readString(source: string, start: number): Token {
  const text = matchAt(STRING, source, start);
  if (text === undefined) return readUnfinished('string', source, start, 'S0101', 'this string is not closed');
  const bad = BAD_ESCAPE.exec(maskEscapedBackslashes(text));
  if (bad === null) return build('string', start, text);
  const at = start + bad.index;
  const isUnicode = text.charAt(bad.index + 1) === 'u';
  const message = isUnicode
    ? '\\u must be followed by four hexadecimal digits'
    : `${bad[0]} is no escape; a backslash is written \\\\`;
  return build('string', start, text, { code: isUnicode ? 'S0104' : 'S0103', message, start: at, end: at + 2 });
}

function maskEscapedBackslashes(text: string): string {
  return text.replace(/\\\\/g, '__');
}

function readQuotedName(source: string, start: number): Token {
  const text = matchAt(QUOTED_NAME, source, start);
  if (text !== undefined) return build('name', start, text);
  return readUnfinished('name', source, start, 'S0105', 'this quoted name is not closed: ` is missing');
}

function readRegex(source: string, start: number): Token {
  const end = findRegexEnd(source, start);
  if (end === undefined) {
    return readUnfinished('regex', source, start, 'S0302', 'this regular expression is not closed: / is missing');
  }
  const text = source.slice(start, end);
  if (text.startsWith('//')) {
    const fault = { code: 'S0301', message: 'a regular expression cannot be empty', start, end };
    return build('regex', start, text, fault);
  }
  return build('regex', start, text);
}

/** Up to the end of its line, so that the lines after it are still read. */
function readUnfinished(kind: TokenKind, source: string, start: number, code: string, message: string): Token {
  const lineBreak = source.indexOf('\n', start);
  const end = lineBreak === -1 ? source.length : lineBreak;
  return build(kind, start, source.slice(start, end), { code, message, start, end });
}

/** The end after the flags. As in the package, a slash within brackets of any kind does not close. */
function findRegexEnd(source: string, start: number): number | undefined {
  let depth = 0;
  for (let index = start + 1; index < source.length; index++) {
    const character = source.charAt(index);
    const isEscaped = source.charAt(index - 1) === '\\';
    if (character === '/' && depth === 0 && !isSlashEscaped(source, start + 1, index)) {
      let end = index + 1;
      while (/[im]/.test(source.charAt(end))) end++;
      return end;
    }
    if ('([{'.includes(character) && !isEscaped) depth++;
    else if (')]}'.includes(character) && !isEscaped) depth--;
  }
  return undefined;
}

function isSlashEscaped(source: string, from: number, slash: number): boolean {
  let backslashes = 0;
  while (slash - 1 - backslashes >= from && source.charAt(slash - 1 - backslashes) === '\\') backslashes++;
  return backslashes % 2 === 1;
}

function matchAt(pattern: RegExp, source: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(source)?.[0];
}
