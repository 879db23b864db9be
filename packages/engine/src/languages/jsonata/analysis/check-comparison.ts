import { findNearestName } from '../../../diagnostics/find-nearest-name.ts';
import type { Fix } from '../../../diagnostics/diagnostic.ts';
import { describeShape } from '../../../shapes/describe-shape.ts';
import { isNumericText } from '../../../shapes/numeric-text.ts';
import type { Scalar, Shape, ValueType } from '../../../shapes/shape.ts';
import type { BinaryNode, SyntaxNode } from '../tree/syntax-node.ts';
import { textOf } from './analyst.ts';
import type { Analyst } from './analyst.ts';
import { isOnly, wrapIn } from './check-argument.ts';
import { knownTypes } from './meaning.ts';
import type { Meaning } from './meaning.ts';

const ORDERING = new Set(['<', '<=', '>', '>=']);
const CHECKED: readonly ValueType[] = ['string', 'number', 'boolean'];

/** Comparisons whose outcome is the same for every payload, and those that fail. */
export function checkComparison(analyst: Analyst, node: BinaryNode, left: Meaning, right: Meaning): void {
  if (node.operator === '=' || node.operator === '!=') checkEquality(analyst, node, left, right);
  else if (ORDERING.has(node.operator)) checkOrdering(analyst, node, left, right);
}

/** Text where arithmetic needs a number. */
export function checkArithmetic(analyst: Analyst, node: SyntaxNode, meaning: Meaning): void {
  if (meaning.shape === undefined || meaning.loop !== undefined || !isOnly(meaning, 'string')) return;
  const text = textOf(node, analyst);
  const problem = `\`${text}\` is ${describeShape(meaning.shape)}, and cannot be calculated with`;
  if (!isNumericText(meaning.shape)) analyst.report('wrong-type', problem, node);
  else analyst.report('wrong-type', `${problem}: write \`$number(${text})\``, node, wrapIn('$number', node));
}

function checkEquality(analyst: Analyst, node: BinaryNode, left: Meaning, right: Meaning): void {
  const [here, there] = [comparable(left), comparable(right)];
  if (here === undefined || there === undefined || isEmptyText(node.left) || isEmptyText(node.right)) return;
  // Where nothing but null was seen, nothing is known of the values.
  const isMixed = [...here].every((type) => !there.has(type));
  if (isMixed) reportNever(analyst, node, left, right);
  else checkValues(analyst, node, left, right);
}

/** The types of scalars that can be compared; undefined when an array, an object or nothing but null is among them. */
function comparable(meaning: Meaning): ReadonlySet<ValueType> | undefined {
  const types = knownTypes(meaning);
  if (types === undefined || types.has('object') || types.has('array')) return undefined;
  return CHECKED.some((type) => types.has(type)) ? types : undefined;
}

/** A comparison with "" asks for anything at all. */
function isEmptyText(node: SyntaxNode): boolean {
  return node.kind === 'string' && node.value === '';
}

function reportNever(analyst: Analyst, node: BinaryNode, left: Meaning, right: Meaning): void {
  const [value, other, shape, otherShape] = isLiteral(node.left)
    ? [node.right, node.left, right.shape, left.shape]
    : [node.left, node.right, left.shape, right.shape];
  if (shape === undefined || otherShape === undefined) return;
  const outcome = node.operator === '=' ? 'is never equal to' : 'always differs from';
  const otherText = isLiteral(other)
    ? `${describeType(other)} ${textOf(other, analyst)}`
    : `\`${textOf(other, analyst)}\`, ${describeShape(otherShape)}`;
  const fix = fixLiteral(other, shape);
  const advice = fix === undefined ? '' : `: write ${fix.edits[0]?.text ?? ''}`;
  const message = `\`${textOf(value, analyst)}\` is ${describeShape(shape)}, and ${outcome} ${otherText}${advice}`;
  analyst.report('never-equal', message, node, fix);
}

function isLiteral({ kind }: SyntaxNode): boolean {
  return kind === 'number' || kind === 'string' || kind === 'constant';
}

function describeType(node: SyntaxNode): string {
  if (node.kind === 'number') return 'the number';
  return node.kind === 'string' ? 'the text' : 'the boolean';
}

/** The literal in the type of the values, where that is one step. */
function fixLiteral(literal: SyntaxNode, shape: Shape): Fix | undefined {
  const text = rewriteLiteral(literal, shape);
  if (text === undefined) return undefined;
  return { title: `Compare with ${text}`, edits: [{ start: literal.start, end: literal.end, text }] };
}

function rewriteLiteral(literal: SyntaxNode, { types, values }: Shape): string | undefined {
  if (types.has('string') && literal.kind === 'number') return `"${literal.value}"`;
  if (types.has('string') && literal.kind === 'constant' && typeof literal.value === 'boolean') {
    const words = literal.value ? ['true', '1', 'yes'] : ['false', '0', 'no'];
    const seen = words.find((word) => values?.includes(word));
    return seen === undefined ? undefined : `"${seen}"`;
  }
  if (literal.kind !== 'string') return undefined;
  if (types.has('number') && literal.value.trim() !== '' && Number.isFinite(Number(literal.value)))
    return literal.value.trim();
  return types.has('boolean') && /^(?:true|false)$/.test(literal.value) ? literal.value : undefined;
}

/** A text that is not among those that a schema allows. */
function checkValues(analyst: Analyst, node: BinaryNode, left: Meaning, right: Meaning): void {
  const sides = [
    { value: node.left, shape: left.shape, literal: node.right, literalShape: right.shape },
    { value: node.right, shape: right.shape, literal: node.left, literalShape: left.shape },
  ];
  for (const { value, shape, literal } of sides) {
    if (
      shape?.exhaustive !== true ||
      shape.values === undefined ||
      literal.kind !== 'string' ||
      value.kind === 'string'
    )
      continue;
    if (shape.values.includes(literal.value)) continue;
    const nearest = findNearestName(
      literal.value,
      shape.values.filter((known) => typeof known === 'string'),
    );
    const advice =
      nearest === undefined ? `one of ${listValues(shape.values)}` : `did you mean ${JSON.stringify(nearest)}?`;
    const outcome = node.operator === '=' ? 'is never' : 'always differs from';
    const message = `\`${textOf(value, analyst)}\` ${outcome} ${textOf(literal, analyst)}; ${nearest === undefined ? `it is ${advice}` : advice}`;
    const text = JSON.stringify(nearest);
    const fix =
      nearest === undefined
        ? undefined
        : { title: `Change to ${text}`, edits: [{ start: literal.start, end: literal.end, text }] };
    analyst.report('never-equal', message, node, fix);
  }
}

function listValues(values: readonly Scalar[]): string {
  return values.map((value) => JSON.stringify(value)).join(', ');
}

/** `<` and its like fail on text and number: they do not convert. */
function checkOrdering(analyst: Analyst, node: BinaryNode, left: Meaning, right: Meaning): void {
  if (left.loop !== undefined || right.loop !== undefined) return;
  const sides: [SyntaxNode, Meaning, Meaning][] = [
    [node.left, left, right],
    [node.right, right, left],
  ];
  for (const [side, meaning, other] of sides) {
    if (meaning.shape === undefined || !isOnly(meaning, 'string') || !isOnly(other, 'number')) continue;
    const text = textOf(side, analyst);
    const problem = `\`${text}\` is ${describeShape(meaning.shape)}, and cannot be ordered with a number`;
    if (!isNumericText(meaning.shape)) analyst.report('wrong-type', problem, node);
    else analyst.report('wrong-type', `${problem}: write \`$number(${text})\``, node, wrapIn('$number', side));
  }
}
