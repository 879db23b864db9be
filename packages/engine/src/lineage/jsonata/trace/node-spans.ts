import type { Span } from '../../../diagnostics/diagnostic.ts';
import type { LoweredNode } from '../../../languages/jsonata/tree/lowered-node.ts';
import { parseTree } from '../../../languages/jsonata/tree/parser.ts';
import { walkTree } from '../../../languages/jsonata/tree/syntax-node.ts';
import type { SyntaxNode } from '../../../languages/jsonata/tree/syntax-node.ts';

/** Where the nodes of the package's tree stand in the source: their `position` is the end of a token, that of one node. */
export class NodeSpans {
  private readonly byToken = new Map<number, SyntaxNode>();
  private readonly parents = new Map<SyntaxNode, SyntaxNode>();
  /** The expression as a whole. */
  readonly root: SyntaxNode;

  constructor(source: string) {
    this.root = parseTree(source).root;
    for (const node of walkTree(this.root)) {
      this.byToken.set(node.token.end, node);
      for (const child of node.children) this.parents.set(child, node);
    }
  }

  /** A path stands from its first step to its last, with its predicates. */
  spanOf(node: LoweredNode): Span {
    const steps = node.type === 'path' ? (node.steps ?? []) : [node];
    return this.wholeOf(steps) ?? this.root;
  }

  /** The path up to a step, without it. */
  spanBefore(steps: readonly LoweredNode[], index: number): Span {
    const [first, last] = [this.wholeOf(steps), this.stepOf(steps[index - 1])];
    const { start } = first ?? this.root;
    return { start, end: last?.end ?? first?.end ?? this.root.end };
  }

  private wholeOf(steps: readonly LoweredNode[]): SyntaxNode | undefined {
    const positioned = steps.find(({ position }) => position !== undefined);
    let node = this.find(positioned);
    for (let parent = node; parent !== undefined; parent = this.parents.get(parent)) {
      if (parent !== node && !(node !== undefined && (isTargetOf(node, parent) || parent.kind === 'path'))) break;
      node = parent;
    }
    return node;
  }

  /** A step with its predicates. */
  private stepOf(step: LoweredNode | undefined): SyntaxNode | undefined {
    let node = this.find(step);
    for (let parent = node; parent !== undefined; parent = this.parents.get(parent)) {
      if (parent !== node && !(node !== undefined && isTargetOf(node, parent))) break;
      node = parent;
    }
    return node;
  }

  private find(node: LoweredNode | undefined): SyntaxNode | undefined {
    return node?.position === undefined ? undefined : this.byToken.get(node.position);
  }
}

function isTargetOf(node: SyntaxNode, parent: SyntaxNode): boolean {
  switch (parent.kind) {
    case 'filter':
    case 'keep-array':
    case 'sort':
    case 'group':
    case 'focus':
    case 'index':
      return parent.target === node;
    default:
      return false;
  }
}
