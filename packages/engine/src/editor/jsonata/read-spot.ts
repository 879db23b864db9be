import { withoutKeepArray } from '../../languages/jsonata/tree/syntax-node.ts';
import type { ObjectNode, SyntaxNode } from '../../languages/jsonata/tree/syntax-node.ts';
import { enterSpot, isKnown, NOWHERE, selectFrom, spotOfType } from '../spot.ts';
import type { Spot } from '../spot.ts';
import { readCall, readChain } from './read-call.ts';
import { bind, enterScope, findVariable } from './scope.ts';
import type { Scope } from './scope.ts';

const ARITHMETIC = new Set(['+', '-', '*', '/', '%']);

/** What an expression stands for. It reads no more of the template than the expression needs. */
export function readSpot(node: SyntaxNode, scope: Scope): Spot {
  switch (node.kind) {
    case 'string':
    case 'number':
      return { ...spotOfType(node.kind), values: [node.value] };
    case 'constant':
      return { ...spotOfType(node.value === null ? 'null' : 'boolean'), values: [node.value] };
    case 'path':
      return readSteps(node.steps, scope).spot;
    case 'array':
    case 'range':
      return { values: [], items: () => readItems(node, scope) };
    case 'object':
      return readObject(node.pairs, scope);
    case 'block':
      return readBlock(node.expressions, scope);
    case 'bind':
      return readSpot(node.value, scope);
    case 'call':
      return readCall(node, scope);
    case 'chain':
      return readChain(node, scope);
    case 'condition':
      return readEither([node.consequence, node.otherwise], scope);
    case 'default':
    case 'coalesce':
      return readEither([node.left, node.otherwise], scope);
    case 'binary':
      return spotOfType(node.operator === '&' ? 'string' : ARITHMETIC.has(node.operator) ? 'number' : 'boolean');
    case 'negate':
      return spotOfType('number');
    default:
      return readStep(node, scope, false).spot;
  }
}

/** What a step gives, where the step after it stands, and whether it stands there without being read in what was given. */
export interface StepResult {
  spot: Spot;
  scope: Scope;
  stays?: boolean;
}

/** The steps one after the other, each read in the items of what the one before it gives. */
export function readSteps(steps: readonly SyntaxNode[], scope: Scope): StepResult {
  let result: StepResult = { spot: scope.item, scope, stays: true };
  for (const step of steps) result = readStep(step, nextScope(result), true);
  return result;
}

/** Where the step after this one stands. */
export function nextScope({ spot, scope, stays }: StepResult): Scope {
  return stays === true ? scope : enterScope(scope, spot);
}

/** A text is a name where it is a step of a path. */
export function readStep(step: SyntaxNode, scope: Scope, isInPath: boolean): StepResult {
  switch (step.kind) {
    case 'name':
      return { spot: selectFrom(enterSpot(scope.item), step.name), scope };
    case 'string':
      return { spot: isInPath ? selectFrom(enterSpot(scope.item), step.value) : readSpot(step, scope), scope };
    case 'variable':
      return { spot: readVariable(step.name, scope), scope };
    case 'parent':
      return readParent(scope);
    case 'filter': {
      const target = readStep(step.target, scope, isInPath);
      return { ...target, spot: filterSpot(target.spot, step.predicate) };
    }
    case 'keep-array':
    case 'sort':
      return readStep(step.target, scope, isInPath);
    case 'group': {
      const target = readStep(step.target, scope, isInPath);
      return { spot: readObject(step.pairs, nextScope(target)), scope };
    }
    case 'focus':
    case 'index':
      return readTuple(step.kind, readStep(step.target, scope, isInPath), step.variable);
    case 'path':
      return readSteps(step.steps, scope);
    case 'lambda':
    case 'wildcard':
    case 'descendant':
    case 'regex':
    case 'transform':
    case 'placeholder':
    case 'missing':
    case 'skipped':
    case 'pair':
    case 'term':
      return { spot: NOWHERE, scope };
    default:
      return { spot: readSpot(step, scope), scope };
  }
}

function readVariable(name: string, scope: Scope): Spot {
  if (name === '') return scope.item;
  if (name === '$') return scope.payload.root;
  return findVariable(scope, name)?.read() ?? scope.payload.context.get(name) ?? NOWHERE;
}

function readParent(scope: Scope): StepResult {
  const { outer } = scope;
  if (outer === undefined) return { spot: NOWHERE, scope };
  return { spot: outer.item, scope: { ...outer, bindings: scope.bindings }, stays: true };
}

/** After `@$name` the next step stands where this one does; `#$name` counts. */
function readTuple(kind: 'focus' | 'index', { spot, scope }: StepResult, variable: SyntaxNode): StepResult {
  if (variable.kind !== 'variable') return { spot, scope };
  const { name } = variable;
  if (kind === 'index') {
    const bound = bind(scope, { name, kind: 'variable', value: undefined }, () => spotOfType('number'));
    return { spot, scope: bound };
  }
  const bound = bind(scope, { name, kind: 'variable', value: undefined }, () => enterSpot(spot));
  return { spot, scope: bound, stays: true };
}

/** By its position one item is left, else some of them are. */
function filterSpot(spot: Spot, predicate: SyntaxNode): Spot {
  const position = readPosition(predicate);
  if (position === undefined) return spot;
  const values = spot.values.flatMap((value) => {
    const item: unknown = Array.isArray(value) ? value.at(position) : position === 0 ? value : undefined;
    return item === undefined ? [] : [item];
  });
  return { ...enterSpot(spot), values };
}

function readPosition(node: SyntaxNode): number | undefined {
  if (node.kind === 'number') return node.value;
  return node.kind === 'negate' && node.operand.kind === 'number' ? -node.operand.value : undefined;
}

function readItems(node: SyntaxNode, scope: Scope): Spot {
  if (node.kind !== 'array') return spotOfType('number');
  return readEither(node.items, scope);
}

function readObject(pairs: ObjectNode['pairs'], scope: Scope): Spot {
  const fields = new Map<string, () => Spot>();
  for (const { key, value } of pairs) {
    if (key.kind === 'string') fields.set(key.value, () => readSpot(value, scope));
  }
  return { values: [], fields };
}

/** The first of which anything is known. */
function readEither(nodes: readonly (SyntaxNode | undefined)[], scope: Scope): Spot {
  for (const node of nodes) {
    const spot = node === undefined ? NOWHERE : readSpot(node, scope);
    if (isKnown(spot)) return spot;
  }
  return NOWHERE;
}

function readBlock(expressions: readonly SyntaxNode[], scope: Scope): Spot {
  const last = expressions.at(-1);
  return last === undefined ? NOWHERE : readSpot(last, bindAll(expressions.slice(0, -1), scope));
}

/** The scope after expressions of a block. */
export function bindAll(expressions: readonly SyntaxNode[], scope: Scope): Scope {
  let inner = scope;
  for (const expression of expressions) {
    if (expression.kind !== 'bind') continue;
    const variable = withoutKeepArray(expression.variable);
    const from = inner;
    const { value } = expression;
    if (variable.kind !== 'variable') continue;
    inner = bind(inner, { name: variable.name, kind: 'variable', value }, () => readSpot(value, from), from);
  }
  return inner;
}
