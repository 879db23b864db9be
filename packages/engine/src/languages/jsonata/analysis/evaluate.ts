import { asked, elsewhere, guarded, partOf, Scope } from './analyst.ts';
import type { Analyst, Context } from './analyst.ts';
import { checkArithmetic, checkComparison } from './check-comparison.ts';
import { checkCondition } from './check-condition.ts';
import { checkLeaf, checkPresence } from './check-output.ts';
import { evaluateCall, evaluateLambda, readCallee } from './evaluate-call.ts';
import { evaluateArray, evaluateObject, evaluatePairs } from './evaluate-constructor.ts';
import { evaluatePath, evaluateStep } from './evaluate-path.ts';
import { enter, joinMeanings, meaningOfLiteral, meaningOfType, UNKNOWN, withoutPlace } from './meaning.ts';
import type { Meaning } from './meaning.ts';
import type { BinaryNode, ConditionNode, FallbackNode, SyntaxNode } from '../tree/syntax-node.ts';

const ARITHMETIC = new Set(['+', '-', '*', '/', '%']);

/** Kinds whose parts are checked as output one by one. */
const COMPOSED = new Set(['block', 'condition', 'default', 'coalesce', 'array', 'object', 'bind', 'lambda']);

/** What the value of an expression is, and on the way everything that is wrong with it. */
export function evaluate(analyst: Analyst, node: SyntaxNode, context: Context): Meaning {
  const meaning = evaluateKind(analyst, node, context);
  if (!COMPOSED.has(node.kind)) checkLeaf(analyst, node, meaning, context);
  return meaning;
}

function evaluateKind(analyst: Analyst, node: SyntaxNode, context: Context): Meaning {
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'constant':
      return meaningOfLiteral(node.value);
    case 'path':
      return evaluatePath(analyst, node.steps, context);
    case 'name':
    case 'wildcard':
    case 'descendant':
    case 'parent':
    case 'filter':
    case 'keep-array':
    case 'sort':
    case 'focus':
    case 'index':
      return evaluatePath(analyst, [node], context);
    case 'variable':
      return evaluateStep(analyst, node, context);
    case 'group': {
      const { item } = enter(analyst.evaluate(node.target, elsewhere(context)));
      const inner = { ...context, item, outer: context, isNamed: false, isWrapped: true };
      evaluatePairs(analyst, node.pairs, inner);
      return meaningOfType('object');
    }
    case 'array':
      return evaluateArray(analyst, node, context);
    case 'object':
      return evaluateObject(analyst, node, context);
    case 'block':
      return evaluateBlock(analyst, node.expressions, context);
    case 'bind':
      return evaluateBind(analyst, node.variable, node.value, context);
    case 'lambda':
      return evaluateLambda(analyst, node, [], context);
    case 'call':
      return evaluateCall(analyst, node, context);
    case 'condition':
      return evaluateCondition(analyst, node, context);
    case 'default':
    case 'coalesce':
      return evaluateFallback(analyst, node, context);
    case 'binary':
      return evaluateBinary(analyst, node, context);
    case 'negate': {
      const operand = analyst.evaluate(node.operand, partOf(context));
      checkArithmetic(analyst, node.operand, operand);
      return meaningOfType('number');
    }
    case 'chain':
      analyst.evaluate(node.left, elsewhere(context));
      if (node.right.kind === 'call') {
        for (const argument of node.right.arguments) analyst.evaluate(argument, elsewhere(context));
        return readCallee(node.right, context);
      }
      analyst.evaluate(node.right, elsewhere(context));
      return UNKNOWN;
    default:
      return evaluateRest(analyst, node, context);
  }
}

/** What nothing is known of: its parts are read in an unknown context. */
function evaluateRest(analyst: Analyst, node: SyntaxNode, context: Context): Meaning {
  const inner = { ...elsewhere(context), item: UNKNOWN, outer: undefined, isNamed: false };
  for (const child of node.children) analyst.evaluate(child, inner);
  return UNKNOWN;
}

function evaluateBlock(analyst: Analyst, expressions: readonly SyntaxNode[], context: Context): Meaning {
  const inner = { ...context, scope: new Scope(context.scope) };
  let last: Meaning = UNKNOWN;
  for (const [index, expression] of expressions.entries()) {
    last = analyst.evaluate(expression, index === expressions.length - 1 ? inner : elsewhere(inner));
  }
  return last;
}

function evaluateBind(analyst: Analyst, variable: SyntaxNode, value: SyntaxNode, context: Context): Meaning {
  const meaning = analyst.evaluate(value, elsewhere(context));
  if (variable.kind === 'variable') context.scope.set(variable.name, meaning);
  return meaning;
}

function evaluateCondition(analyst: Analyst, node: ConditionNode, context: Context): Meaning {
  const test = analyst.evaluate(node.test, asked(elsewhere(context)));
  checkCondition(analyst, node.test, test);
  // What the condition asks for is not known: in its branches, absence may have been thought of.
  const branch = guarded(context);
  const consequence = analyst.evaluate(node.consequence, branch);
  if (node.otherwise === undefined) return withoutPlace(consequence);
  return joinMeanings(consequence, analyst.evaluate(node.otherwise, branch));
}

function evaluateFallback(analyst: Analyst, node: FallbackNode, context: Context): Meaning {
  const left = analyst.evaluate(node.left, asked(context));
  const otherwise = analyst.evaluate(node.otherwise, context);
  return joinMeanings(left, otherwise);
}

function evaluateBinary(analyst: Analyst, node: BinaryNode, context: Context): Meaning {
  const { operator } = node;
  if (operator === '&') {
    for (const side of [node.left, node.right]) {
      checkPresence(analyst, side, analyst.evaluate(side, partOf(context)), partOf(context));
    }
    return meaningOfType('string');
  }
  if (ARITHMETIC.has(operator)) {
    const inner = partOf(context);
    for (const side of [node.left, node.right]) {
      const meaning = analyst.evaluate(side, inner);
      checkPresence(analyst, side, meaning, inner);
      checkArithmetic(analyst, side, meaning);
    }
    return meaningOfType('number');
  }
  const isQuestion = operator === 'and' || operator === 'or' || isNull(node.left) || isNull(node.right);
  const inner = { ...guarded(elsewhere(context)), isAsked: isQuestion };
  const left = analyst.evaluate(node.left, inner);
  const right = analyst.evaluate(node.right, inner);
  if (operator === 'and' || operator === 'or') {
    checkCondition(analyst, node.left, left);
    checkCondition(analyst, node.right, right);
  } else checkComparison(analyst, node, left, right);
  return meaningOfType('boolean');
}

function isNull(node: SyntaxNode): boolean {
  return node.kind === 'constant' && node.value === null;
}
