import { bindingPower } from './binding-powers.ts';
import { checkSignature } from './check-signature.ts';
import type { Token } from './lexer.ts';
import { parsePairs, parseTerms } from './parse-list.ts';
import type { Parser } from './parser.ts';
import { readRegexLiteral, unquoteString } from './read-literal.ts';
import { withoutKeepArray } from './syntax-node.ts';
import type { SyntaxNode } from './syntax-node.ts';

/** What the current operator makes of `left`; the operator is taken. */
export function parseInfix(parser: Parser, left: SyntaxNode): SyntaxNode {
  const { stream } = parser;
  const operator = stream.take(false);
  const token = { start: operator.start, end: operator.end };
  const { start } = left;
  switch (operator.text) {
    case '.':
      return parseStep(parser, left, token);
    case '[':
      return parseFilter(parser, left, token);
    case '(':
      return parseCall(parser, left, operator);
    case '{': {
      const { pairs, children } = parsePairs(parser);
      return { kind: 'group', start, end: stream.lastEnd, token, target: left, pairs, children: [left, ...children] };
    }
    case '^': {
      const terms = parseTerms(parser);
      return { kind: 'sort', start, end: stream.lastEnd, token, target: left, terms, children: [left, ...terms] };
    }
    case '@':
    case '#': {
      const variable = parser.parseExpression(bindingPower(operator.text));
      const kind = operator.text === '@' ? 'focus' : 'index';
      if (variable.kind !== 'variable') {
        stream.report('S0214', `${operator.text} must be followed by a variable`, variable);
      }
      return { kind, start, end: variable.end, token, target: left, variable, children: [left, variable] };
    }
    case ':=': {
      const value = parser.parseExpression(bindingPower(':=') - 1);
      if (withoutKeepArray(left).kind !== 'variable') {
        stream.report('S0212', 'only a variable, such as $total, can be given a value with :=', left);
      }
      return { kind: 'bind', start, end: value.end, token, variable: left, value, children: [left, value] };
    }
    case '?':
      return parseCondition(parser, left, token);
    case '?:':
    case '??': {
      const otherwise = parser.parseExpression(0);
      const kind = operator.text === '?:' ? 'default' : 'coalesce';
      return { kind, start, end: otherwise.end, token, left, otherwise, children: [left, otherwise] };
    }
    default: {
      const right = parser.parseExpression(bindingPower(operator.text));
      const base = { start, end: right.end, token, left, right, children: [left, right] };
      return operator.text === '~>' ? { ...base, kind: 'chain' } : { ...base, kind: 'binary', operator: operator.text };
    }
  }
}

interface Place {
  start: number;
  end: number;
}

/** `a.b.c` is one node: a path on the left takes the step in, unless brackets closed it. */
function parseStep(parser: Parser, left: SyntaxNode, token: Place): SyntaxNode {
  const step = parser.parseExpression(bindingPower('.'));
  if (left.kind === 'path') {
    left.steps.push(step);
    left.children.push(step);
    left.end = step.end;
    return left;
  }
  const steps = [left, step];
  return { kind: 'path', start: left.start, end: step.end, token, steps, children: [left, step] };
}

function parseFilter(parser: Parser, target: SyntaxNode, token: Place): SyntaxNode {
  const { stream } = parser;
  const { start } = target;
  if (stream.isAt(']')) {
    stream.take(false);
    return { kind: 'keep-array', start, end: stream.lastEnd, token, target, children: [target] };
  }
  const predicate = parser.parseExpression(0);
  parser.expect(']', true);
  const end = Math.max(stream.lastEnd, predicate.end);
  return { kind: 'filter', start, end, token, target, predicate, children: [target, predicate] };
}

function parseCondition(parser: Parser, test: SyntaxNode, token: Place): SyntaxNode {
  const { stream } = parser;
  const consequence = parser.parseExpression(0);
  let otherwise: SyntaxNode | undefined;
  if (stream.isAt(':')) {
    stream.take(false);
    otherwise = parser.parseExpression(0);
  }
  const children = otherwise === undefined ? [test, consequence] : [test, consequence, otherwise];
  const end = (otherwise ?? consequence).end;
  return { kind: 'condition', start: test.start, end, token, test, consequence, otherwise, children };
}

function parseCall(parser: Parser, callee: SyntaxNode, operator: Token): SyntaxNode {
  const { stream } = parser;
  const given: SyntaxNode[] = [];
  if (!stream.isAt(')')) {
    for (;;) {
      given.push(parseArgument(parser));
      if (!stream.isAt(',')) break;
      stream.take(false);
    }
  }
  if (!stream.isAt(')') && !stream.isAtEnd()) {
    parser.expect(')', true);
    const skipped = parser.skipTo([')']);
    if (skipped !== undefined) given.push(skipped);
  }
  parser.expect(')', true);
  const name = withoutKeepArray(callee);
  const token = { start: operator.start, end: operator.end };
  if (name.kind === 'name' && (name.name === 'function' || name.name === '\u03BB')) {
    return parseLambda(parser, callee, given, token);
  }
  const base = { start: callee.start, end: stream.lastEnd, token };
  return { ...base, kind: 'call', callee, arguments: given, children: [callee, ...given] };
}

function parseArgument(parser: Parser): SyntaxNode {
  const { stream } = parser;
  if (!stream.isAt('?')) return parser.parseExpression(0);
  const { start, end } = stream.take(false);
  return { kind: 'placeholder', start, end, token: { start, end }, children: [] };
}

/** After `function(…)`: a signature if there is one, and the body in braces. */
function parseLambda(parser: Parser, keyword: SyntaxNode, parameters: SyntaxNode[], token: Place): SyntaxNode {
  const { stream } = parser;
  for (const parameter of parameters) {
    if (withoutKeepArray(parameter).kind !== 'variable') {
      stream.report('S0208', 'a parameter must be a variable, such as $value', parameter);
    }
  }
  const signature = stream.isAt('<') ? parseSignature(parser) : undefined;
  parser.expect('{');
  const body = parser.parseExpression(0);
  if (!stream.isAt('}') && !stream.isAtEnd()) {
    parser.expect('}');
    parser.skipTo(['}']);
  }
  parser.expect('}');
  const end = Math.max(stream.lastEnd, body.end);
  const children = [...parameters, body];
  return { kind: 'lambda', start: keyword.start, end, token, parameters, signature, body, children };
}

/** Its tokens without what is between them, as the package collects them. */
function parseSignature(parser: Parser): string {
  const { stream } = parser;
  const place = { start: stream.current.start, end: stream.current.end };
  let depth = 1;
  let signature = '<';
  while (depth > 0 && !stream.isAt('{') && !stream.isAtEnd()) {
    stream.take(false);
    if (stream.isAt('>')) depth--;
    else if (stream.isAt('<')) depth++;
    signature += stream.isAtEnd() ? '(end)' : tokenValue(stream.current);
  }
  place.end = stream.current.end;
  parser.expect('>');
  const problem = checkSignature(signature);
  if (problem !== undefined) stream.report(problem.code, problem.message, place);
  return signature;
}

/** The value that the package gives a token, as text. */
function tokenValue({ kind, text }: Token): string {
  if (kind === 'variable') return text.slice(1);
  if (kind === 'string') return unquoteString(text);
  if (kind === 'number') return String(Number.parseFloat(text));
  if (kind === 'regex') return String(readRegexLiteral(text));
  return text.startsWith('`') ? text.slice(1, -1) : text;
}
