import type { Action } from './action.ts';
import { checkExpression } from './check-expression.ts';
import { refuse } from './draft.ts';
import type { Draft, Refusal } from './draft.ts';
import { beginsLine, findIndent, findLineBreak, indentAt } from './layout.ts';
import type { Mapping } from './mapping.ts';
import { readUnits } from './own-comments.ts';
import { seeThrough } from './see-through.ts';

const VARIABLE = /^\$[A-Za-z_]\w*$/;

/** A variable for the whole template, after those that there are. */
export function addBinding(mapping: Mapping, { name, text }: Extract<Action, { type: 'addBinding' }>): Draft | Refusal {
  const { tree, source, tokens } = mapping;
  const wrong = checkExpression(text);
  if (wrong !== undefined) return wrong;
  if (!VARIABLE.test(name)) return refuse('the name of a variable is such as $total');
  if (tree.root.kind === 'missing') return refuse('there is no template yet');
  const isTaken = tree.tokens.some((token) => token.kind === 'variable' && token.text === name);
  if (isTaken) return refuse(`${name} means something else already`);
  const [block] = seeThrough(tree.root).blocks;
  const line = findLineBreak(source);
  const binding = `${name} := ${text};`;
  if (block === undefined) {
    const { start, end } = tree.root;
    const outer = `${line}${indentAt(source, start)}`;
    const edit = { start, end: start, text: `(${outer}${findIndent(source)}${binding}${line}${outer}` };
    const from = edit.text.indexOf(binding) + name.length + 4;
    return { edits: [edit, { start: end, end, text: `${outer})` }], select: { edit, from, to: from + text.length } };
  }
  const units = readUnits(block.expressions, block.token.end, ';', tokens);
  const before = units.at(-2);
  if (before === undefined) return refuse('its variables cannot be read');
  const isLines = beginsLine(source, before.start);
  const at = before.tail.end;
  const space = isLines ? `${line}${indentAt(source, before.start)}` : ' ';
  const edit = { start: at, end: at, text: `${space}${binding}` };
  const to = edit.text.length - 1;
  return { edits: [edit], select: { edit, from: to - text.length, to } };
}
