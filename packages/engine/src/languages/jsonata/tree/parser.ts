import type { Span } from '../../../diagnostics/diagnostic.ts';
import { bindingPower } from './binding-powers.ts';
import type { Token } from './lexer.ts';
import { parseInfix } from './parse-infix.ts';
import { canBeginExpression, parsePrefix } from './parse-prefix.ts';
import type { SyntaxFault } from './syntax-fault.ts';
import type { SyntaxNode } from './syntax-node.ts';
import { TokenStream } from './token-stream.ts';

/** Nested brackets, and levels of the tree: more are refused, since they exhaust the stack of what walks the tree. */
const MAX_NESTING = 600;
const MAX_DEPTH = 1000;

/** A tree of everything in the source; nothing of it is lost. */
export interface SyntaxTree {
  source: string;
  root: SyntaxNode;
  /** Side by side they are the source, space and comments included. */
  tokens: readonly Token[];
  /** In source order; empty when jsonata parses the source, but for what only lowering finds (`lowerTree`). */
  faults: readonly SyntaxFault[];
}

/** What the parts of the grammar need of the parser. */
export interface Parser {
  readonly stream: TokenStream;
  /** The expression up to an operator that holds less tightly than `power`; a `missing` node where there is none. */
  parseExpression(power: number): SyntaxNode;
  /** Takes `operator`, or reports that it is missing. */
  expect(operator: string, slashDivides?: boolean): boolean;
  /** Skips what cannot stand in a list up to one of `stops` on the same level, as a `skipped` node; undefined when nothing was. */
  skipTo(stops: readonly string[]): SyntaxNode | undefined;
}

/**
 * A Pratt parser with the binding powers of the jsonata package, which also gives a tree for what is no JSONata: missing and
 * skipped parts are nodes, and each is reported. Never throws.
 */
export function parseTree(source: string): SyntaxTree {
  const stream = new TokenStream(source);
  let depth = 0;
  const parser: Parser = {
    stream,
    parseExpression(power) {
      if (++depth > MAX_NESTING) skipAll(stream, `brackets nest deeper than ${MAX_NESTING} levels`);
      try {
        return parseOperators(parser, power);
      } finally {
        depth--;
      }
    },
    expect(operator, slashDivides = false) {
      if (stream.isAt(operator)) {
        stream.take(slashDivides);
        return true;
      }
      reportExpected(stream, operator);
      return false;
    },
    skipTo: (stops) => skipTo(stream, stops),
  };
  const root = limitDepth(parseWhole(parser), stream);
  return { source, root, tokens: stream.tokens, faults: stream.faults.toSorted((a, b) => a.start - b.start) };
}

/** Brackets and operators together can still make a tree that is too deep. */
function limitDepth(root: SyntaxNode, stream: TokenStream): SyntaxNode {
  let level = [root];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) {
      stream.report('depth', `the expression is more than ${MAX_DEPTH} levels deep`, root);
      const { start, end } = root;
      return { kind: 'skipped', start, end, token: { start, end }, children: [] };
    }
    const next: SyntaxNode[] = [];
    for (const { children } of level) for (const child of children) next.push(child);
    level = next;
  }
  return root;
}

function parseWhole(parser: Parser): SyntaxNode {
  const { stream } = parser;
  const first = parser.parseExpression(0);
  if (stream.isAtEnd()) return first;
  stream.report('S0201', `${nameToken(stream.current)} cannot stand here`, stream.current);
  const parts = [first];
  while (!stream.isAtEnd()) {
    if (canBeginExpression(stream.current)) parts.push(parser.parseExpression(0));
    else {
      const { start, end } = stream.take(true);
      parts.push({ kind: 'skipped', start, end, token: { start, end }, children: [] });
    }
  }
  const end = parts.at(-1)?.end ?? first.end;
  return { kind: 'skipped', start: first.start, end, token: { start: first.start, end }, children: parts };
}

function parseOperators(parser: Parser, power: number): SyntaxNode {
  const { stream } = parser;
  let left = parsePrefix(parser);
  let height = 0;
  while (stream.current.kind === 'operator' && power < bindingPower(stream.current.text)) {
    // A chain of steps is one node; any other operator puts what is before it one level deeper.
    if (stream.current.text !== '.' && ++height > MAX_DEPTH) {
      skipAll(stream, `more than ${MAX_DEPTH} operators follow each other`);
      break;
    }
    left = parseInfix(parser, left);
  }
  return left;
}

function skipAll(stream: TokenStream, problem: string): void {
  if (stream.isAtEnd()) return;
  stream.report('depth', problem, stream.current);
  while (!stream.isAtEnd()) stream.take(true);
}

function skipTo(stream: TokenStream, stops: readonly string[]): SyntaxNode | undefined {
  const { start } = stream.current;
  let open = 0;
  let token: Span = stream.current;
  let skipped = 0;
  while (!stream.isAtEnd()) {
    const { kind, text } = stream.current;
    const isOperator = kind === 'operator';
    if (open === 0 && isOperator && (stops.includes(text) || ')]};'.includes(text))) break;
    if (isOperator && '([{'.includes(text)) open++;
    if (isOperator && ')]}'.includes(text)) open--;
    token = stream.take(true);
    skipped++;
  }
  if (skipped === 0) return undefined;
  const span = { start, end: token.end };
  return { kind: 'skipped', ...span, token: span, children: [] };
}

function reportExpected(stream: TokenStream, operator: string): void {
  const { current, lastEnd } = stream;
  if (current.kind === 'end') {
    const end = { start: lastEnd, end: lastEnd + 1 };
    stream.report('S0203', `${operator} is missing before the end`, end);
  } else stream.report('S0202', `${operator} is missing before ${nameToken(current)}`, current);
}

function nameToken({ kind, text }: Token): string {
  if (kind === 'end') return 'the end';
  const shown = text.length > 30 ? `${text.slice(0, 30)}…` : text;
  return kind === 'string' ? `the text ${shown}` : shown;
}
