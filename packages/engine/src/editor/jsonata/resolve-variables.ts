import { withoutKeepArray } from '../../languages/jsonata/tree/syntax-node.ts';
import type { SyntaxNode, VariableNode } from '../../languages/jsonata/tree/syntax-node.ts';

/** A variable or parameter with everything in the source that means it. */
export interface Binding {
  name: string;
  kind: 'variable' | 'parameter';
  /** In source order. */
  definitions: VariableNode[];
  /** Definitions too, in source order. */
  occurrences: VariableNode[];
}

/** What variables are looked up in, innermost first. */
interface Frame {
  kind: 'root' | 'block' | 'lambda' | 'tuples';
  outer: Frame | undefined;
  definitions: Definition[];
}

interface Definition {
  node: VariableNode;
  kind: Binding['kind'];
  /** From where on it has its value. */
  from: number;
  /** Whoever reads after it has passed it. */
  isCertain: boolean;
  binding: Binding;
}

interface Read {
  node: VariableNode;
  frame: Frame;
}

const SUFFIXES = new Set(['path', 'filter', 'keep-array', 'sort', 'group', 'focus', 'index']);

/** For each variable of the tree what it means: the value that the template gives it somewhere. Others are not in it. */
export function resolveVariables(root: SyntaxNode): Map<VariableNode, Binding> {
  const reads: Read[] = [];
  walk(
    { node: root, frame: { kind: 'root', outer: undefined, definitions: [] }, isStep: false, isCertain: true },
    reads,
  );
  const found = new Map<VariableNode, Binding>();
  for (const { node, frame } of reads) {
    const bindings = findBindings(node, frame);
    const [first, ...rest] = bindings;
    if (first === undefined) continue;
    const binding = rest.reduce((into, other) => join(into, other, found), first);
    binding.occurrences.push(node);
    found.set(node, binding);
  }
  for (const binding of new Set(found.values())) {
    binding.definitions.sort((a, b) => a.start - b.start);
    binding.occurrences.sort((a, b) => a.start - b.start);
  }
  return found;
}

interface Visit {
  node: SyntaxNode;
  frame: Frame;
  /** It is a step of a path that has its frame. */
  isStep: boolean;
  /** It is evaluated whenever what is after it in the frame is. */
  isCertain: boolean;
}

function walk({ node, frame, isStep, isCertain }: Visit, reads: Read[]): void {
  const visit = (child: SyntaxNode, inner: Frame = frame, certain = false): void =>
    walk({ node: child, frame: inner, isStep: false, isCertain: certain }, reads);
  switch (node.kind) {
    case 'variable':
      reads.push({ node, frame });
      return;
    case 'block': {
      const inner: Frame = { kind: 'block', outer: frame, definitions: [] };
      for (const child of node.children) visit(child, inner, true);
      return;
    }
    case 'lambda': {
      const inner: Frame = { kind: 'lambda', outer: frame, definitions: [] };
      for (const parameter of node.parameters) {
        define(inner, parameter, { kind: 'parameter', from: node.start, isCertain: true });
        visit(parameter, inner);
      }
      visit(node.body, inner, true);
      return;
    }
    case 'bind': {
      visit(node.value);
      let holder = frame;
      while (holder.kind === 'tuples' && holder.outer !== undefined) holder = holder.outer;
      define(holder, node.variable, { kind: 'variable', from: node.end, isCertain });
      // The variable itself is read after it is bound, so that it means what it is bound to.
      reads.push(...variablesIn(node.variable).map((variable) => ({ node: variable, frame: holder })));
      return;
    }
    default:
      walkPath({ node, frame, isStep }, reads);
  }
}

function walkPath({ node, frame, isStep }: Omit<Visit, 'isCertain'>, reads: Read[]): void {
  const isSuffix = SUFFIXES.has(node.kind);
  const inner: Frame = isSuffix && !isStep ? { kind: 'tuples', outer: frame, definitions: [] } : frame;
  const steps: ReadonlySet<SyntaxNode> = new Set(
    node.kind === 'path' ? node.steps : 'target' in node ? [node.target] : [],
  );
  const variable = node.kind === 'focus' || node.kind === 'index' ? node.variable : undefined;
  for (const child of node.children) {
    if (child === variable) define(inner, child, { kind: 'variable', from: node.end, isCertain: true });
    walk({ node: child, frame: inner, isStep: steps.has(child), isCertain: false }, reads);
  }
}

function define(
  frame: Frame,
  target: SyntaxNode,
  { kind, from, isCertain }: Pick<Definition, 'kind' | 'from' | 'isCertain'>,
): void {
  for (const node of variablesIn(target)) {
    const same = frame.definitions.find((definition) => definition.node.name === node.name);
    const binding = same?.binding ?? { name: node.name, kind, definitions: [], occurrences: [] };
    binding.definitions.push(node);
    frame.definitions.push({ node, kind, from, isCertain, binding });
  }
}

function variablesIn(target: SyntaxNode): VariableNode[] {
  const variable = withoutKeepArray(target);
  return variable.kind === 'variable' && variable.name !== '' && variable.name !== '$' ? [variable] : [];
}

/** Several where it depends on when the template gets there which one is meant. */
function findBindings(node: VariableNode, from: Frame): Binding[] {
  const found: Binding[] = [];
  let isLater = false;
  for (let frame: Frame | undefined = from; frame !== undefined; frame = frame.outer) {
    const named = frame.definitions.filter((definition) => definition.node.name === node.name);
    const passed = named.filter((definition) => definition.node === node || definition.from <= node.start);
    const [first] = isLater ? named : passed;
    if (first !== undefined && !found.includes(first.binding)) found.push(first.binding);
    if (passed.some(({ isCertain, node: own }) => isCertain || own === node)) return found;
    // The body of a function runs when it is called: what follows it may have a value by then.
    if (frame.kind === 'lambda') isLater = true;
  }
  return found;
}

function join(into: Binding, other: Binding, found: Map<VariableNode, Binding>): Binding {
  if (into.occurrences === other.occurrences) return into;
  into.definitions.push(...other.definitions);
  into.occurrences.push(...other.occurrences);
  for (const node of other.occurrences) found.set(node, into);
  // Whatever is resolved to the other later is part of this one, too.
  other.definitions = into.definitions;
  other.occurrences = into.occurrences;
  return into;
}
