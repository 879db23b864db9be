import type { Span } from '../diagnostics/diagnostic.ts';
import { withoutKeepArray } from '../languages/jsonata/tree/syntax-node.ts';
import type { PairNode, SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';
import {
  enter,
  joinReached,
  madeOf,
  NOTHING,
  readingsOf,
  relocate,
  settle,
  Variables,
  withReadings,
} from './reading.ts';
import type { Callable, Reached, ReadingContext } from './reading.ts';
import { readBuiltIn } from './read-built-in.ts';
import { isPosition } from './recognise-value.ts';
import { isMany, partOfPlace, pickPlace, selectPlace } from './source-place.ts';
import type { SourcePlace } from './source-place.ts';

/** Functions that call functions: deeper, or recursive, what they read is left out. */
const MAX_CALLS = 12;
/** For each expression that is asked for. */
const MAX_NODES = 20_000;
const MAX_DEPTH = 1500;

/** Tells which places of the payload an expression reads, where, and what for. */
export class PlaceReader {
  private readonly root: Reached;
  private calls = 0;
  private depth = 0;
  private left = MAX_NODES;

  constructor(root: Reached) {
    this.root = root;
  }

  read(node: SyntaxNode, context: ReadingContext): Reached {
    if (this.depth === 0 && this.calls === 0) this.left = MAX_NODES;
    if (this.left-- <= 0 || this.depth > MAX_DEPTH) return NOTHING;
    this.depth++;
    const reached = this.readKind(node, context);
    this.depth--;
    return reached;
  }

  /** What the steps reach, and what a step after them would be read in. */
  readSteps(steps: readonly SyntaxNode[], context: ReadingContext): { reached: Reached; context: ReadingContext } {
    const variables = new Variables(context.variables);
    let inner: ReadingContext = { ...context, variables };
    let reached: Reached = NOTHING;
    const start = steps[0]?.start ?? 0;
    for (const [index, step] of steps.entries()) {
      if (step.kind === 'parent') {
        // `%` goes back to what the step before was selected from.
        reached = inner.parent === undefined ? NOTHING : relocate(inner.parent.item, { start, end: step.end });
        inner = { item: enter(reached), parent: inner.parent?.parent, variables };
      } else {
        const outer = inner;
        reached = this.readStep(step, outer, { start, end: step.end }, index > 0);
        inner = { item: enter(reached), parent: isNamed(step) ? outer : undefined, variables };
      }
    }
    return { reached, context: inner };
  }

  call(callable: Callable | undefined, given: readonly Reached[], context: ReadingContext, span: Span): Reached {
    if (callable === undefined || this.calls >= MAX_CALLS) return madeOf(given);
    if (callable.kind === 'built-in') return readBuiltIn(this, callable.name, given, context, span);
    this.calls++;
    const result = callable.kind === 'lambda' ? this.callLambda(callable, given) : this.callTransform(callable, given);
    this.calls--;
    return relocate(result, span);
  }

  private readKind(node: SyntaxNode, context: ReadingContext): Reached {
    switch (node.kind) {
      case 'name':
      case 'wildcard':
      case 'descendant':
      case 'parent':
      case 'filter':
      case 'keep-array':
      case 'sort':
      case 'focus':
      case 'index':
        return this.readSteps([node], context).reached;
      case 'path':
        return this.readSteps(node.steps, context).reached;
      case 'variable':
        return this.readVariable(node.name, node, context);
      case 'array':
        return node.items.map((item) => this.read(item, context)).reduce(joinReached, NOTHING);
      case 'object':
        return this.readPairs(node.pairs, context);
      case 'group': {
        const target = this.read(node.target, context);
        const inner = { ...context, item: enter(target), parent: undefined };
        return withReadings(this.readPairs(node.pairs, inner), readingsOf(target, 'iterate'));
      }
      case 'block': {
        const inner = { ...context, variables: new Variables(context.variables) };
        return node.expressions.reduce<Reached>((_, expression) => this.read(expression, inner), NOTHING);
      }
      case 'bind': {
        const reached = this.read(node.value, context);
        const target = withoutKeepArray(node.variable);
        if (target.kind === 'variable') context.variables.set(target.name, { ...reached, node: node.value });
        return reached;
      }
      case 'lambda':
        return { ...NOTHING, callable: { kind: 'lambda', node, context } };
      case 'transform':
        return { ...NOTHING, callable: { kind: 'transform', node, context } };
      case 'condition': {
        const test = readingsOf(this.read(node.test, context), 'cond');
        const consequence = this.read(node.consequence, context);
        const otherwise = node.otherwise === undefined ? NOTHING : this.read(node.otherwise, context);
        return withReadings(joinReached(consequence, otherwise), test);
      }
      case 'default':
      case 'coalesce':
        return joinReached(this.read(node.left, context), this.read(node.otherwise, context));
      case 'chain':
        return this.readChain(node.left, node.right, context, node);
      case 'call':
        return this.readCall(node, [], context, node);
      default:
        return madeOf(node.children.map((child) => this.read(child, context)));
    }
  }

  private readStep(step: SyntaxNode, context: ReadingContext, span: Span, isAfter: boolean): Reached {
    switch (step.kind) {
      case 'name':
        return select(context.item, step.name, span);
      case 'string':
        return isAfter ? select(context.item, step.value, span) : NOTHING;
      case 'wildcard':
        return select(context.item, '*', span);
      case 'descendant':
        return select(context.item, '**', span);
      case 'parent':
        return context.parent?.item ?? NOTHING;
      case 'keep-array':
        return this.readStep(step.target, context, span, isAfter);
      case 'filter': {
        const target = this.readStep(step.target, context, span, isAfter);
        const predicate = this.read(step.predicate, this.within(step.target, target, context));
        const take = isPosition(step)
          ? (place: SourcePlace) => pickPlace(place, isSequence(step.target))
          : (place: SourcePlace) => partOfPlace(place);
        const places = target.places.map(({ place, span: via }) => ({ place: take(place), span: via }));
        return settle(withReadings({ ...target, places }, readingsOf(predicate, 'filter')));
      }
      case 'sort': {
        const target = this.readStep(step.target, context, span, isAfter);
        const inner = this.within(step.target, target, context);
        const terms = step.terms.flatMap(({ expression }) => readingsOf(this.read(expression, inner), 'sort'));
        return settle(withReadings(target, terms));
      }
      case 'index':
      case 'focus': {
        const target = this.readStep(step.target, context, span, isAfter);
        const { variable } = step;
        const isFocus = step.kind === 'focus';
        if (variable.kind === 'variable') context.variables.set(variable.name, isFocus ? enter(target) : NOTHING, true);
        // After @ the steps are read in what this step was read in.
        return isFocus ? withReadings(context.item, readingsOf(target, 'iterate')) : target;
      }
      case 'path':
        return this.readSteps(step.steps, context).reached;
      default: {
        const reached = this.read(step, context);
        if (!isAfter) return reached;
        // It is there as often as there are items.
        const through = context.item.places.filter(({ place }) => isMany(place));
        const result = withReadings(reached, readingsOf({ ...NOTHING, places: through }, 'iterate'));
        return takesItem(step, reached) ? joinReached(result, madeOf([context.item])) : result;
      }
    }
  }

  private within(target: SyntaxNode, reached: Reached, context: ReadingContext): ReadingContext {
    const item = enter(reached);
    // What led to the item is read for the target itself.
    const own = item.places.length > 0 ? { ...item, readings: [] } : item;
    return { ...context, item: own, parent: isNamed(target) ? context : undefined };
  }

  private readVariable(name: string, span: Span, { item, variables }: ReadingContext): Reached {
    if (name === '') return relocate(item, span);
    if (name === '$') return relocate(this.root, span);
    const known = variables.get(name);
    if (known === undefined) return { ...NOTHING, callable: { kind: 'built-in', name } };
    return known.isParameter ? known.reached : relocate(known.reached, span);
  }

  private readPairs(pairs: readonly PairNode[], context: ReadingContext): Reached {
    const fields = new Map<string, Reached>();
    for (const { key, value } of pairs) {
      const name = key.kind === 'string' ? key.value : '*';
      const field = withReadings(this.read(value, context), readingsOf(this.read(key, context)));
      fields.set(name, joinReached(fields.get(name) ?? NOTHING, field));
    }
    return { ...NOTHING, fields };
  }

  private readChain(left: SyntaxNode, right: SyntaxNode, context: ReadingContext, span: Span): Reached {
    const value = this.read(left, context);
    if (right.kind === 'call') return this.readCall(right, [value], context, span);
    return this.call(this.read(right, context).callable, [value], context, span);
  }

  private readCall(
    node: SyntaxNode & { kind: 'call' },
    first: readonly Reached[],
    context: ReadingContext,
    span: Span,
  ): Reached {
    const given = [...first, ...node.arguments.map((argument) => this.read(argument, context))];
    const callee = this.read(node.callee, context);
    if (node.arguments.some(({ kind }) => kind === 'placeholder')) return madeOf(given);
    return this.call(callee.callable, given, context, span);
  }

  private callLambda({ node, context }: Callable & { kind: 'lambda' }, given: readonly Reached[]): Reached {
    const variables = new Variables(context.variables);
    for (const [index, parameter] of node.parameters.entries()) {
      const target = withoutKeepArray(parameter);
      if (target.kind === 'variable') variables.set(target.name, given[index] ?? NOTHING, true);
    }
    return this.read(node.body, { ...context, variables });
  }

  private callTransform({ node, context }: Callable & { kind: 'transform' }, given: readonly Reached[]): Reached {
    const target = given[0] ?? NOTHING;
    const found = this.read(node.pattern, { ...context, item: enter(target), parent: undefined });
    const inner = { ...context, item: enter(found), parent: undefined };
    return joinReached(target, madeOf([this.read(node.update, inner)]));
  }
}

/** The field of that name. What led to the item stays with what is in it. */
function select({ places, readings, fields }: Reached, name: string, span: Span): Reached {
  const control = readings.filter(({ role }) => role !== 'value');
  const own: Reached = {
    ...NOTHING,
    places: places.map(({ place }) => ({ place: selectPlace(place, name), span })),
    readings: control,
  };
  if (fields === undefined) return places.length === 0 ? { ...own, readings } : own;
  const field = fields.get(name) ?? fields.get('*');
  return field === undefined ? own : joinReached(own, relocate(field, span));
}

/** A function in a path whose arguments are all written there takes what it is called on. */
function takesItem(step: SyntaxNode, { places, readings, callable }: Reached): boolean {
  const isCall = step.kind === 'call' && withoutKeepArray(step.callee).kind === 'variable';
  return isCall && places.length === 0 && readings.length === 0 && callable === undefined;
}

/** Brackets, variables and sorts make one list of all that is in them, whatever it was read in. */
function isSequence(step: SyntaxNode): boolean {
  const inner = step.kind === 'filter' ? step.target : step;
  return inner.kind === 'block' || inner.kind === 'variable' || inner.kind === 'sort' || inner.kind === 'path';
}

function isNamed(step: SyntaxNode): boolean {
  let inner = step;
  while (inner.kind === 'filter' || inner.kind === 'keep-array' || inner.kind === 'index') inner = inner.target;
  return inner.kind === 'name' || inner.kind === 'string';
}
