import type { BlockNode, SyntaxNode, TransformNode } from '../languages/jsonata/tree/syntax-node.ts';
import { recogniseLoop } from './recognise-loop.ts';
import { isPath } from './recognise-value.ts';

/** A value without what stands around it. */
export interface Seen {
  core: SyntaxNode;
  /** Those that bind variables, outermost first. */
  blocks: BlockNode[];
  /** A single item stays an array. */
  keepArray: boolean;
  /** `~> |…|` behind what is built. */
  transforms: TransformNode[];
}

/** Looks through brackets, `( $x := …; value )`, `[loop]`, `value[]` and `value ~> |…|`. */
export function seeThrough(node: SyntaxNode): Seen {
  const seen: Seen = { core: node, blocks: [], keepArray: false, transforms: [] };
  for (let next = stepIn(node, seen); next !== undefined; next = stepIn(next, seen)) seen.core = next;
  return seen;
}

function stepIn(node: SyntaxNode, seen: Seen): SyntaxNode | undefined {
  switch (node.kind) {
    case 'block': {
      const last = node.expressions.at(-1);
      if (last === undefined || last.kind === 'skipped') return undefined;
      if (node.expressions.length > 1) seen.blocks.push(node);
      return last;
    }
    case 'keep-array':
      seen.keepArray = true;
      return node.target;
    case 'array': {
      const [only] = node.items;
      if (only === undefined || node.items.length > 1) return undefined;
      const isOneLoop = recogniseLoop(seeThrough(only).core) !== undefined || isPath(only);
      if (!isOneLoop) return undefined;
      seen.keepArray = true;
      return only;
    }
    case 'chain': {
      if (node.right.kind !== 'transform') return undefined;
      const { core } = seeThrough(node.left);
      if (core.kind !== 'object' && recogniseLoop(core) === undefined) return undefined;
      seen.transforms.push(node.right);
      return node.left;
    }
    default:
      return undefined;
  }
}
