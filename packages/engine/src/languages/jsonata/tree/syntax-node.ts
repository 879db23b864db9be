import type { Span } from '../../../diagnostics/diagnostic.ts';

interface Base<Kind extends string> extends Span {
  kind: Kind;
  /** The token that makes the node what it is: an operator, an opening bracket, the name itself. */
  token: Span;
  /** In source order. */
  children: SyntaxNode[];
}

export interface NameNode extends Base<'name'> {
  name: string;
}
export interface StringNode extends Base<'string'> {
  value: string;
}
export interface NumberNode extends Base<'number'> {
  value: number;
}
/** `true`, `false`, `null`. */
export interface ConstantNode extends Base<'constant'> {
  value: boolean | null;
}
export interface RegexNode extends Base<'regex'> {
  /** Undefined where the expression is malformed. */
  value: RegExp | undefined;
}
/** `$name`; the name is empty for `$` and `$` for `$$`. */
export interface VariableNode extends Base<'variable'> {
  name: string;
}
export interface NegateNode extends Base<'negate'> {
  operand: SyntaxNode;
}
export interface ArrayNode extends Base<'array'> {
  items: SyntaxNode[];
}
/** `from..to` within an array. */
export interface RangeNode extends Base<'range'> {
  from: SyntaxNode;
  to: SyntaxNode;
}
export interface PairNode extends Base<'pair'> {
  key: SyntaxNode;
  value: SyntaxNode;
}
export interface ObjectNode extends Base<'object'> {
  pairs: PairNode[];
}
export interface BlockNode extends Base<'block'> {
  expressions: SyntaxNode[];
}
/** `a.b.c`: at least two steps. */
export interface PathNode extends Base<'path'> {
  steps: SyntaxNode[];
}
/** `target[predicate]` */
export interface FilterNode extends Base<'filter'> {
  target: SyntaxNode;
  predicate: SyntaxNode;
}
/** `target[]` */
export interface KeepArrayNode extends Base<'keep-array'> {
  target: SyntaxNode;
}
export interface TermNode extends Base<'term'> {
  descending: boolean;
  expression: SyntaxNode;
}
/** `target^(terms)` */
export interface SortNode extends Base<'sort'> {
  target: SyntaxNode;
  terms: TermNode[];
}
/** `target{key: value}` */
export interface GroupNode extends Base<'group'> {
  target: SyntaxNode;
  pairs: PairNode[];
}
/** `target@$name` (focus) or `target#$name` (index). */
export interface TupleNode extends Base<'focus' | 'index'> {
  target: SyntaxNode;
  variable: SyntaxNode;
}
/** A call, or a partial application where one of the arguments is a placeholder. */
export interface CallNode extends Base<'call'> {
  callee: SyntaxNode;
  arguments: SyntaxNode[];
}
export interface LambdaNode extends Base<'lambda'> {
  parameters: SyntaxNode[];
  /** As jsonata reads it: its tokens without spaces, such as `<n-n:n>`. */
  signature: string | undefined;
  body: SyntaxNode;
}
export interface BindNode extends Base<'bind'> {
  variable: SyntaxNode;
  value: SyntaxNode;
}
export interface BinaryNode extends Base<'binary'> {
  operator: string;
  left: SyntaxNode;
  right: SyntaxNode;
}
/** `~>` */
export interface ChainNode extends Base<'chain'> {
  left: SyntaxNode;
  right: SyntaxNode;
}
export interface ConditionNode extends Base<'condition'> {
  test: SyntaxNode;
  consequence: SyntaxNode;
  otherwise: SyntaxNode | undefined;
}
/** `left ?: otherwise` (default) or `left ?? otherwise` (coalesce). */
export interface FallbackNode extends Base<'default' | 'coalesce'> {
  left: SyntaxNode;
  otherwise: SyntaxNode;
}
/** `|pattern|update, remove|` */
export interface TransformNode extends Base<'transform'> {
  pattern: SyntaxNode;
  update: SyntaxNode;
  remove: SyntaxNode | undefined;
}
/** `*`, `**`, `%`, a `?` among arguments, and what an error left: nothing where something is missing, or skipped text. */
export type BareNode = Base<'wildcard' | 'descendant' | 'parent' | 'placeholder' | 'missing' | 'skipped'>;

export type SyntaxNode =
  | NameNode
  | StringNode
  | NumberNode
  | ConstantNode
  | RegexNode
  | VariableNode
  | NegateNode
  | ArrayNode
  | RangeNode
  | PairNode
  | ObjectNode
  | BlockNode
  | PathNode
  | FilterNode
  | KeepArrayNode
  | TermNode
  | SortNode
  | GroupNode
  | TupleNode
  | CallNode
  | LambdaNode
  | BindNode
  | BinaryNode
  | ChainNode
  | ConditionNode
  | FallbackNode
  | TransformNode
  | BareNode;

/** `target[]` marks the target and is no step of its own: what it marks. */
export function withoutKeepArray(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.kind === 'keep-array') inner = inner.target;
  return inner;
}

/** Every node of the tree below and with `root`, parents first, in source order. */
export function* walkTree(root: SyntaxNode): Generator<SyntaxNode> {
  const pending = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    yield node;
    for (let index = node.children.length - 1; index >= 0; index--) {
      const child = node.children[index];
      if (child !== undefined) pending.push(child);
    }
  }
}
