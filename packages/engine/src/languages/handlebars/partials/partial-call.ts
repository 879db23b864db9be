import type { Span } from '../../../diagnostics/diagnostic.ts';
import { isRecord } from '../../is-record.ts';
import { spanOf } from '../span-of.ts';
import { visitNodes } from '../visit-nodes.ts';

/** In a partial: what stands between `{{#> name}}` and `{{/name}}` where it is called. */
export const PARTIAL_BLOCK = '@partial-block';

export interface PartialCall {
  node: Record<string, unknown>;
  /** Undefined where it is worked out on rendering: `{{> (lookup …)}}`. */
  name: string | undefined;
  isBlock: boolean;
  span: Span;
  nameSpan: Span;
}

/** A node as the call of a partial; undefined for every other node. */
export function readPartialCall(node: Record<string, unknown>, source: string): PartialCall | undefined {
  if (node.type !== 'PartialStatement' && node.type !== 'PartialBlockStatement') return undefined;
  const written = isRecord(node.name) ? node.name : {};
  // A name may also be written as a string, a number or the like, which have no path.
  const name = written.type === 'SubExpression' ? undefined : String(written.original);
  const span = spanOf(node, source) ?? { start: 0, end: source.length };
  const isBlock = node.type === 'PartialBlockStatement';
  return { node, name, isBlock, span, nameSpan: spanOf(written, source) ?? span };
}

/** Every call in a tree, in source order. */
export function findPartialCalls(root: unknown, source: string): PartialCall[] {
  const calls: PartialCall[] = [];
  for (const node of visitNodes(root)) {
    const call = readPartialCall(node, source);
    if (call !== undefined) calls.push(call);
  }
  return calls.toSorted((a, b) => a.span.start - b.span.start);
}
