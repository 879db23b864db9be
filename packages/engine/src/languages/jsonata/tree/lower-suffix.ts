import type { Lowering } from './lower-node.ts';
import type { LoweredNode } from './lowered-node.ts';
import { LoweringError } from './lowering-error.ts';
import { withoutKeepArray } from './syntax-node.ts';
import type { FilterNode, GroupNode, SortNode, SyntaxNode, TupleNode } from './syntax-node.ts';

type Lower = (node: SyntaxNode) => LoweredNode;

/** `target[predicate]`: a stage of the last step, or a predicate of what is no path. */
export function lowerFilter(node: FilterNode, { ancestry }: Lowering, lower: Lower): LoweredNode {
  const result = lower(node.target);
  const position = node.token.end;
  const step = result.type === 'path' ? result.steps?.at(-1) : result;
  if (step === undefined || step.group !== undefined) {
    throw new LoweringError('S0209', 'a predicate cannot follow grouping', position);
  }
  const expr = lower(node.predicate);
  ancestry.pushPredicate(step, expr);
  const stage = { type: 'filter', expr, position } as const;
  if (result.type === 'path') step.stages = [...(step.stages ?? []), stage];
  else step.predicate = [...(step.predicate ?? []), stage];
  return result;
}

/** `target{key: value}` */
export function lowerGroup(node: GroupNode, lower: Lower): LoweredNode {
  const result = lower(node.target);
  const position = node.token.end;
  if (result.group !== undefined) throw new LoweringError('S0210', 'a step can be grouped only once', position);
  const lhs = node.pairs.map((pair): [LoweredNode, LoweredNode] => [lower(pair.key), lower(pair.value)]);
  result.group = { lhs, position };
  return result;
}

/** `target^(terms)`: a step of its own. */
export function lowerSort(node: SortNode, { ancestry }: Lowering, lower: Lower): LoweredNode {
  const target = lower(node.target);
  const path: LoweredNode = target.type === 'path' ? target : { type: 'path', steps: [target] };
  const sort: LoweredNode = { type: 'sort', position: node.token.end };
  sort.terms = node.terms.map(({ descending, expression }) => {
    const lowered = lower(expression);
    ancestry.push(sort, lowered);
    return { descending, expression: lowered };
  });
  path.steps?.push(sort);
  ancestry.resolve(path);
  return path;
}

/** `target@$focus` and `target#$index`. */
export function lowerTuple(node: TupleNode, lower: Lower): LoweredNode {
  const result = lower(node.target);
  const variable = withoutKeepArray(node.variable);
  const name = variable.kind === 'variable' ? variable.name : '';
  return node.kind === 'focus' ? bindFocus(result, name, node.token.end) : bindIndex(result, name, node.token.end);
}

function bindFocus(result: LoweredNode, name: string, position: number): LoweredNode {
  const step = result.type === 'path' ? result.steps?.at(-1) : result;
  if (step === undefined || step.stages !== undefined || step.predicate !== undefined) {
    throw new LoweringError('S0215', '@ must come before the predicates of its step', position);
  }
  if (step.type === 'sort') throw new LoweringError('S0216', '@ cannot follow an order-by', position);
  step.focus = name;
  step.tuple = true;
  return result;
}

function bindIndex(result: LoweredNode, name: string, position: number): LoweredNode {
  const path: LoweredNode = result.type === 'path' ? result : { type: 'path', steps: [result] };
  const step = path.steps?.at(-1);
  if (step === undefined) return path;
  if (result.type !== 'path' && step.predicate !== undefined) {
    step.stages = step.predicate;
    delete step.predicate;
  }
  if (step.stages === undefined) step.index = name;
  else step.stages.push({ type: 'index', value: name, position });
  step.tuple = true;
  return path;
}
