import { selectField } from '../../../shapes/payload-place.ts';
import type { FilterNode, SyntaxNode } from '../tree/syntax-node.ts';
import { elsewhere, guarded, Scope } from './analyst.ts';
import type { Analyst, Context } from './analyst.ts';
import { BUILT_INS, OWN_FUNCTIONS } from './built-ins.ts';
import { checkCondition } from './check-condition.ts';
import { addLoop, enter, meaningOfPlace, meaningOfType, UNKNOWN } from './meaning.ts';
import type { Meaning } from './meaning.ts';
import { reportMissing } from './report-missing.ts';

const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>=', 'in', 'and', 'or']);

/** The steps one after the other, each read in what the one before it gives, item by item. */
export function evaluatePath(analyst: Analyst, steps: readonly SyntaxNode[], context: Context): Meaning {
  // Variables that a step binds with @ or # are seen by the steps after it.
  let inner: Context = { ...context, scope: new Scope(context.scope), isWrapped: true, reach: 'elsewhere' };
  let meaning: Meaning = UNKNOWN;
  for (const [index, step] of steps.entries()) {
    const { item, loop } = index === 0 ? { item: inner.item, loop: undefined } : enter(meaning);
    const isLast = index === steps.length - 1;
    if (index > 0) inner = { ...inner, item, outer: inner, isNamed: isNamedStep(steps[index - 1]) };
    const reach = isLast && steps.length > 1 ? context.reach : 'elsewhere';
    const parent = step.kind === 'parent' && inner.isNamed ? inner.outer : undefined;
    if (parent === undefined)
      meaning = addLoop(evaluateStep(analyst, step, { ...inner, reach }, steps.length > 1), loop);
    else {
      meaning = addLoop(parent.item, loop);
      inner = { ...parent, scope: inner.scope, isWrapped: true, reach: 'elsewhere' };
    }
  }
  return steps.some(keepsArray) ? withoutLoop(meaning) : meaning;
}

function withoutLoop(meaning: Meaning): Meaning {
  const { loop: _, ...rest } = meaning;
  return rest;
}

/** `%` steps back over a name, with what filters it. */
function isNamedStep(step: SyntaxNode | undefined): boolean {
  let inner = step;
  while (inner?.kind === 'filter' || inner?.kind === 'keep-array') inner = inner.target;
  return inner?.kind === 'name' || inner?.kind === 'string';
}

function keepsArray(step: SyntaxNode): boolean {
  let inner = step;
  while (inner.kind === 'filter' || inner.kind === 'sort' || inner.kind === 'focus' || inner.kind === 'index') {
    inner = inner.target;
  }
  return inner.kind === 'keep-array';
}

/** One step, read in `context.item`; a text is a name where it is a step among others. */
export function evaluateStep(analyst: Analyst, step: SyntaxNode, context: Context, isInPath = false): Meaning {
  switch (step.kind) {
    case 'name':
      return select(analyst, step.name, step, context);
    case 'string':
      return isInPath ? select(analyst, step.value, step, context) : analyst.evaluate(step, context);
    case 'variable':
      return readVariable(step.name, context);
    case 'filter':
      return evaluateFilter(analyst, step, context, isInPath);
    case 'keep-array':
      return withoutLoop(evaluateStep(analyst, step.target, context, isInPath));
    case 'sort': {
      const target = evaluateStep(analyst, step.target, context, isInPath);
      const { item } = enter(target);
      for (const { expression } of step.terms) analyst.evaluate(expression, within(context, item, step.target));
      return target;
    }
    case 'index': {
      if (step.variable.kind === 'variable') context.scope.set(step.variable.name, meaningOfType('number'));
      return evaluateStep(analyst, step.target, context, isInPath);
    }
    case 'focus': {
      // The steps after it are read in what this step was read in: too much for a look without a payload.
      evaluateStep(analyst, step.target, context, isInPath);
      if (step.variable.kind === 'variable') context.scope.set(step.variable.name, UNKNOWN);
      return UNKNOWN;
    }
    case 'path':
      return evaluatePath(analyst, step.steps, context);
    case 'wildcard':
    case 'descendant':
    case 'parent':
      return UNKNOWN;
    default:
      return analyst.evaluate(step, context);
  }
}

/** What is within brackets after a step is read in each of its items. */
function within(context: Context, item: Meaning, target: SyntaxNode): Context {
  return { ...elsewhere(context), item, outer: context, isNamed: isNamedStep(target) };
}

function evaluateFilter(
  analyst: Analyst,
  { target, predicate }: FilterNode,
  context: Context,
  isInPath: boolean,
): Meaning {
  const filtered = evaluateStep(analyst, target, context, isInPath);
  const { item, loop } = enter(filtered);
  const inner = { ...guarded(within(context, item, target)), isAsked: predicate.kind !== 'binary' };
  const meaning = analyst.evaluate(predicate, inner);
  if (isPosition(predicate)) return item;
  if (predicate.kind !== 'binary' || !COMPARISONS.has(predicate.operator)) {
    checkCondition(analyst, predicate, meaning);
    // It may be a position that is computed.
    return { ...item };
  }
  if (item.place === undefined) return loop === undefined ? item : { ...item, loop: { ...loop, isFiltered: true } };
  // What is left out was meant to be.
  const kept: Meaning = { ...item, place: { ...item.place, uncounted: true } };
  return loop === undefined ? kept : { ...kept, loop: { ...loop, isFiltered: true } };
}

function isPosition(node: SyntaxNode): boolean {
  return node.kind === 'number' || (node.kind === 'negate' && node.operand.kind === 'number') || node.kind === 'array';
}

function readVariable(name: string, context: Context): Meaning {
  if (name === '') return context.item;
  if (name === '$') return context.root;
  return context.scope.get(name) ?? (BUILT_INS.has(name) || OWN_FUNCTIONS.has(name) ? { isFunction: true } : UNKNOWN);
}

function select(analyst: Analyst, name: string, node: SyntaxNode, context: Context): Meaning {
  const { item, loop } = enter(context.item);
  const built = item.fields?.get(name);
  if (built !== undefined) return addLoop(built.meaning, loop);
  if (item.place === undefined) return UNKNOWN;
  const selection = selectField(item.place, name);
  if ('found' in selection) return addLoop(meaningOfPlace(selection.found), loop);
  if ('missing' in selection)
    reportMissing(analyst, name, node, { context, place: item.place, missing: selection.missing });
  return UNKNOWN;
}
