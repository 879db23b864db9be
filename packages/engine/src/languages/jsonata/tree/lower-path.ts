import type { Lowering } from './lower-node.ts';
import type { LoweredNode } from './lowered-node.ts';
import { LoweringError } from './lowering-error.ts';
import type { PathNode, SyntaxNode } from './syntax-node.ts';

/** `a.b.c`: the steps of paths within it become its own; jsonata joins two at a time, from the left. */
export function lowerPath(
  { steps }: PathNode,
  { ancestry }: Lowering,
  lower: (node: SyntaxNode) => LoweredNode,
): LoweredNode {
  const [first, ...rest] = steps;
  if (first === undefined) throw new LoweringError('S0206', 'a path has no steps');
  let path = lower(first);
  for (const step of rest) {
    const joined: LoweredNode = path.type === 'path' ? path : { type: 'path', steps: [path] };
    if (path.type === 'parent' && path.slot !== undefined) joined.seekingParent = [path.slot];
    joined.steps ??= [];
    appendStep(joined.steps, lower(step));
    finishSteps(joined, joined.steps);
    ancestry.resolve(joined);
    path = joined;
  }
  return path;
}

function appendStep(steps: LoweredNode[], added: LoweredNode): void {
  if (added.type === 'path') {
    steps.push(...(added.steps ?? []));
    return;
  }
  if (added.predicate !== undefined) {
    added.stages = added.predicate;
    delete added.predicate;
  }
  steps.push(added);
}

function finishSteps(path: LoweredNode, steps: LoweredNode[]): void {
  for (const step of steps) {
    if (step.type === 'number' || step.type === 'value') {
      throw new LoweringError('S0213', `${String(step.value)} cannot be a step of a path`, step.position);
    }
    if (step.type === 'string') step.type = 'name';
  }
  if (steps.some(({ keepArray }) => keepArray === true)) path.keepSingletonArray = true;
  for (const end of [steps[0], steps.at(-1)]) {
    if (end?.type === 'unary' && end.value === '[') end.consarray = true;
  }
}
