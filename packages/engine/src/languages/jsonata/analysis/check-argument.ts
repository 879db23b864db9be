import { describeShape } from '../../../shapes/describe-shape.ts';
import { isNumericText } from '../../../shapes/numeric-text.ts';
import type { SyntaxNode } from '../tree/syntax-node.ts';
import { textOf } from './analyst.ts';
import type { Analyst } from './analyst.ts';
import { knownTypes } from './meaning.ts';
import type { Meaning } from './meaning.ts';

interface Check {
  name: string;
  takes: 'string' | 'number';
}

const WANTED = { string: 'text', number: 'a number' };
const CONVERT = { string: '$string', number: '$number' };

/** A first argument that the signature of the function refuses. */
export function checkArgument(analyst: Analyst, node: SyntaxNode, meaning: Meaning, { name, takes }: Check): void {
  const { shape } = meaning;
  const type = takes === 'number' ? 'string' : 'number';
  if (shape === undefined || meaning.loop !== undefined || !isOnly(meaning, type)) return;
  const call = `${CONVERT[takes]}(${textOf(node, analyst)})`;
  const problem = `\`$${name}\` takes ${WANTED[takes]}; \`${textOf(node, analyst)}\` is ${describeShape(shape)}`;
  if (takes === 'number' && !isNumericText(shape)) analyst.report('wrong-type', problem, node);
  else analyst.report('wrong-type', `${problem}: write \`${call}\``, node, wrapIn(CONVERT[takes], node));
}

/** An argument that is a list: each of its items must be what the function takes. */
export function checkListArgument(analyst: Analyst, node: SyntaxNode, meaning: Meaning, { name, takes }: Check): void {
  const { shape, loop } = meaning;
  const type = takes === 'number' ? 'string' : 'number';
  if (shape === undefined || loop === undefined || !isOnly(meaning, type)) return;
  const last = node.kind === 'path' ? node.steps.at(-1) : undefined;
  const wanted = takes === 'number' ? 'numbers' : 'texts';
  const problem = `\`$${name}\` takes ${wanted}; each \`${textOf(node, analyst)}\` is ${describeShape(shape)}`;
  if (last?.kind !== 'name' || (takes === 'number' && !isNumericText(shape))) {
    analyst.report('wrong-type', problem, node);
    return;
  }
  const call = `${CONVERT[takes]}(${textOf(last, analyst)})`;
  analyst.report('wrong-type', `${problem}: write \`${call}\` for the last step`, node, wrapIn(CONVERT[takes], last));
}

/** Whether every value has that type; null is no number and no text either. */
export function isOnly(meaning: Meaning, type: 'string' | 'number'): boolean {
  const types = knownTypes(meaning);
  if (types === undefined || !types.has(type)) return false;
  return [...types].every((known) => known === type || known === 'null');
}

export function wrapIn(name: string, { start, end }: SyntaxNode) {
  const edits = [
    { start, end: start, text: `${name}(` },
    { start: end, end, text: ')' },
  ];
  return { title: `Convert with ${name}`, edits };
}
