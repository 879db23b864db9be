import { describeAbsence } from '../../../shapes/describe-missing.ts';
import { countAbsent } from '../../../shapes/payload-place.ts';
import type { SyntaxNode } from '../tree/syntax-node.ts';
import { textOf } from './analyst.ts';
import type { Analyst, Context } from './analyst.ts';
import type { Meaning } from './meaning.ts';

/** What an expression gives that is output as it is. */
export function checkLeaf(analyst: Analyst, node: SyntaxNode, meaning: Meaning, context: Context): void {
  if (context.reach !== 'output') return;
  checkPresence(analyst, node, meaning, context);
  if (analyst.format === 'json' && !context.isWrapped) checkOneItem(analyst, node, meaning, context);
}

/** A field that is part of the output and not always there. */
export function checkPresence(analyst: Analyst, node: SyntaxNode, { place }: Meaning, context: Context): void {
  if (place === undefined || context.isGuarded || context.reach === 'elsewhere') return;
  const absent = countAbsent(place);
  if (absent === undefined) return;
  const then = context.reach === 'part' ? 'nothing is put in its place' : leftOut(context.key);
  analyst.report('maybe-absent', `\`${textOf(node, analyst)}\` is ${describeAbsence(absent)}; ${then} then`, node);
}

function leftOut(key: string | undefined): string {
  return key === undefined ? 'it is left out' : `\`${key}\` is left out`;
}

/** The output of a loop is an array for two items or more, what the one item gives for one, and nothing for none. */
function checkOneItem(analyst: Analyst, node: SyntaxNode, meaning: Meaning, { key, isGuarded }: Context): void {
  const { loop, shape } = meaning;
  if (loop === undefined) return;
  const isObject = shape?.types.has('object') === true;
  if (loop.isFiltered && !isObject) return;
  const subject = key === undefined ? 'the output' : `\`${key}\``;
  const single = isObject ? 'one object' : 'a single value';
  const nothing = key === undefined ? 'nothing' : 'left out';
  const none = isGuarded ? '' : `${nothing} for 0 items of \`${loop.array}\`, `;
  const one = isGuarded ? `for 1 item of \`${loop.array}\`` : 'for 1';
  const message = `${subject} is ${none}${single} ${one} and an array for 2 or more: write \`[…]\` around it to have an array always`;
  const edits = [
    { start: node.start, end: node.start, text: '[' },
    { start: node.end, end: node.end, text: ']' },
  ];
  analyst.report('one-item-array', message, node, { title: 'Always make an array', edits });
}
