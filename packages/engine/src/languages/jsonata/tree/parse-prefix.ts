import { PREFIX_POWER } from './binding-powers.ts';
import type { Token } from './lexer.ts';
import { parseItems, parsePairs } from './parse-list.ts';
import type { Parser } from './parser.ts';
import { readRegexLiteral, unquoteString } from './read-literal.ts';
import type { SyntaxNode } from './syntax-node.ts';

const PREFIXES = new Set(['-', '*', '**', '%', '(', '[', '{', '|', 'and', 'or', 'in']);
const CONSTANTS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

export function canBeginExpression({ kind, text }: Token): boolean {
  return kind === 'operator' ? PREFIXES.has(text) : kind !== 'end';
}

/** An operand with what stands in front of it. Takes nothing where no expression begins. */
export function parsePrefix(parser: Parser): SyntaxNode {
  const { stream } = parser;
  const token = stream.current;
  if (!canBeginExpression(token)) return reportMissing(parser);
  // As in the package: right after the token that begins an expression, a slash always divides.
  stream.take(true);
  const { start, end } = token;
  const base = { start, end, token: { start, end }, children: [] };
  switch (token.kind) {
    case 'string':
      return { ...base, kind: 'string', value: unquoteString(token.text) };
    case 'number':
      return { ...base, kind: 'number', value: Number.parseFloat(token.text) };
    case 'regex':
      return { ...base, kind: 'regex', value: readRegex(token, parser) };
    case 'variable':
      return { ...base, kind: 'variable', name: token.text.slice(1) };
    case 'operator':
      return parsePrefixOperator(token, parser);
    default:
      return readName(token);
  }
}

function readName({ text, start, end }: Token): SyntaxNode {
  const base = { start, end, token: { start, end }, children: [] };
  const value = CONSTANTS.get(text);
  if (value !== undefined) return { ...base, kind: 'constant', value };
  const name = text.startsWith('`') ? text.slice(1).replace(/`$/, '') : text;
  return { ...base, kind: 'name', name };
}

function readRegex(token: Token, parser: Parser): RegExp | undefined {
  const value = readRegexLiteral(token.text);
  if (value === undefined) parser.stream.report('regex', 'this regular expression is malformed', token);
  return value;
}

function parsePrefixOperator(token: Token, parser: Parser): SyntaxNode {
  const { start, end, text } = token;
  const { stream } = parser;
  const base = { start, token: { start, end } };
  switch (text) {
    case '*':
      return { ...base, end, kind: 'wildcard', children: [] };
    case '**':
      return { ...base, end, kind: 'descendant', children: [] };
    case '%':
      return { ...base, end, kind: 'parent', children: [] };
    case '-': {
      const operand = parser.parseExpression(PREFIX_POWER);
      return { ...base, end: operand.end, kind: 'negate', operand, children: [operand] };
    }
    case '(': {
      const expressions = parseItems(parser, ')', ';');
      return { ...base, end: stream.lastEnd, kind: 'block', expressions, children: expressions };
    }
    case '[': {
      const items = parseItems(parser, ']', ',');
      return { ...base, end: stream.lastEnd, kind: 'array', items, children: items };
    }
    case '{': {
      const { pairs, children } = parsePairs(parser);
      return { ...base, end: stream.lastEnd, kind: 'object', pairs, children };
    }
    case '|':
      return parseTransform(token, parser);
    default:
      return { ...base, end, kind: 'name', name: text, children: [] };
  }
}

/** `|pattern|update, remove|` */
function parseTransform({ start, end }: Token, parser: Parser): SyntaxNode {
  const { stream } = parser;
  const pattern = parser.parseExpression(0);
  parser.expect('|');
  const update = parser.parseExpression(0);
  let remove: SyntaxNode | undefined;
  if (stream.isAt(',')) {
    stream.take(false);
    remove = parser.parseExpression(0);
  }
  parser.expect('|');
  const children = remove === undefined ? [pattern, update] : [pattern, update, remove];
  return { kind: 'transform', start, end: stream.lastEnd, token: { start, end }, pattern, update, remove, children };
}

function reportMissing({ stream }: Parser): SyntaxNode {
  const { current, lastEnd } = stream;
  const span = { start: lastEnd, end: lastEnd };
  if (current.kind === 'end') stream.report('S0207', 'an expression is missing before the end', span);
  else stream.report('S0211', `an expression is missing before ${current.text}`, current);
  return { kind: 'missing', ...span, token: span, children: [] };
}
