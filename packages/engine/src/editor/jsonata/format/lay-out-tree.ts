import type { CallNode, LambdaNode, ObjectNode, SyntaxNode } from '../../../languages/jsonata/tree/syntax-node.ts';
import { group, indent, line, softLine } from './layout.ts';
import type { Layout } from './layout.ts';
import type { TokenCursor } from './token-cursor.ts';

/** Lays a tree without faults out. Every token is taken from the cursor, in order: nothing is written that is not there. */
export function layOutTree(node: SyntaxNode, cursor: TokenCursor): Layout {
  const take = (): Layout => cursor.take();
  const layOut = (child: SyntaxNode): Layout => layOutTree(child, cursor);
  switch (node.kind) {
    case 'path':
      return layOutPath(node.steps, cursor);
    case 'negate':
      return [take(), layOut(node.operand)];
    case 'range':
      return [layOut(node.from), take(), layOut(node.to)];
    case 'array':
      return layOutList(node.items, cursor, softLine);
    case 'object':
      return layOutPairs(node.pairs, cursor);
    case 'group':
      return [layOut(node.target), layOutPairs(node.pairs, cursor)];
    case 'block':
      return layOutList(node.expressions, cursor, node.expressions.length > 1 ? line : softLine, layOutStatement);
    case 'filter':
      return [layOut(node.target), take(), group([indent([softLine(), layOut(node.predicate)]), softLine(), take()])];
    case 'keep-array':
      return [layOut(node.target), take(), take()];
    case 'sort':
      return [layOut(node.target), take(), layOutList(node.terms, cursor, softLine)];
    case 'term':
      return [node.token.end > node.token.start ? take() : '', layOut(node.expression)];
    case 'focus':
    case 'index':
      return [layOut(node.target), take(), layOut(node.variable)];
    case 'call':
      return layOutCall(node, cursor);
    case 'lambda':
      return layOutLambda(node, cursor);
    case 'bind':
      return [layOut(node.variable), ' ', take(), ' ', layOut(node.value)];
    case 'binary':
    case 'chain':
    case 'default':
    case 'coalesce':
      return layOutOperation(node, cursor, true);
    case 'condition':
      return group(layOutCondition(node, cursor));
    case 'pair':
      return [layOut(node.key), take(), ' ', layOut(node.value)];
    case 'transform': {
      const remove = (child: SyntaxNode): Layout => [take(), ' ', layOut(child)];
      const { pattern, update } = node;
      return [
        take(),
        layOut(pattern),
        take(),
        layOut(update),
        node.remove === undefined ? '' : remove(node.remove),
        take(),
      ];
    }
    default:
      return take();
  }
}

/** Where a step has brackets of its own, lines end in them; else they end before a dot. */
function layOutPath(steps: readonly SyntaxNode[], cursor: TokenCursor): Layout {
  const [first, ...rest] = steps;
  if (first === undefined) return '';
  const head = layOutTree(first, cursor);
  const hasBrackets = steps.some((step) => isBracketed(step));
  const tail = rest.map((step): Layout => [hasBrackets ? '' : softLine(), cursor.take(), layOutTree(step, cursor)]);
  return hasBrackets ? [head, ...tail] : group([head, indent(tail)]);
}

function isBracketed({ kind }: SyntaxNode): boolean {
  return ['object', 'block', 'array', 'group', 'call', 'filter', 'sort', 'lambda'].includes(kind);
}

/** Within brackets, one below the other unless they fit on a line; where the source has them so, they stay so. */
function layOutList(
  items: readonly SyntaxNode[],
  cursor: TokenCursor,
  edge: typeof line,
  layOutItem = layOutTree,
): Layout {
  const [only] = items;
  const isWide = cursor.isOpenedWide();
  if (only?.kind !== undefined && items.length === 1 && !isWide && isHugged(only)) {
    const content = [cursor.take(), layOutTree(only, cursor), cursor.isAt(';') ? cursor.take() : ''];
    return [content, cursor.take()];
  }
  const open = cursor.take();
  const content = items.map((item, index): Layout => {
    const before = index === 0 ? edge() : line(cursor.isAtBlankLine());
    const isLast = index === items.length - 1;
    return [before, layOutItem(item, cursor), isLast && !cursor.isAt(';') ? '' : cursor.take()];
  });
  return closeBrackets(open, content, cursor, edge, isWide && items.length > 0);
}

function closeBrackets(
  open: Layout,
  content: Layout[],
  cursor: TokenCursor,
  edge: typeof line,
  isWide: boolean,
): Layout {
  const comments = cursor.takeComments();
  const inner = comments.length === 0 ? content : [...content, line(), comments];
  const close = cursor.takeToken();
  if (inner.length === 0) return [open, close];
  return group([open, indent(inner), content.length === 0 ? line() : edge(), close], isWide);
}

/** Brackets right around what has brackets itself. */
function isHugged(node: SyntaxNode): boolean {
  if (node.kind === 'path') return node.steps.at(-1)?.kind === 'object';
  return node.kind === 'object' || node.kind === 'array' || node.kind === 'group';
}

function layOutPairs(pairs: ObjectNode['pairs'], cursor: TokenCursor): Layout {
  return layOutList(pairs, cursor, line);
}

function layOutCall({ callee, arguments: given }: CallNode, cursor: TokenCursor): Layout {
  const name = layOutTree(callee, cursor);
  const last = given.at(-1);
  const isHugging =
    last !== undefined &&
    (last.kind === 'lambda' || last.kind === 'object') &&
    !cursor.isOpenedWide() &&
    given.slice(0, -1).every(({ kind }) => !['lambda', 'object', 'block'].includes(kind));
  if (!isHugging) return [name, layOutList(given, cursor, softLine)];
  const open = cursor.take();
  const content = given.map((argument): Layout => [
    layOutTree(argument, cursor),
    argument === last ? '' : [cursor.take(), ' '],
  ]);
  return [name, open, content, cursor.take()];
}

function layOutLambda({ parameters, body }: LambdaNode, cursor: TokenCursor): Layout {
  const keyword = cursor.take();
  const list = layOutList(parameters, cursor, softLine);
  const signature: Layout[] = [];
  while (!cursor.isAt('{')) signature.push(cursor.take());
  const isWide = cursor.isOpenedWide();
  const open = cursor.take();
  return [
    keyword,
    list,
    signature,
    ' ',
    closeBrackets(open, [line(), layOutStatement(body, cursor)], cursor, line, isWide),
  ];
}

function layOutOperation(node: OperatorNode, cursor: TokenCursor, isIndented: boolean): Layout {
  const [first = '', ...rest] = layOutOperators(node, cursor);
  return group([first, isIndented ? indent(rest) : rest], rest.length > 0);
}

/** An expression that begins a line of its own: its operands need no indentation. */
export function layOutStatement(node: SyntaxNode, cursor: TokenCursor): Layout {
  return isOperator(node) ? layOutOperation(node, cursor, false) : layOutTree(node, cursor);
}

type OperatorNode = Extract<SyntaxNode, { kind: 'binary' | 'chain' | 'default' | 'coalesce' }>;

interface Operand {
  operator: Layout;
  /** The source ends a line beside the operator. */
  isBroken: boolean;
  right: Layout;
}

/**
 * Operands of one operator stand below each other, whatever the tree nests; where the source has several on a line, they stay.
 * Operators end their line, but for those that hand a value on.
 */
function layOutOperators(node: OperatorNode, cursor: TokenCursor): Layout[] {
  const chained: OperatorNode[] = [node];
  let first = node.left;
  while (isOperator(first) && nameOperator(first) === nameOperator(node)) {
    chained.unshift(first);
    first = first.left;
  }
  const head = layOutTree(first, cursor);
  const operands = chained.map((each): Operand => {
    const isBroken = cursor.isAtLineStart() || cursor.isOpenedWide();
    return { isBroken, operator: cursor.take(), right: layOutTree(rightOf(each), cursor) };
  });
  const isLeading = node.kind !== 'binary';
  const rows: Layout[][] = [[head]];
  for (const { operator, isBroken, right } of operands) {
    const gap = line();
    const row = rows.at(-1) ?? [];
    if (!isBroken) row.push(isLeading ? [gap, operator, ' ', right] : [' ', operator, gap, right]);
    else if (isLeading) rows.push([[operator, ' ', right]]);
    else {
      row.push([' ', operator]);
      rows.push([right]);
    }
  }
  return rows.map((row, index) => [index === 0 ? '' : line(), group(row)]);
}

function isOperator(node: SyntaxNode): node is OperatorNode {
  return node.kind === 'binary' || node.kind === 'chain' || node.kind === 'default' || node.kind === 'coalesce';
}

function nameOperator(node: OperatorNode): string {
  return node.kind === 'binary' ? node.operator : node.kind;
}

function rightOf(node: OperatorNode): SyntaxNode {
  return node.kind === 'binary' || node.kind === 'chain' ? node.right : node.otherwise;
}

/** Conditions that follow each other stand below each other. */
function layOutCondition(node: Extract<SyntaxNode, { kind: 'condition' }>, cursor: TokenCursor): Layout {
  const { test, consequence, otherwise } = node;
  const head = [
    layOutTree(test, cursor),
    indent([line(), cursor.take(), ' ', indent(layOutTree(consequence, cursor))]),
  ];
  if (otherwise === undefined) return head;
  const colon = indent([line(), cursor.take(), ' ']);
  if (otherwise.kind === 'condition') return [head, colon, layOutCondition(otherwise, cursor)];
  return [head, colon, indent(indent(layOutTree(otherwise, cursor)))];
}
