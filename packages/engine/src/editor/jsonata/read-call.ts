import { builtInFunctions } from '../../languages/jsonata/built-ins/built-in-functions.ts';
import type { CallNode, ChainNode, LambdaNode, SyntaxNode } from '../../languages/jsonata/tree/syntax-node.ts';
import { withoutKeepArray } from '../../languages/jsonata/tree/syntax-node.ts';
import { enterSpot, isKnown, NOWHERE, selectFrom, spotOfType } from '../spot.ts';
import type { Spot } from '../spot.ts';
import { bind, findVariable } from './scope.ts';
import type { Scope } from './scope.ts';

/** Functions of the template call each other at most so deep. */
export const MAX_DEPTH = 4;

/** Functions that give what they are given, or some of its items. */
const KEEPING = new Set(['filter', 'sort', 'reverse', 'shuffle', 'distinct', 'append', 'sift', 'clone']);

/** An argument that is read when it is needed; `node` is undefined for what stands before `~>`. */
interface Argument {
  node: SyntaxNode | undefined;
  read: () => Spot;
}

export function readCall(node: CallNode, scope: Scope, given?: Argument): Spot {
  const callee = withoutKeepArray(node.callee);
  const list = listArguments(node, scope, given);
  if (callee.kind === 'lambda')
    return readLambda(
      callee,
      list.map(({ read }) => read),
      scope,
    );
  if (callee.kind !== 'variable') return NOWHERE;
  const variable = findVariable(scope, callee.name);
  if (variable === undefined) return readBuiltIn(callee.name, list, scope);
  const lambda = variable.value;
  if (lambda?.kind !== 'lambda') return NOWHERE;
  const from = variable.scope ?? scope;
  // It may call itself.
  const own = bind(from, variable, variable.read, from);
  return readLambda(
    lambda,
    list.map(({ read }) => read),
    { ...own, depth: scope.depth },
  );
}

/** `left ~> $function(…)`: the function is given `left` first. */
export function readChain({ left, right }: ChainNode, scope: Scope): Spot {
  const given = { node: left, read: () => scope.reader(left, scope) };
  if (right.kind === 'call') return readCall(right, scope, given);
  if (right.kind === 'lambda') return readLambda(right, [given.read], scope);
  if (right.kind !== 'variable') return NOWHERE;
  return readCall({ ...right, kind: 'call', callee: right, arguments: [] }, scope, given);
}

function listArguments({ arguments: nodes }: CallNode, scope: Scope, given: Argument | undefined): Argument[] {
  const written = nodes.map((node) => ({ node, read: () => scope.reader(node, scope) }));
  return given === undefined ? written : [given, ...written];
}

function readBuiltIn(name: string, list: readonly Argument[], scope: Scope): Spot {
  const [first, second] = list;
  const read = first?.read ?? (() => scope.item);
  if (KEEPING.has(name)) return read();
  switch (name) {
    case 'map':
    case 'each':
      return { values: [], items: () => readGiven(name, second?.node, list, scope) };
    case 'single':
    case 'merge':
      return enterSpot(read());
    case 'lookup':
      return second?.node?.kind === 'string' ? selectFrom(enterSpot(read()), second.node.value) : NOWHERE;
    case 'default': {
      const spot = read();
      return isKnown(spot) || second === undefined ? spot : second.read();
    }
    case 'split':
    case 'keys':
      return { values: [], items: () => spotOfType('string') };
    case 'date':
    case 'money':
      return spotOfType('string');
    default: {
      const gives = builtInFunctions.get(name)?.facts.gives;
      return gives === undefined ? NOWHERE : spotOfType(gives);
    }
  }
}

function readGiven(name: string, callback: SyntaxNode | undefined, list: readonly Argument[], scope: Scope): Spot {
  if (callback?.kind !== 'lambda') return NOWHERE;
  return readLambda(callback, giveParameters(name, list, scope), scope);
}

function readLambda(lambda: LambdaNode, given: readonly (() => Spot)[], scope: Scope): Spot {
  if (scope.depth >= MAX_DEPTH) return NOWHERE;
  return scope.reader(lambda.body, { ...bindParameters(lambda, given, scope), depth: scope.depth + 1 });
}

/** The scope of the body. */
export function bindParameters({ parameters }: LambdaNode, given: readonly (() => Spot)[], scope: Scope): Scope {
  let inner = scope;
  for (const [index, parameter] of parameters.map(withoutKeepArray).entries()) {
    if (parameter.kind !== 'variable') continue;
    const { name } = parameter;
    inner = bind(inner, { name, kind: 'parameter', value: undefined }, given[index] ?? (() => NOWHERE));
  }
  return inner;
}

/** What a call gives to a function of the template. */
export function readArguments(node: CallNode, scope: Scope, left: SyntaxNode | undefined): (() => Spot)[] {
  const given = left === undefined ? undefined : { node: left, read: () => scope.reader(left, scope) };
  return listArguments(node, scope, given).map(({ read }) => read);
}

/** What a call gives to the parameters of a function that is among its arguments. */
export function readParameters(node: CallNode, scope: Scope, left: SyntaxNode | undefined): (() => Spot)[] {
  const callee = withoutKeepArray(node.callee);
  const given = left === undefined ? undefined : { node: left, read: () => scope.reader(left, scope) };
  const list = listArguments(node, scope, given);
  if (callee.kind === 'lambda') return list.map(({ read }) => read);
  if (callee.kind !== 'variable' || findVariable(scope, callee.name) !== undefined) return [];
  return giveParameters(callee.name, list, scope);
}

function readPosition(): Spot {
  return spotOfType('number');
}

function giveParameters(name: string, [first, , third]: readonly Argument[], scope: Scope): (() => Spot)[] {
  const read = first?.read ?? (() => scope.item);
  const item = (): Spot => enterSpot(read());
  switch (name) {
    case 'map':
    case 'filter':
    case 'single':
      return [item, readPosition, read];
    case 'sort':
      return [item, item];
    case 'reduce':
      return [third?.read ?? item, item, readPosition, read];
    case 'each':
    case 'sift':
      return [() => NOWHERE, () => spotOfType('string'), read];
    default:
      return [];
  }
}
