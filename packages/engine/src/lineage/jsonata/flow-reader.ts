import { withoutKeepArray } from '../../languages/jsonata/tree/syntax-node.ts';
import type { PairNode, SyntaxNode } from '../../languages/jsonata/tree/syntax-node.ts';
import { readBuiltIn } from './built-in-flow.ts';
import {
  allOf,
  anyPart,
  ANYTHING,
  CONSTANT,
  derivedFrom,
  functionFlow,
  joinFlows,
  joinReadings,
  madeBy,
  readAt,
  readingsAt,
  readingsOf,
  selectFlow,
  withControls,
} from '../flow.ts';
import type { Callable, Flow, Readings } from '../flow.ts';
import { FlowScope } from './flow-context.ts';
import type { FlowContext } from './flow-context.ts';

/** Functions calling functions: deeper, or recursive, anything may come of it. */
const MAX_CALLS = 24;
const MAX_NODES = 50_000;
/** Of expressions within each other, those of called functions included. */
const MAX_DEPTH = 1000;

/** Follows values through an expression, for all payloads at once: both branches, all items, every call. */
export class FlowReader {
  private readonly root: Flow;
  private calls = 0;
  private depth = 0;
  private left = MAX_NODES;

  constructor(root: Flow) {
    this.root = root;
  }

  read(node: SyntaxNode, context: FlowContext): Flow {
    if (this.left-- <= 0 || this.depth > MAX_DEPTH) return ANYTHING;
    this.depth++;
    const flow = this.readKind(node, context);
    this.depth--;
    return readAt(flow, node);
  }

  private readKind(node: SyntaxNode, context: FlowContext): Flow {
    switch (node.kind) {
      case 'string':
      case 'number':
      case 'constant':
      case 'regex':
      case 'placeholder':
        return CONSTANT;
      case 'path':
        return this.readPath(node.steps, context);
      case 'name':
      case 'wildcard':
      case 'descendant':
      case 'parent':
      case 'filter':
      case 'keep-array':
      case 'sort':
      case 'focus':
      case 'index':
        return this.readPath([node], context);
      case 'variable':
        return this.readVariable(node.name, context);
      case 'array':
        return node.items.map((item) => this.read(item, context)).reduce(joinFlows, CONSTANT);
      case 'object':
        return { ...CONSTANT, fields: this.readPairs(node.pairs, context) };
      case 'group': {
        // Variables that the steps bind, the pairs know.
        const scope = new FlowScope(context.scope);
        const target = readAt(this.readTarget(node.target, context, scope), node.target);
        const fields = this.readPairs(node.pairs, { ...context, scope, item: target, parent: undefined });
        return withControls({ ...CONSTANT, fields }, allOf(target));
      }
      case 'block': {
        const inner = { ...context, scope: new FlowScope(context.scope) };
        return node.expressions.reduce<Flow>((_, expression) => this.read(expression, inner), CONSTANT);
      }
      case 'bind': {
        const flow = this.read(node.value, context);
        const target = withoutKeepArray(node.variable);
        if (target.kind === 'variable') this.bind(target.name, flow, context);
        return flow;
      }
      case 'lambda':
        return functionFlow({ kind: 'lambda', node, context });
      case 'transform':
        return functionFlow({ kind: 'transform', node, context });
      case 'condition': {
        const test = allOf(this.read(node.test, context));
        const consequence = this.read(node.consequence, context);
        const otherwise = node.otherwise === undefined ? CONSTANT : this.read(node.otherwise, context);
        return withControls(joinFlows(consequence, otherwise), test);
      }
      case 'default':
      case 'coalesce': {
        const left = this.read(node.left, context);
        return withControls(joinFlows(left, this.read(node.otherwise, context)), allOf(left));
      }
      case 'chain':
        return this.readChain(node.left, node.right, context);
      case 'call':
        return this.readCall(node.callee, node.arguments, [], context);
      case 'negate':
      case 'binary':
      case 'range':
        return this.derive(node.children.map((child) => this.read(child, context)));
      default:
        return ANYTHING;
    }
  }

  /** What a function gives for these arguments. */
  call(fn: Flow, given: readonly Flow[], context: FlowContext): Flow {
    const isKnown = fn.callables.length > 0 && readingsOf(fn).size === 0 && this.calls < MAX_CALLS;
    if (!isKnown) return joinFlows(ANYTHING, this.derive([...given, fn]));
    this.calls++;
    const results = fn.callables.map((callable) => this.callOne(callable, given, context));
    this.calls--;
    return withControls(results.reduce(joinFlows), fn.controls);
  }

  derive(flows: readonly Flow[]): Flow {
    const isFunction = flows.some(({ callables }) => callables.length > 0);
    const derived = derivedFrom(joinAll(flows.map(readingsOf)));
    const flow = withControls(derived, joinAll(flows.map(({ controls }) => controls)));
    // A function that is kept may be called later, with anything.
    return isFunction ? joinFlows(flow, ANYTHING) : flow;
  }

  /** A variable that has another value already keeps it too: which one is read depends on the run. */
  private bind(name: string, flow: Flow, { scope }: FlowContext): void {
    const known = scope.get(name);
    scope.set(name, known === undefined ? flow : joinFlows(known, flow));
  }

  private callOne(callable: Callable, given: readonly Flow[], context: FlowContext): Flow {
    if (callable.kind === 'built-in') return readBuiltIn(this, callable.name, given, context);
    if (callable.kind === 'transform') {
      const { pattern, update, remove } = callable.node;
      const target = given[0] ?? CONSTANT;
      const found = this.read(pattern, { ...callable.context, item: target, parent: undefined });
      const inner = { ...callable.context, item: anyPart(found), parent: undefined };
      const written = [update, ...(remove === undefined ? [] : [remove])].map((part) => this.read(part, inner));
      const changed = this.derive([target, found, ...written]);
      return joinFlows(target, changed);
    }
    const { node } = callable;
    const scope = new FlowScope(callable.context.scope);
    for (const [index, parameter] of node.parameters.entries()) {
      const target = withoutKeepArray(parameter);
      // A signature may fill what is missing from the context.
      const missing = node.signature === undefined ? CONSTANT : ANYTHING;
      if (target.kind === 'variable') scope.set(target.name, given[index] ?? missing);
    }
    return this.read(node.body, { ...callable.context, scope });
  }

  private readChain(left: SyntaxNode, right: SyntaxNode, context: FlowContext): Flow {
    const value = this.read(left, context);
    if (right.kind === 'call') return this.readCall(right.callee, right.arguments, [value], context);
    const fn = this.read(right, context);
    // Two functions make one that calls both.
    return value.callables.length > 0 ? ANYTHING : this.call(fn, [value], context);
  }

  private readCall(callee: SyntaxNode, given: readonly SyntaxNode[], first: Flow[], context: FlowContext): Flow {
    const flows = [...first, ...given.map((argument) => this.read(argument, context))];
    if (given.some(({ kind }) => kind === 'placeholder')) return ANYTHING;
    return this.call(this.read(callee, context), flows, context);
  }

  private readVariable(name: string, { item, scope }: FlowContext): Flow {
    if (name === '') return item;
    if (name === '$') return this.root;
    return scope.get(name) ?? functionFlow({ kind: 'built-in', name });
  }

  private readPairs(pairs: readonly PairNode[], context: FlowContext): Map<string, Flow> {
    const fields = new Map<string, Flow>();
    for (const { key, value } of pairs) {
      const name = key.kind === 'string' ? key.value : '*';
      const keyFlow = allOf(this.read(key, context));
      const flow = madeBy(withControls(this.read(value, context), keyFlow), value);
      const known = fields.get(name);
      fields.set(name, known === undefined ? flow : joinFlows(known, flow));
    }
    return fields;
  }

  private readTarget(target: SyntaxNode, context: FlowContext, scope: FlowScope): Flow {
    switch (target.kind) {
      case 'path':
        return this.readPath(target.steps, context, scope);
      case 'filter':
      case 'keep-array':
      case 'sort':
      case 'focus':
      case 'index':
        return this.readPath([target], context, scope);
      default:
        return this.read(target, context);
    }
  }

  private readPath(
    steps: readonly SyntaxNode[],
    context: FlowContext,
    scope: FlowScope = new FlowScope(context.scope),
  ): Flow {
    let inner: FlowContext = { ...context, scope };
    let flow: Flow = CONSTANT;
    for (const [index, step] of steps.entries()) {
      if (index > 0) inner = { ...inner, item: flow, parent: isName(steps[index - 1]) ? inner : undefined };
      if (step.kind === 'parent') {
        flow = inner.parent?.item ?? ANYTHING;
        inner = inner.parent === undefined ? inner : { ...inner.parent, scope: inner.scope };
      } else {
        const read = this.readStep(step, inner, steps.length > 1);
        // What is built for each item is there as often as there are items.
        const repeats = isName(step) ? inner.item.controls : allOf(inner.item);
        const from = steps[index - 1];
        const span = { start: steps[0]?.start ?? step.start, end: from?.end ?? step.end };
        flow = index > 0 ? withControls(read, readingsAt(repeats, span)) : read;
      }
    }
    return flow;
  }

  private readStep(step: SyntaxNode, context: FlowContext, isInPath: boolean): Flow {
    switch (step.kind) {
      case 'name':
        return selectFlow(context.item, step.name);
      case 'string':
        return isInPath ? selectFlow(context.item, step.value) : CONSTANT;
      case 'wildcard':
      case 'descendant':
        return anyPart(context.item);
      case 'parent':
        return context.parent?.item ?? ANYTHING;
      case 'keep-array':
        return this.readStep(step.target, context, isInPath);
      case 'filter': {
        const target = this.readStep(step.target, context, isInPath);
        const predicate = this.read(step.predicate, this.within(step.target, target, context));
        return withControls(target, allOf(predicate));
      }
      case 'sort': {
        const target = this.readStep(step.target, context, isInPath);
        const inner = this.within(step.target, target, context);
        return withControls(target, joinAll(step.terms.map((term) => allOf(this.read(term.expression, inner)))));
      }
      case 'index':
      case 'focus': {
        const target = this.readStep(step.target, context, isInPath);
        const { variable } = step;
        const isFocus = step.kind === 'focus';
        if (variable.kind === 'variable') {
          context.scope.set(variable.name, isFocus ? target : withControls(CONSTANT, allOf(target)));
        }
        // After @ the steps are read in what this step was read in.
        return isFocus ? withControls(context.item, allOf(target)) : target;
      }
      case 'path':
        return this.readPath(step.steps, context);
      default:
        return this.read(step, context);
    }
  }

  private within(target: SyntaxNode, item: Flow, context: FlowContext): FlowContext {
    return { ...context, item, parent: isName(target) ? context : undefined };
  }
}

function joinAll(readings: readonly Readings[]): Readings {
  return readings.reduce(joinReadings, CONSTANT.derived);
}

function isName(step: SyntaxNode | undefined): boolean {
  let inner = step;
  while (inner?.kind === 'filter' || inner?.kind === 'keep-array') inner = inner.target;
  return inner?.kind === 'name' || inner?.kind === 'string';
}
