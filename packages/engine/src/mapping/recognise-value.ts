import { withoutKeepArray } from '../languages/jsonata/tree/syntax-node.ts';
import type { FilterNode, SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';
import type { Scalar } from '../shapes/shape.ts';
import type { Part } from './row.ts';

/** A path that only selects: names, variables, filters and the like. */
export function isPath(node: SyntaxNode): boolean {
  switch (node.kind) {
    case 'name':
    case 'variable':
    case 'wildcard':
    case 'descendant':
    case 'parent':
      return true;
    case 'path':
      return node.steps.every((step) => isPath(step) || step.kind === 'string');
    case 'filter':
    case 'keep-array':
    case 'sort':
    case 'focus':
    case 'index':
      return isPath(node.target);
    default:
      return false;
  }
}

/** `[0]`, `[-1]` */
export function isPosition({ predicate }: FilterNode): boolean {
  return predicate.kind === 'number' || predicate.kind === 'negate';
}

/** Undefined where the node is no literal. */
export function readLiteral(node: SyntaxNode): { value: Scalar } | undefined {
  if (node.kind === 'string' || node.kind === 'number' || node.kind === 'constant') return { value: node.value };
  if (node.kind === 'negate' && node.operand.kind === 'number') return { value: -node.operand.value };
  return undefined;
}

export function readPart(node: SyntaxNode): Part {
  const { start, end } = node;
  if (node.kind === 'string') return { kind: 'text', start, end };
  if (isPath(node)) return { kind: 'path', start, end };
  return { kind: readLiteral(node) === undefined ? 'expression' : 'literal', start, end };
}

/** The operands of `a & b & c`. */
export function readOperands(node: SyntaxNode): SyntaxNode[] {
  const operands: SyntaxNode[] = [];
  let left = node;
  while (left.kind === 'binary' && left.operator === '&') {
    operands.unshift(left.right);
    left = left.left;
  }
  return [left, ...operands];
}

/** A call as it is evaluated: with what stands before `~>` for its first argument. */
export interface CallParts {
  name: string;
  callee: SyntaxNode;
  given: SyntaxNode[];
}

export function readCall(node: SyntaxNode): CallParts | undefined {
  if (node.kind === 'chain') {
    if (node.right.kind === 'call') {
      const call = readCall(node.right);
      return call === undefined ? undefined : { ...call, given: [node.left, ...call.given] };
    }
    return node.right.kind === 'variable'
      ? { name: `$${node.right.name}`, callee: node.right, given: [node.left] }
      : undefined;
  }
  if (node.kind !== 'call') return undefined;
  const callee = withoutKeepArray(node.callee);
  if (callee.kind !== 'variable') return undefined;
  return { name: `$${callee.name}`, callee, given: node.arguments };
}
