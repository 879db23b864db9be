import { findTrueText } from '../../../shapes/text-flag.ts';
import type { SyntaxNode } from '../tree/syntax-node.ts';
import { textOf } from './analyst.ts';
import type { Analyst } from './analyst.ts';
import type { Meaning } from './meaning.ts';

/** A text such as "0" as a condition, where all texts but "" count as true. */
export function checkCondition(analyst: Analyst, node: SyntaxNode, { place, shape, loop }: Meaning): void {
  if (place === undefined || shape === undefined || loop !== undefined) return;
  const trueText = findTrueText(shape);
  if (trueText === undefined) return;
  const seen = (shape.values ?? []).filter((value) => typeof value === 'string').map((value) => JSON.stringify(value));
  const comparison = `${textOf(node, analyst)} = ${JSON.stringify(trueText)}`;
  const message = `\`${textOf(node, analyst)}\` is text, ${seen.join(' or ')}, and any text but "" counts as true: write \`${comparison}\``;
  const edits = [{ start: node.end, end: node.end, text: ` = ${JSON.stringify(trueText)}` }];
  analyst.report('text-condition', message, node, { title: `Compare with ${JSON.stringify(trueText)}`, edits });
}
