import { bindingPower } from '../languages/jsonata/tree/binding-powers.ts';
import { parseTree } from '../languages/jsonata/tree/parser.ts';
import type { SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';

/** Whether an operator of that power beside the node would take a part of it. */
export function needsBrackets(node: SyntaxNode, power: number): boolean {
  return powerOf(node) <= power;
}

/** The loosest operator that a node ends in. */
function powerOf(node: SyntaxNode): number {
  switch (node.kind) {
    case 'bind':
      return bindingPower(':=');
    case 'condition':
      return bindingPower('?');
    case 'default':
    case 'coalesce':
      // What is on their right reaches as far as it can.
      return 0;
    case 'chain':
    case 'sort':
      return bindingPower('~>');
    case 'binary':
      return bindingPower(node.operator);
    case 'missing':
    case 'skipped':
    case 'range':
      return 0;
    default:
      return Number.POSITIVE_INFINITY;
  }
}

/** An expression beside an operator of that power, in brackets where it needs them. */
export function bracket(text: string, power: number): string {
  return needsBrackets(parseTree(text).root, power) ? `(${text})` : text;
}
