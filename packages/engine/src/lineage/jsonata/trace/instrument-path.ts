import type { LoweredNode, LoweredPair, LoweredStage } from '../../../languages/jsonata/tree/lowered-node.ts';
import { Decisions } from './decisions.ts';
import { callHook, openSlot, passThrough } from './hook-node.ts';
import type { Focus, Hook } from './hook-node.ts';
import type { NodeSpans } from './node-spans.ts';
import type { Tracer } from './tracer.ts';
import { NO_READS } from './tracked.ts';

/** What rewriting a node needs. */
export interface Workbench {
  readonly tracer: Tracer;
  readonly spans: NodeSpans;
  /** Within the pattern of a transform, which must give the very objects that are changed. */
  readonly isInPattern: boolean;
  readonly rewrite: (node: LoweredNode) => LoweredNode;
  /** A name to bind under that no other node has. */
  readonly createSlot: () => string;
}

/** Steps that only find their way in what is there. */
const PLAIN_STEPS = new Set(['name', 'wildcard', 'descendant', 'parent', 'sort']);

/** What a path reads from its steps, whatever they are. */
const STEP_FIELDS = ['stages', 'focus', 'index', 'tuple', 'ancestor'] as const;

export function rewritePath(node: LoweredNode, bench: Workbench): LoweredNode {
  const { tracer, spans } = bench;
  const slot = bench.createSlot();
  const span = spans.spanOf(node);
  const steps = (node.steps ?? []).map((step, index, all) => rewriteStep(step, index, all, slot, bench));
  const path: LoweredNode = { ...node, steps };
  const readAt = (value: unknown): unknown => tracer.readAt(value, span);
  if (node.group === undefined) {
    const isDecided = steps.some(({ type, stages }) => type === 'sort' || stages !== undefined);
    return isDecided ? decideResult(path, slot, bench, readAt) : passThrough(path, slot, readAt);
  }
  const { lhs } = node.group;
  return decideMade({ ...path, group: { ...node.group, lhs: rewritePairs(lhs, slot, bench) } }, lhs, slot, bench);
}

/** A node with predicates, and what they decided on its result. */
export function decideResult(
  node: LoweredNode,
  slot: string,
  { tracer, isInPattern, createSlot }: Workbench,
  change: (value: unknown) => unknown,
): LoweredNode {
  const open = openSlot(slot, () => new Decisions(tracer), node.position);
  return passThrough(
    node,
    createSlot(),
    (value, focus) => {
      const changed = change(value);
      const decisions = isInPattern ? undefined : findDecisions(focus, slot);
      return decisions === undefined ? changed : decisions.apply(changed);
    },
    [open],
  );
}

/** An object that is built from pairs: which expression made each field, and what its key was computed from. */
export function decideMade(
  node: LoweredNode,
  pairs: readonly LoweredPair[],
  slot: string,
  { tracer, spans, createSlot }: Workbench,
): LoweredNode {
  const written = pairs
    .filter(([key]) => key.type === 'string')
    .map(([key, value]) => [String(key.value), spans.spanOf(value)] as const);
  const open = openSlot(slot, () => new Decisions(tracer), node.position);
  const at = spans.spanOf(node);
  const isDecided = node.type === 'path' || written.length < pairs.length;
  return passThrough(
    node,
    createSlot(),
    (value, focus) => {
      if (typeof value !== 'object' || value === null || tracer.noteOf(value) !== undefined) return value;
      const fields = new Map(written);
      const decisions = findDecisions(focus, slot);
      for (const [key, { reads, made }] of decisions?.keys ?? []) {
        fields.set(key, made);
        if (Object.hasOwn(value, key)) Reflect.set(value, key, tracer.decide(Reflect.get(value, key), reads));
      }
      for (const [key, field] of Object.entries(value)) Reflect.set(value, key, decisions?.apply(field) ?? field);
      tracer.note(value, { controls: NO_READS, made: { at, fields } });
      return value;
    },
    isDecided ? [open] : [],
  );
}

export function rewritePairs(pairs: readonly LoweredPair[], slot: string, bench: Workbench): LoweredPair[] {
  const { tracer, spans, rewrite } = bench;
  return pairs.map(([key, value]): LoweredPair => {
    if (key.type === 'string' && key.predicate === undefined) return [key, rewrite(value)];
    const span = spans.spanOf(value);
    const readKey: Hook = function readKey(this: Focus, given: unknown) {
      const plain = tracer.plain(given);
      if (typeof plain === 'string') findDecisions(this, slot)?.addKey(plain, tracer.allOf(given), span);
      return plain;
    };
    const rewritten = rewrite(value);
    // Values of one pair for several keys are evaluated at the same time: each gets a frame of its own.
    const framed: LoweredNode = { type: 'block', expressions: [rewritten] };
    return [callHook(readKey, [rewrite(key)], key.position), bindsHere(value) ? rewritten : framed];
  });
}

export function rewriteStages(stages: readonly LoweredStage[], slot: string, bench: Workbench): LoweredStage[] {
  return stages.map((stage) => {
    if (stage.expr === undefined || stage.expr.type === 'number') return stage;
    return { ...stage, expr: decideBy(stage.expr, slot, bench) };
  });
}

/** A predicate or sort term as the package needs it; what it read is noted for the item. */
function decideBy(node: LoweredNode, slot: string, { tracer, rewrite }: Workbench): LoweredNode {
  const decide: Hook = function decide(this: Focus, given: unknown) {
    findDecisions(this, slot)?.add(this.input, tracer.allOf(given));
    return tracer.plain(given);
  };
  return callHook(decide, [rewrite(node)], node.position);
}

function rewriteStep(
  step: LoweredNode,
  index: number,
  steps: readonly LoweredNode[],
  slot: string,
  bench: Workbench,
): LoweredNode {
  const staged = step.stages === undefined ? step : { ...step, stages: rewriteStages(step.stages, slot, bench) };
  if (step.type === 'sort') {
    const terms = step.terms?.map((term) => ({ ...term, expression: decideBy(term.expression, slot, bench) }));
    return { ...staged, ...(terms === undefined ? {} : { terms }) };
  }
  const isContext = step.type === 'variable' && (step.value === '' || index === 0);
  // A string that is a step is a name, an array that is the first is evaluated for the whole input.
  if (PLAIN_STEPS.has(step.type) || isContext) return staged;
  if (index === 0 && step.consarray === true) {
    return { ...staged, ...(step.expressions && { expressions: step.expressions.map((item) => bench.rewrite(item)) }) };
  }
  const outer: LoweredNode = { type: step.type };
  const inner: LoweredNode = { ...staged };
  for (const field of STEP_FIELDS) {
    Object.assign(outer, field in inner ? { [field]: inner[field] } : {});
    delete inner[field];
  }
  const rewritten = bench.rewrite(inner);
  const repeated = index === 0 || bench.isInPattern ? rewritten : repeat(rewritten, index, steps, bench);
  return { ...outer, ...repeated };
}

/** What is built for each item is there because the item is. */
function repeat(node: LoweredNode, index: number, steps: readonly LoweredNode[], bench: Workbench): LoweredNode {
  const { tracer, spans } = bench;
  const span = spans.spanBefore(steps, index);
  return passThrough(node, bench.createSlot(), (value, { input }) =>
    tracer.decide(value, tracer.itemReads(input, span)),
  );
}

function findDecisions({ environment }: Focus, slot: string): Decisions | undefined {
  const found = environment.lookup(slot);
  return found instanceof Decisions ? found : undefined;
}

/** Whether evaluating the node binds a variable in the frame around it. */
function bindsHere(node: LoweredNode): boolean {
  if (node.type === 'bind') return true;
  if (node.type === 'block' || node.type === 'lambda') return false;
  const parts = [
    node.lhs,
    node.rhs,
    node.expression,
    node.condition,
    node.then,
    node.else,
    node.arguments,
    node.expressions,
  ];
  return parts.flat(2).some((part) => part !== undefined && bindsHere(part));
}
