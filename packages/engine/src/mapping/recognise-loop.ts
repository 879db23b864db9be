import type { Span } from '../diagnostics/diagnostic.ts';
import { withoutKeepArray } from '../languages/jsonata/tree/syntax-node.ts';
import type { LambdaNode, PairNode, SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';
import { isPosition } from './recognise-value.ts';
import type { Loop, LoopFilter, LoopSort } from './row.ts';

/** What stands between the array and what is made of each item: `[filter]`, `^(sort)`, `#$index`, `@$item`, `[]`. */
interface Layers {
  filters: LoopFilter[];
  sort: LoopSort | undefined;
  index: Loop['index'];
  item: Loop['item'];
  keepArray: boolean;
  base: SyntaxNode;
}

export interface LoopParts extends Omit<Layers, 'base'> {
  form: Loop['form'];
  /** The steps of the path that is gone through, or the one expression. */
  steps: readonly SyntaxNode[];
  iterateSpan: Span;
  body: SyntaxNode | undefined;
  /** Of form `map`. */
  lambda: LambdaNode | undefined;
  /** Of form `group`. */
  pairs: readonly PairNode[];
}

/** A loop in one of its forms; undefined for anything else. */
export function recogniseLoop(node: SyntaxNode): LoopParts | undefined {
  if (node.kind === 'path') return recognisePath(node.steps);
  if (node.kind === 'group') {
    const layers = peelLayers(node.target);
    const { base, ...rest } = layers;
    const steps = node.target.kind === 'path' ? node.target.steps : [node.target];
    const iterateSpan = { start: node.target.start, end: base.end };
    const [pair] = node.pairs;
    return { ...rest, form: 'group', steps, iterateSpan, body: pair?.value, lambda: undefined, pairs: node.pairs };
  }
  if (node.kind === 'chain' && node.right.kind === 'call' && isMap(node.right)) {
    return recogniseMap(node.left, node.right.arguments[0]);
  }
  if (node.kind === 'call' && isMap(node) && node.arguments.length === 2) {
    const [source, lambda] = node.arguments;
    return source === undefined ? undefined : recogniseMap(source, lambda);
  }
  return undefined;
}

function recognisePath(all: readonly SyntaxNode[]): LoopParts | undefined {
  const steps = all.slice(0, -1);
  const [first, last, body] = [steps[0], steps.at(-1), all.at(-1)];
  if (first === undefined || last === undefined || body === undefined) return undefined;
  const inner = withoutKeepArray(body);
  if (inner.kind !== 'object' && inner.kind !== 'block') return undefined;
  const { base, ...layers } = peelLayers(last);
  const keepArray = layers.keepArray || inner !== body;
  const iterateSpan = { start: first.start, end: base.end };
  return { ...layers, keepArray, form: 'path', steps, iterateSpan, body: inner, lambda: undefined, pairs: [] };
}

function recogniseMap(source: SyntaxNode, lambda: SyntaxNode | undefined): LoopParts | undefined {
  if (lambda?.kind !== 'lambda') return undefined;
  const { base, ...layers } = peelLayers(source);
  const iterateSpan = { start: source.start, end: base.end };
  const steps = source.kind === 'path' ? source.steps : [source];
  const [item, index] = lambda.parameters.map(readVariable);
  return { ...layers, form: 'map', steps, iterateSpan, body: lambda.body, lambda, pairs: [], item, index };
}

function isMap(node: SyntaxNode & { kind: 'call' }): boolean {
  return node.callee.kind === 'variable' && node.callee.name === 'map';
}

function readVariable(node: SyntaxNode): { name: string; span: Span } | undefined {
  const variable = withoutKeepArray(node);
  if (variable.kind !== 'variable') return undefined;
  return { name: `$${variable.name}`, span: { start: variable.start, end: variable.end } };
}

function peelLayers(outermost: SyntaxNode): Layers {
  const layers: Layers = {
    filters: [],
    sort: undefined,
    index: undefined,
    item: undefined,
    keepArray: false,
    base: outermost,
  };
  for (let node = outermost; ; node = layers.base) {
    const next = peelLayer(node, layers);
    if (next === undefined) return layers;
    layers.base = next;
  }
}

function peelLayer(node: SyntaxNode, layers: Layers): SyntaxNode | undefined {
  switch (node.kind) {
    case 'filter': {
      const { start, end } = node.predicate;
      layers.filters.unshift({
        span: { start, end },
        outerSpan: { start: node.token.start, end: node.end },
        isPosition: isPosition(node),
      });
      return node.target;
    }
    case 'sort': {
      if (layers.sort !== undefined) return undefined;
      const terms = node.terms.map(({ start, end, descending, expression }) => ({
        span: { start, end },
        expressionSpan: { start: expression.start, end: expression.end },
        descending,
      }));
      layers.sort = { outerSpan: { start: node.token.start, end: node.end }, terms };
      return node.target;
    }
    case 'index':
      layers.index ??= readVariable(node.variable);
      return node.target;
    case 'focus':
      layers.item ??= readVariable(node.variable);
      return node.target;
    case 'keep-array':
      layers.keepArray = true;
      return node.target;
    case 'path':
      // A sort takes the whole path before it.
      return node.steps.at(-1);
    default:
      return undefined;
  }
}
