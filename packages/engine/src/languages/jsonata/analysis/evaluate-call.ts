import type { CallNode, LambdaNode } from '../tree/syntax-node.ts';
import { asked, elsewhere, guarded, partOf, Scope } from './analyst.ts';
import type { Analyst, Context } from './analyst.ts';
import { BUILT_INS, OWN_FUNCTIONS } from './built-ins.ts';
import { checkArgument, checkListArgument } from './check-argument.ts';
import { checkCondition } from './check-condition.ts';
import { checkPresence } from './check-output.ts';
import { enter, meaningOfType, UNKNOWN } from './meaning.ts';
import type { Meaning } from './meaning.ts';

/** Functions that call a function with each item of an array. */
const EACH_ITEM = new Set(['map', 'filter', 'single']);

/** Functions that are there to ask whether there is something. */
const ASKING = new Set(['exists', 'default', 'boolean', 'not', 'type']);

export function evaluateCall(analyst: Analyst, node: CallNode, context: Context): Meaning {
  const { callee } = node;
  const name = callee.kind === 'variable' ? callee.name : undefined;
  if (name === undefined) analyst.evaluate(callee, elsewhere(context));
  if (name === undefined || context.scope.get(name) !== undefined) {
    for (const argument of node.arguments) analyst.evaluate(argument, guarded(elsewhere(context)));
    return UNKNOWN;
  }
  if (EACH_ITEM.has(name)) return evaluateEach(analyst, name, node, context);
  checkArguments(analyst, name, node, context);
  return readCallee(node, context);
}

/** What a call gives, by the name of its function. */
export function readCallee({ callee, arguments: given }: CallNode, context: Context): Meaning {
  if (callee.kind !== 'variable' || context.scope.get(callee.name) !== undefined) return UNKNOWN;
  if (given.some(({ kind }) => kind === 'placeholder')) return { isFunction: true };
  const gives = (BUILT_INS.get(callee.name) ?? OWN_FUNCTIONS.get(callee.name))?.gives;
  return gives === undefined ? UNKNOWN : meaningOfType(gives);
}

function checkArguments(analyst: Analyst, name: string, node: CallNode, context: Context): void {
  const builtIn = BUILT_INS.get(name) ?? OWN_FUNCTIONS.get(name);
  const unasked = builtIn?.passesAbsence === true ? partOf(context) : guarded(elsewhere(context));
  const inner = ASKING.has(name) ? asked(elsewhere(context)) : unasked;
  for (const [index, argument] of node.arguments.entries()) {
    const meaning = analyst.evaluate(argument, index === 0 ? inner : elsewhere(context));
    if (index > 0) continue;
    checkPresence(analyst, argument, meaning, inner);
    if (builtIn?.condition === true) checkCondition(analyst, argument, meaning);
    if (builtIn?.takes === undefined) continue;
    const check = { name, takes: builtIn.takes };
    if (builtIn.list === true) checkListArgument(analyst, argument, meaning, check);
    else checkArgument(analyst, argument, meaning, check);
  }
}

/** `$map` and its like: the function is read with what the items are. */
function evaluateEach(analyst: Analyst, name: string, { arguments: given }: CallNode, context: Context): Meaning {
  const [list, callback, ...rest] = given;
  if (list === undefined) return UNKNOWN;
  const source = analyst.evaluate(list, guarded(elsewhere(context)));
  const { item, loop } = enter(source);
  for (const argument of rest) analyst.evaluate(argument, elsewhere(context));
  if (callback?.kind !== 'lambda') {
    if (callback !== undefined) analyst.evaluate(callback, elsewhere(context));
    return UNKNOWN;
  }
  const isMap = name === 'map';
  const inner = isMap ? { ...context, isWrapped: true } : elsewhere(context);
  const result = readLambda(analyst, callback, [item], inner);
  if (name === 'single') return item;
  const value = isMap ? result : item;
  const isArray = loop !== undefined && list.kind !== 'call';
  return isArray ? { ...value, loop: { ...loop, isFiltered: loop.isFiltered || !isMap } } : value;
}

/** A function: its body is read once, with parameters of which nothing is known. */
export function evaluateLambda(
  analyst: Analyst,
  node: LambdaNode,
  given: readonly Meaning[],
  context: Context,
): Meaning {
  readLambda(analyst, node, given, elsewhere(context));
  return { isFunction: true };
}

function readLambda(
  analyst: Analyst,
  { parameters, body }: LambdaNode,
  given: readonly Meaning[],
  context: Context,
): Meaning {
  const scope = new Scope(context.scope);
  for (const [index, parameter] of parameters.entries()) {
    if (parameter.kind === 'variable') scope.set(parameter.name, given[index] ?? UNKNOWN);
  }
  return analyst.evaluate(body, { ...context, scope });
}
