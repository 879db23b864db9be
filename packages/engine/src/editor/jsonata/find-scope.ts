import { walkTree, withoutKeepArray } from '../../languages/jsonata/tree/syntax-node.ts';
import type { BindNode, SyntaxNode } from '../../languages/jsonata/tree/syntax-node.ts';
import { readSpot, bindAll, nextScope, readStep, readSteps } from './read-spot.ts';
import type { Spot } from '../spot.ts';
import { bindParameters, MAX_DEPTH, readArguments, readParameters } from './read-call.ts';
import { bind, enterScope, openScope } from './scope.ts';
import type { Scope } from './scope.ts';

/** The nodes from the root down to the smallest one that holds `[start, end)`. */
export function findNodes(root: SyntaxNode, start: number, end: number): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let node: SyntaxNode | undefined = root; node !== undefined;) {
    found.push(node);
    node = node.children.find((child) => child.start <= start && end <= child.end && child.end > child.start);
  }
  return found;
}

/** Where the last of `nodes` stands, which lead there from the root of the tree. */
export function findScope(nodes: readonly SyntaxNode[], root: Scope): Scope {
  let scope = root;
  for (const [index, node] of nodes.entries()) {
    const child = nodes[index + 1];
    if (child !== undefined) scope = enterChild({ nodes, index, node, child, scope });
  }
  return scope;
}

interface Descent {
  nodes: readonly SyntaxNode[];
  index: number;
  node: SyntaxNode;
  child: SyntaxNode;
  scope: Scope;
}

function enterChild({ nodes, index, node, child, scope }: Descent): Scope {
  switch (node.kind) {
    case 'path': {
      const position = node.steps.indexOf(child);
      return position <= 0 ? scope : nextScope(readSteps(node.steps.slice(0, position), scope));
    }
    case 'filter':
    case 'sort':
    case 'group': {
      if (child === node.target) return scope;
      const target = readStep(node.target, scope, isStep(nodes, index));
      return enterScope(target.scope, target.spot);
    }
    case 'block':
      return bindAll(
        node.expressions.slice(
          0,
          node.expressions.findIndex((expression) => expression === child),
        ),
        scope,
      );
    case 'bind': {
      const variable = withoutKeepArray(node.variable);
      if (child.kind !== 'lambda' || variable.kind !== 'variable') return scope;
      // A function may call itself.
      return bind(scope, { name: variable.name, kind: 'variable', value: child }, () => readSpot(child, scope), scope);
    }
    case 'lambda':
      return child === node.body ? bindParameters(node, readGiven(nodes, index, scope), scope) : scope;
    case 'chain':
      return child === node.right && child.kind === 'transform' ? enterScope(scope, readSpot(node.left, scope)) : scope;
    case 'transform':
      return child === node.pattern ? scope : enterScope(scope, readSpot(node.pattern, scope));
    default:
      return scope;
  }
}

/** What the parameters of the lambda at `index` are given by the call that it is an argument of, or by one of its variable. */
function readGiven(nodes: readonly SyntaxNode[], index: number, scope: Scope): (() => Spot)[] {
  const above = nodes[index - 1];
  const chain = nodes[index - 2];
  if (above?.kind === 'chain') return [() => readSpot(above.left, scope)];
  if (above?.kind === 'bind') return readFromCalls(above, scope);
  if (above?.kind !== 'call') return [];
  return readParameters(above, scope, chain?.kind === 'chain' && chain.right === above ? chain.left : undefined);
}

/** A function that has a name is given what the first call outside of it gives it: `$name(…)` or `$map(…, $name)`. */
function readFromCalls({ variable, start, end }: BindNode, { payload, whole, reader, depth }: Scope): (() => Spot)[] {
  const target = withoutKeepArray(variable);
  if (target.kind !== 'variable' || depth >= MAX_DEPTH) return [];
  const means = (node: SyntaxNode): boolean => node.kind === 'variable' && node.name === target.name;
  for (const call of walkTree(whole())) {
    if (call.kind !== 'call' || (start <= call.start && call.start < end)) continue;
    const isCalled = means(call.callee);
    if (!isCalled && !call.arguments.some((argument) => means(argument))) continue;
    const nodes = findNodesTo(whole(), call);
    const scope = findScope(nodes, { ...openScope({ payload, whole, reader }), depth: depth + 1 });
    const chain = nodes.at(-2);
    const left = chain?.kind === 'chain' && chain.right === call ? chain.left : undefined;
    return isCalled ? readArguments(call, scope, left) : readParameters(call, scope, left);
  }
  return [];
}

function findNodesTo(root: SyntaxNode, target: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let node: SyntaxNode | undefined = root; node !== undefined && found.at(-1) !== target;) {
    found.push(node);
    node = node.children.find((child) => child.start <= target.start && target.end <= child.end);
  }
  return found;
}

/** Whether the node at `index` is, with what stands after it, a step of a path. */
function isStep(nodes: readonly SyntaxNode[], index: number): boolean {
  for (let above = index - 1; above >= 0; above--) {
    const kind = nodes[above]?.kind;
    if (kind === 'path') return true;
    if (kind !== 'filter' && kind !== 'keep-array' && kind !== 'sort' && kind !== 'focus' && kind !== 'index')
      return false;
  }
  return false;
}
