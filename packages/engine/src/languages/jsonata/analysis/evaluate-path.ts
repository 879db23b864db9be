import { describeMissing } from '../../../shapes/describe-missing.ts';
import { selectField } from '../../../shapes/payload-place.ts';
import type { PayloadPlace } from '../../../shapes/payload-place.ts';
import { joinSteps, writeFirstName, writeName } from '../write-name.ts';
import type { FilterNode, SyntaxNode } from '../tree/syntax-node.ts';
import { elsewhere, guarded, Scope } from './analyst.ts';
import type { Analyst, Context } from './analyst.ts';
import { BUILT_INS, OWN_FUNCTIONS } from './built-ins.ts';
import { checkCondition } from './check-condition.ts';
import { addLoop, enter, meaningOfPlace, meaningOfType, UNKNOWN } from './meaning.ts';
import type { Meaning } from './meaning.ts';

const COMPARISONS = new Set(['=', '!=', '<', '<=', '>', '>=', 'in', 'and', 'or']);

/** Shorter names are one letter apart by chance. */
const SLIP_LENGTH = 5;

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

interface Miss {
  context: Context;
  place: PayloadPlace;
  missing: 'field' | 'object';
}

function reportMissing(analyst: Analyst, name: string, node: SyntaxNode, { context, place, missing }: Miss): void {
  const holder = isPathStart(analyst, node) ? findOuterHolder(name, context) : undefined;
  if (holder !== undefined) {
    const path = joinSteps('$$', [...holder.names, name]);
    const here = place.path === '' ? 'here' : `in \`${place.path}\``;
    const where = holder.path === '' ? 'at the root of the payload' : `in \`${holder.path}\``;
    const message = `\`${name}\` is ${where}, not ${here}: write \`${path}\``;
    const edits = [{ start: node.start, end: node.start, text: `${joinSteps('$$', holder.names)}.` }];
    analyst.report('outer-path', message, node, { title: `Write ${path}`, edits });
    return;
  }
  const { message, nearest } = describeMissing(place, name, missing);
  // Who asks whether there is such a field knows that there may be none.
  if (context.isAsked && (nearest === undefined || name.length < SLIP_LENGTH)) return;
  if (nearest === undefined) {
    analyst.report('unknown-path', message, node);
    return;
  }
  const text = isPathStart(analyst, node) ? writeFirstName(nearest) : writeName(nearest);
  const edits = [{ start: node.start, end: node.end, text }];
  analyst.report('unknown-path', message, node, { title: `Change to ${nearest}`, edits });
}

/** A name that no dot stands before. */
function isPathStart({ source }: Analyst, { start }: SyntaxNode): boolean {
  return !/\.(?:\s|\/\*[\s\S]*?\*\/)*$/.test(source.slice(Math.max(0, start - 200), start));
}

/** The nearest place outside that has the field and can be written as a path from the root. */
function findOuterHolder(name: string, context: Context): PayloadPlace | undefined {
  const root = context.root.place;
  for (let { outer } = context; outer !== undefined; outer = outer.outer) {
    const { place } = outer.item;
    if (place !== undefined && !place.path.includes('[]') && place.shape.fields.has(name)) return place;
  }
  return root?.shape.fields.has(name) === true ? root : undefined;
}
