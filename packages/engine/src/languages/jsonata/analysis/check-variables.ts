import { findNearestName } from '../../../diagnostics/find-nearest-name.ts';
import { walkTree, withoutKeepArray } from '../tree/syntax-node.ts';
import type { BindNode, SyntaxNode } from '../tree/syntax-node.ts';
import type { Analyst } from './analyst.ts';
import { BUILT_INS, OWN_FUNCTIONS } from './built-ins.ts';

const CONTEXT = ['event', 'customer', 'trigger'];

/** Variables that are never read, and names that are read but look like a slip. */
export function checkVariables(analyst: Analyst, root: SyntaxNode): void {
  const nodes = [...walkTree(root)];
  const functions = new Set([...BUILT_INS.keys(), ...OWN_FUNCTIONS.keys()]);
  const defined = new Set(CONTEXT);
  const called = new Set<SyntaxNode>();
  const targets = new Set<SyntaxNode>();
  let evaluatesText = false;
  for (const node of nodes) {
    for (const target of targetsOf(node)) {
      targets.add(target);
      if (target.kind === 'variable') defined.add(target.name);
    }
    if (node.kind === 'call') called.add(node.callee);
    if (node.kind === 'variable' && node.name === 'eval') evaluatesText = true;
  }
  const reads = nodes.filter((node) => node.kind === 'variable').filter((node) => !targets.has(node));
  // What $eval runs may read and define anything.
  if (evaluatesText) return;
  const read = new Set(reads.map(({ name }) => name));
  for (const binding of findBindings(root)) checkBinding(analyst, binding, read);
  for (const node of reads) {
    const { name, start, end } = node;
    if (name === '' || name === '$' || defined.has(name) || functions.has(name)) continue;
    const nearest = findNearestName(name, called.has(node) ? [...defined, ...functions] : defined);
    if (nearest === undefined) continue;
    const edits = [{ start, end, text: `$${nearest}` }];
    const message = `nothing defines \`$${name}\`; did you mean \`$${nearest}\`?`;
    analyst.report('unknown-variable', message, { start, end }, { title: `Change to $${nearest}`, edits });
  }
}

/** Every name that the template gives a value somewhere. */
export function boundNames(root: SyntaxNode): Set<string> {
  const targets = [...walkTree(root)].flatMap(targetsOf);
  return new Set(targets.flatMap((target) => (target.kind === 'variable' ? [target.name] : [])));
}

function targetsOf(node: SyntaxNode): SyntaxNode[] {
  if (node.kind === 'bind' || node.kind === 'focus' || node.kind === 'index') return [withoutKeepArray(node.variable)];
  return node.kind === 'lambda' ? node.parameters.map(withoutKeepArray) : [];
}

/** Bindings whose value is not also the value of their block. */
function findBindings(root: SyntaxNode): BindNode[] {
  const found: BindNode[] = [];
  for (const node of walkTree(root)) {
    if (node.kind !== 'block') continue;
    found.push(...node.expressions.slice(0, -1).filter((expression) => expression.kind === 'bind'));
  }
  return found;
}

function checkBinding(analyst: Analyst, { variable, start, end }: BindNode, read: ReadonlySet<string>): void {
  const target = withoutKeepArray(variable);
  if (target.kind !== 'variable' || read.has(target.name) || BUILT_INS.has(target.name)) return;
  const { source } = analyst;
  // With the semicolon and the line break after it.
  const after = /^\s*;[ \t]*\n?[ \t]*/.exec(source.slice(end))?.[0].length ?? 0;
  const edits = after === 0 ? [] : [{ start, end: end + after, text: '' }];
  const fix = after === 0 ? undefined : { title: 'Remove it', edits };
  analyst.report('unused-variable', `\`$${target.name}\` is never read`, target, fix);
}
