import { positionAt } from '../../../diagnostics/position.ts';
import { lowerTree } from '../../../languages/jsonata/tree/lower-tree.ts';
import { parseTree } from '../../../languages/jsonata/tree/parser.ts';
import type { SyntaxTree } from '../../../languages/jsonata/tree/parser.ts';
import type { Formatting } from '../../editor-request.ts';
import { layOutStatement } from './lay-out-tree.ts';
import { printLayout } from './print-layout.ts';
import { TokenCursor } from './token-cursor.ts';

const WIDTH = 120;

/** A comment in an odd place ends lines that then stay as they are: what comes of it is formatted again. */
const MOST_PASSES = 6;

/**
 * Lines broken and indented anew. Only the space between tokens changes: comments stay, and so does what the expression
 * means, which is checked. Formatting what is formatted changes nothing.
 */
export function formatJsonata(source: string): Formatting {
  const tree = parseTree(source);
  const [fault] = tree.faults;
  if (fault !== undefined) {
    const { line, column } = positionAt(source, fault.start);
    return { source, reason: `Syntax error at line ${line}, column ${column}: ${fault.message}` };
  }
  let current = tree;
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const formatted = parseTree(printTree(current));
    if (!isSame(tree, formatted)) break;
    if (formatted.source === current.source) return { source: formatted.source };
    current = formatted;
  }
  return { source, reason: 'It cannot be laid out without changing what it means' };
}

function printTree({ source, root, tokens }: SyntaxTree): string {
  const cursor = new TokenCursor(tokens);
  const layout = layOutStatement(root, cursor);
  const printed = printLayout([layout, ...cursor.takeComments()], WIDTH).trim();
  return /\n[ \t\n\r\v]*$/.test(source) ? `${printed}\n` : printed;
}

function isSame(before: SyntaxTree, after: SyntaxTree): boolean {
  return listTokens(before) === listTokens(after) && describeMeaning(before) === describeMeaning(after);
}

function listTokens({ tokens }: SyntaxTree): string {
  return JSON.stringify(tokens.filter(({ kind }) => kind !== 'space').map(({ kind, text }) => [kind, text]));
}

/** The lowered tree, or why there is none, without positions. */
function describeMeaning(tree: SyntaxTree): string {
  const { ast, fault } = lowerTree(tree);
  if (fault !== undefined) return fault.code;
  return JSON.stringify(ast, (key, value: unknown) => {
    if (key === 'position') return undefined;
    return value instanceof RegExp ? String(value) : value;
  });
}
