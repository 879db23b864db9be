import type { Parser } from './parser.ts';
import type { PairNode, SyntaxNode, TermNode } from './syntax-node.ts';

/** The expressions of a block or an array up to `close`, which is taken. A block may end with its separator. */
export function parseItems(parser: Parser, close: string, separator: string): SyntaxNode[] {
  const { stream } = parser;
  const items: SyntaxNode[] = [];
  const mayTrail = separator === ';';
  if (stream.isAt(close)) {
    stream.take(true);
    return items;
  }
  for (;;) {
    items.push(mayTrail ? parser.parseExpression(0) : parseItem(parser));
    resynchronise(parser, [separator, close], close, items);
    if (!stream.isAt(separator)) break;
    stream.take(false);
    if (mayTrail && stream.isAt(close)) break;
  }
  parser.expect(close, true);
  return items;
}

function parseItem(parser: Parser): SyntaxNode {
  const { stream } = parser;
  const from = parser.parseExpression(0);
  if (!stream.isAt('..')) return from;
  const { start, end } = stream.take(false);
  const to = parser.parseExpression(0);
  return { kind: 'range', start: from.start, end: to.end, token: { start, end }, from, to, children: [from, to] };
}

/** The pairs of an object up to `}`, which is taken; `children` has what was skipped, too. */
export function parsePairs(parser: Parser): { pairs: PairNode[]; children: SyntaxNode[] } {
  const { stream } = parser;
  const pairs: PairNode[] = [];
  const children: SyntaxNode[] = [];
  if (stream.isAt('}')) {
    stream.take(true);
    return { pairs, children };
  }
  for (;;) {
    const pair = parsePair(parser);
    pairs.push(pair);
    children.push(pair);
    resynchronise(parser, [',', '}'], '}', children);
    if (!stream.isAt(',')) break;
    stream.take(false);
  }
  parser.expect('}', true);
  return { pairs, children };
}

function parsePair(parser: Parser): PairNode {
  const { stream } = parser;
  const key = parser.parseExpression(0);
  const { start, end } = stream.current;
  const token = parser.expect(':') ? { start, end } : { start: key.end, end: key.end };
  const value = parser.parseExpression(0);
  return { kind: 'pair', start: key.start, end: value.end, token, key, value, children: [key, value] };
}

/** `(<a, >b)` after `^`. */
export function parseTerms(parser: Parser): TermNode[] {
  const { stream } = parser;
  const terms: TermNode[] = [];
  parser.expect('(');
  for (;;) {
    const { start } = stream.current;
    const descending = stream.isAt('>');
    const isMarked = descending || stream.isAt('<');
    const token = isMarked ? stream.take(false) : { start, end: start };
    const expression = parser.parseExpression(0);
    const span = { start: isMarked ? start : expression.start, end: expression.end };
    terms.push({
      kind: 'term',
      ...span,
      token: { start: token.start, end: token.end },
      descending,
      expression,
      children: [expression],
    });
    if (!stream.isAt(',')) break;
    stream.take(false);
  }
  parser.expect(')');
  return terms;
}

/** Where an item is followed by what cannot follow it, the rest up to the next item is skipped. */
function resynchronise(parser: Parser, stops: readonly string[], close: string, into: SyntaxNode[]): void {
  const { stream } = parser;
  if (stream.isAtEnd() || stops.some((stop) => stream.isAt(stop))) return;
  // Reports what is wrong; it takes nothing, since the token is not there.
  parser.expect(close, true);
  const skipped = parser.skipTo(stops);
  if (skipped !== undefined) into.push(skipped);
}
