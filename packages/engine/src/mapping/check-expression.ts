import { refuse } from './draft.ts';
import type { Refusal } from './draft.ts';
import { parseTree } from '../languages/jsonata/tree/parser.ts';

/** What is wrong with a text as an expression of its own; undefined when nothing is. */
export function checkExpression(text: string): Refusal | undefined {
  if (text.trim() === '') return refuse('an expression is missing');
  const [fault] = parseTree(text).faults;
  return fault === undefined ? undefined : refuse(`that is no expression: ${fault.message}`);
}

/** The expression without the space and comments around it. */
export function readCore(text: string): string {
  const { root } = parseTree(text);
  return text.slice(root.start, root.end);
}
