import type { TextEdit } from '../diagnostics/text-edit.ts';
import type { SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';
import { walkTree, withoutKeepArray } from '../languages/jsonata/tree/syntax-node.ts';
import { refuse } from './draft.ts';
import type { Refusal } from './draft.ts';
import type { Mapping } from './mapping.ts';
import { isRoot, openMove, rewritePath } from './rewrite-path.ts';
import type { PathMove } from './rewrite-path.ts';
import type { ScopeId } from './row.ts';

interface Removal extends PathMove {
  /** Variables that it binds itself. */
  own: ReadonlySet<string>;
}

/** They read nothing, though they are called with nothing. */
const NEEDS_NOTHING = new Set(['now', 'millis', 'random']);

/**
 * The edits that make an expression read in another scope what it reads in its own: each path is written anew from where it begins to its first
 * filter or the like. What cannot be told, or has no path from there, has a reason.
 */
export function writeElsewhere(
  mapping: Mapping,
  value: SyntaxNode,
  own: ScopeId,
  scope: ScopeId,
): TextEdit[] | Refusal {
  const move = own === scope ? undefined : openMove(mapping, value, own, scope);
  if (move === undefined) return [];
  const bound = new Set(listBound(value));
  const hidden = [...bound].find((name) => move.from.variables.get(name) !== undefined);
  if (hidden !== undefined) return refuse(`it makes a $${hidden} of its own: edit it as text`);
  return translate(value, { ...move, own: bound }) ?? move.edits;
}

/** Of bindings, parameters, `@$x` and `#$i`. */
function* listBound(root: SyntaxNode): Generator<string> {
  for (const node of walkTree(root)) {
    const variables =
      node.kind === 'lambda'
        ? node.parameters
        : node.kind === 'bind' || node.kind === 'focus' || node.kind === 'index'
          ? [node.variable]
          : [];
    for (const variable of variables.map(withoutKeepArray)) if (variable.kind === 'variable') yield variable.name;
  }
}

function translate(node: SyntaxNode, removal: Removal): Refusal | undefined {
  switch (node.kind) {
    case 'name':
    case 'variable':
    case 'filter':
    case 'keep-array':
    case 'sort':
    case 'focus':
    case 'index':
    case 'group':
      return translatePath([node], removal);
    case 'path':
      return translatePath(node.steps, removal);
    case 'transform':
      return checkInside(node, removal);
    case 'parent':
    case 'wildcard':
    case 'descendant':
      return isSameItem(removal) ? undefined : refuse('what it reads cannot be told: edit it as text');
    case 'chain':
      // What stands in front is its first argument.
      return (
        translate(node.left, removal) ??
        (node.right.kind === 'call' ? translateAll(node.right.children, removal) : translate(node.right, removal))
      );
    case 'call': {
      const { callee } = node;
      const isFree = callee.kind === 'variable' && NEEDS_NOTHING.has(callee.name);
      if (node.arguments.length === 0 && !isFree && !isSameItem(removal))
        return refuse('its function takes what it is called in: edit it as text');
      return translateAll(node.children, removal);
    }
    default:
      return translateAll(node.children, removal);
  }
}

function translateAll(nodes: readonly SyntaxNode[], removal: Removal): Refusal | undefined {
  for (const node of nodes) {
    const refusal = translate(node, removal);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** Its first names are written anew; what comes then is read in what they lead to. */
function translatePath(steps: readonly SyntaxNode[], removal: Removal): Refusal | undefined {
  const plain: SyntaxNode[] = [];
  for (const step of steps) {
    const inner = withoutMarks(step);
    if (inner.kind === 'name' || (inner.kind === 'variable' && plain.length === 0)) plain.push(inner);
    if (inner !== step || plain.at(-1) !== inner) break;
  }
  const [head] = plain;
  const [first] = steps;
  if (head === undefined) {
    const begin = first === undefined ? undefined : withoutMarks(first);
    // Text that a path begins with is text.
    if (begin === undefined || begin.kind === 'string') return checkAllInside(steps.slice(1), removal);
    return translate(begin, removal) ?? checkMarks(first, removal) ?? checkAllInside(steps.slice(1), removal);
  }
  const isKeptHead = head.kind === 'variable' && isKept(head.name, removal) && !isLong(plain, removal);
  const refusal = isKeptHead ? undefined : rewritePath(plain, removal);
  return refusal ?? checkMarks(steps[plain.length - 1], removal) ?? checkAllInside(steps.slice(plain.length), removal);
}

/** Where the payload itself is at hand, its names need nothing before them. */
function isLong([head, name]: readonly SyntaxNode[], { from, to }: Removal): boolean {
  return head?.kind === 'variable' && head.name === '$' && name !== undefined && from.item !== to.item && isRoot(to);
}

/** What filters, sorts and the like are put behind. */
function withoutMarks(step: SyntaxNode): SyntaxNode {
  let inner = step;
  while (
    inner.kind === 'filter' ||
    inner.kind === 'keep-array' ||
    inner.kind === 'sort' ||
    inner.kind === 'focus' ||
    inner.kind === 'index' ||
    inner.kind === 'group'
  )
    inner = inner.target;
  return inner;
}

function checkMarks(step: SyntaxNode | undefined, removal: Removal): Refusal | undefined {
  if (step === undefined) return undefined;
  const target = withoutMarks(step);
  return checkNodes(
    [...walkTree(step)].filter(({ start }) => start >= target.end),
    removal,
  );
}

function checkAllInside(nodes: readonly SyntaxNode[], removal: Removal): Refusal | undefined {
  for (const node of nodes) {
    const refusal = checkInside(node, removal);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

/** What is read in something else than the scope must not look out of it. */
function checkInside(node: SyntaxNode, removal: Removal): Refusal | undefined {
  return checkNodes(walkTree(node), removal);
}

function checkNodes(nodes: Iterable<SyntaxNode>, removal: Removal): Refusal | undefined {
  for (const node of nodes) {
    if (node.kind === 'parent' && !isSameItem(removal))
      return refuse('what % is cannot be told there: edit it as text');
    if (node.kind === 'variable' && node.name !== '' && !isKept(node.name, removal))
      return refuse(`$${node.name} is not known there`);
  }
  return undefined;
}

function isSameItem({ from, to }: Removal): boolean {
  return from.item === to.item && from.parent === to.parent;
}

/** Whether a variable is there what it is here. */
function isKept(name: string, { from, to, own }: Removal): boolean {
  if (name === '') return from.item === to.item;
  return name === '$' || own.has(name) || from.variables.get(name) === to.variables.get(name);
}
