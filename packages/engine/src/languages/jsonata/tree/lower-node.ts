import type { Ancestry } from './ancestry.ts';
import { lowerPath } from './lower-path.ts';
import { lowerFilter, lowerGroup, lowerSort, lowerTuple } from './lower-suffix.ts';
import type { LoweredNode } from './lowered-node.ts';
import { LoweringError } from './lowering-error.ts';
import type { CallNode, FallbackNode, LambdaNode, SyntaxNode } from './syntax-node.ts';

export interface Lowering {
  ancestry: Ancestry;
  /** Within what jsonata copies as JSON, where a regular expression is lost. */
  isClone: boolean;
  /** Nodes that may still be made. */
  left: number;
}

/** jsonata's `processAST` (parser.js), on our tree. */
export function lowerNode(node: SyntaxNode, lowering: Lowering): LoweredNode {
  if (lowering.left-- <= 0) throw new LoweringError('depth', 'the expression stands for too large a tree');
  const lower = (child: SyntaxNode): LoweredNode => lowerNode(child, lowering);
  const position = node.token.end;
  switch (node.kind) {
    case 'name':
      return { type: 'path', steps: [{ type: 'name', value: node.name, position }] };
    case 'string':
    case 'number':
      return { type: node.kind, value: node.value, position };
    case 'constant':
      return { type: 'value', value: node.value, position };
    case 'regex':
      return { type: 'regex', value: lowering.isClone ? {} : node.value, position };
    case 'variable':
      return { type: 'variable', value: node.name, position };
    case 'wildcard':
      return { type: 'wildcard', value: '*', position };
    case 'descendant':
      return { type: 'descendant', value: '**', position };
    case 'parent':
      return lowering.ancestry.createParent();
    case 'placeholder':
      return { type: 'operator', value: '?', position };
    case 'path':
      return lowerPath(node, lowering, lower);
    case 'filter':
      return lowerFilter(node, lowering, lower);
    case 'keep-array':
      return keepArray(node.target, lowering);
    case 'group':
      return lowerGroup(node, lower);
    case 'sort':
      return lowerSort(node, lowering, lower);
    case 'focus':
    case 'index':
      return lowerTuple(node, lower);
    case 'negate': {
      const expression = lower(node.operand);
      if (expression.type === 'number' && typeof expression.value === 'number') {
        expression.value = -expression.value;
        return expression;
      }
      return hold({ type: 'unary', value: '-', position, expression }, [expression], lowering);
    }
    case 'array': {
      const expressions = node.items.map(lower);
      return hold({ type: 'unary', value: '[', position, expressions }, expressions, lowering);
    }
    case 'object': {
      const lhs = node.pairs.map((pair): [LoweredNode, LoweredNode] => [lower(pair.key), lower(pair.value)]);
      return hold({ type: 'unary', value: '{', position, lhs }, lhs.flat(), lowering);
    }
    case 'range': {
      const [lhs, rhs] = [lower(node.from), lower(node.to)];
      return hold({ type: 'binary', value: '..', position, lhs, rhs }, [lhs, rhs], lowering);
    }
    case 'binary': {
      const [lhs, rhs] = [lower(node.left), lower(node.right)];
      return hold({ type: 'binary', value: node.operator, position, lhs, rhs }, [lhs, rhs], lowering);
    }
    case 'chain': {
      const [lhs, rhs] = [lower(node.left), lower(node.right)];
      const keep = lhs.keepArray ?? rhs.keepArray;
      const chain: LoweredNode = { type: 'apply', value: '~>', position, lhs, rhs };
      if (keep === true) chain.keepArray = true;
      return chain;
    }
    case 'bind': {
      const [lhs, rhs] = [lower(node.variable), lower(node.value)];
      return hold({ type: 'bind', value: ':=', position, lhs, rhs }, [rhs], lowering);
    }
    case 'block':
      return lowerBlock(node.expressions.map(lower), position, lowering);
    case 'call':
      return lowerCall(node, lowering);
    case 'lambda':
      return lowerLambda(node, lowering);
    case 'condition': {
      const [condition, consequence] = [lower(node.test), lower(node.consequence)];
      const lowered = lowerCondition(position, condition, consequence, lowering);
      return node.otherwise === undefined ? lowered : addElse(lowered, lower(node.otherwise), lowering);
    }
    case 'default':
    case 'coalesce':
      return lowerFallback(node, lowering);
    case 'transform': {
      const [pattern, update] = [lower(node.pattern), lower(node.update)];
      const lowered: LoweredNode = { type: 'transform', position, pattern, update };
      return node.remove === undefined ? lowered : { ...lowered, delete: lower(node.remove) };
    }
    default:
      throw new LoweringError('S0206', 'this is no expression', position);
  }
}

function hold(holder: LoweredNode, values: readonly LoweredNode[], { ancestry }: Lowering): LoweredNode {
  for (const value of values) ancestry.push(holder, value);
  return holder;
}

/** `target[]` marks what stands before its predicates, and the step that it is the last of. */
function keepArray(target: SyntaxNode, lowering: Lowering): LoweredNode {
  const lowered = lowerNode(target, lowering);
  let marked = target;
  while (marked.kind === 'keep-array' || marked.kind === 'filter') marked = marked.target;
  lowered.keepArray = true;
  if (marked.kind !== 'name' && marked.kind !== 'focus') return lowered;
  const step = lowered.type === 'path' ? lowered.steps?.at(-1) : lowered;
  if (step !== undefined) step.keepArray = true;
  if (marked.kind === 'name') lowered.keepSingletonArray = true;
  return lowered;
}

function lowerCondition(
  position: number,
  condition: LoweredNode,
  consequence: LoweredNode,
  lowering: Lowering,
): LoweredNode {
  // oxlint-disable-next-line no-thenable -- the package calls it so
  const lowered: LoweredNode = { type: 'condition', position, condition, then: consequence };
  return hold(lowered, [condition, consequence], lowering);
}

function addElse(condition: LoweredNode, otherwise: LoweredNode, lowering: Lowering): LoweredNode {
  condition.else = otherwise;
  return hold(condition, [otherwise], lowering);
}

function isArrayConstructor({ consarray, type, steps }: LoweredNode): boolean {
  return consarray === true || (type === 'path' && steps?.[0]?.consarray === true);
}

function lowerBlock(expressions: LoweredNode[], position: number, lowering: Lowering): LoweredNode {
  const block = hold({ type: 'block', position, expressions }, expressions, lowering);
  if (expressions.some(isArrayConstructor)) block.consarray = true;
  return block;
}

function lowerCall(node: CallNode, lowering: Lowering): LoweredNode {
  const type = node.arguments.some(({ kind }) => kind === 'placeholder') ? 'partial' : 'function';
  const given = node.arguments.map((argument) => lowerNode(argument, lowering));
  const call: LoweredNode = { type, value: '(', position: node.token.end, arguments: given };
  hold(call, given, lowering);
  call.procedure = lowerNode(node.callee, lowering);
  return call;
}

function lowerLambda({ parameters, signature, body, token }: LambdaNode, lowering: Lowering): LoweredNode {
  const lambda: LoweredNode = {
    type: 'lambda',
    position: token.end,
    arguments: parameters.map((parameter) => lowerNode(parameter, lowering)),
    body: optimiseTailCall(lowerNode(body, lowering)),
  };
  if (signature !== undefined) lambda.signature = { definition: signature };
  return lambda;
}

/** A call in tail position becomes a thunk: a lambda that is run once the lambda around it has returned. */
function optimiseTailCall(node: LoweredNode): LoweredNode {
  if (node.type === 'function' && node.predicate === undefined) {
    const thunk: LoweredNode = { type: 'lambda', thunk: true, arguments: [], body: node };
    if (node.position !== undefined) thunk.position = node.position;
    return thunk;
  }
  if (node.type === 'condition') {
    // oxlint-disable-next-line no-thenable -- the package calls it so
    if (node.then !== undefined) node.then = optimiseTailCall(node.then);
    if (node.else !== undefined) node.else = optimiseTailCall(node.else);
  } else if (node.type === 'block') {
    const last = node.expressions?.pop();
    if (last !== undefined) node.expressions?.push(optimiseTailCall(last));
  }
  return node;
}

/** Both become conditions; what is on the left stands in them twice, first as a copy. */
function lowerFallback({ kind, left, otherwise, token }: FallbackNode, lowering: Lowering): LoweredNode {
  const clone: Lowering = { ...lowering, isClone: true };
  const copy = lowerNode(left, clone);
  lowering.left = clone.left;
  const condition: LoweredNode =
    kind === 'default'
      ? copy
      : hold(
          { type: 'function', value: '(', arguments: [copy], procedure: { type: 'variable', value: 'exists' } },
          [copy],
          lowering,
        );
  const lowered = lowerCondition(token.end, condition, lowerNode(left, lowering), lowering);
  return addElse(lowered, lowerNode(otherwise, lowering), lowering);
}
