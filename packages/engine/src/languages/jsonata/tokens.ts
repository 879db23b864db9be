import type { Span } from '../../diagnostics/diagnostic.ts';

export interface Token extends Span {
  kind: 'operator' | 'string' | 'number' | 'regex' | 'name' | 'variable';
  text: string;
}

interface Tokens {
  tokens: Token[];
  /** Where a token begins that never ends: an open string, comment, quoted name or regular expression. */
  unfinishedAt?: number;
}

const SKIP = /(?:[ \t\n\r\v]+|\/\*[\s\S]*?\*\/)+/y;
const STRING = /"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'/y;
const NUMBER = /(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[Ee][-+]?[0-9]+)?/y;
const QUOTED_NAME = /`[^`]*`/y;
const OPERATOR = /\.\.|:=|!=|>=|<=|\*\*|~>|\?:|\?\?|[.[\]{}(),@#;:?+\-*/%|=<>^&!~]/y;
const NAME = /[^ \t\n\r\v.[\]{}(),@#;:?+\-*/%|=<>^&!~]+/y;

/**
 * The tokens of JSONata source with both their ends, by the rules of the package's own tokenizer, which keeps only the end
 * of each. Stops where a token is unfinished.
 */
export function tokenize(source: string): Tokens {
  const tokens: Token[] = [];
  let offset = 0;
  for (;;) {
    offset += matchAt(SKIP, source, offset)?.length ?? 0;
    if (offset >= source.length) return { tokens };
    const token = readToken(source, offset, tokens.at(-1));
    if (token === undefined) return { tokens, unfinishedAt: offset };
    tokens.push(token);
    offset = token.end;
  }
}

function readToken(source: string, start: number, previous: Token | undefined): Token | undefined {
  const first = source.charAt(start);
  if (source.startsWith('/*', start)) return undefined;
  if (first === '/' && !endsOperand(previous)) {
    const end = findRegexEnd(source, start);
    return end === undefined ? undefined : { kind: 'regex', start, end, text: source.slice(start, end) };
  }
  if (first === '"' || first === "'") return build('string', start, matchAt(STRING, source, start));
  if (first === '`') return build('name', start, matchAt(QUOTED_NAME, source, start));
  const operator = matchAt(OPERATOR, source, start);
  if (operator !== undefined) return build('operator', start, operator);
  const number = matchAt(NUMBER, source, start);
  if (number !== undefined) return build('number', start, number);
  const name = matchAt(NAME, source, start);
  if (name === 'and' || name === 'or' || name === 'in') return build('operator', start, name);
  return build(first === '$' ? 'variable' : 'name', start, name);
}

function build(kind: Token['kind'], start: number, text: string | undefined): Token | undefined {
  return text === undefined ? undefined : { kind, start, end: start + text.length, text };
}

function matchAt(pattern: RegExp, source: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(source)?.[0];
}

/** After an operand a slash divides; anywhere else it opens a regular expression. */
function endsOperand(token: Token | undefined): boolean {
  return token !== undefined && (token.kind !== 'operator' || /^[)\]}]$/.test(token.text));
}

/** The end after the flags. As in the package, a slash within brackets of any kind does not close. */
function findRegexEnd(source: string, start: number): number | undefined {
  let depth = 0;
  for (let index = start + 1; index < source.length; index++) {
    const character = source.charAt(index);
    if (character === '\\') index++;
    else if ('([{'.includes(character)) depth++;
    else if (')]}'.includes(character)) depth--;
    else if (character === '/' && depth === 0) {
      let end = index + 1;
      while (/[im]/.test(source.charAt(end))) end++;
      return end;
    }
  }
  return undefined;
}
