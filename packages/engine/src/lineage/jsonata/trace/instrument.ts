import type { LoweredNode } from '../../../languages/jsonata/tree/lowered-node.ts';
import { callHook, passThrough } from './hook-node.ts';
import type { Focus, Hook } from './hook-node.ts';
import { decideMade, decideResult, rewritePairs, rewritePath, rewriteStages } from './instrument-path.ts';
import type { Workbench } from './instrument-path.ts';
import type { NodeSpans } from './node-spans.ts';
import type { Tracer } from './tracer.ts';
import { NO_READS, Tracked } from './tracked.ts';
import type { Provenance, Reads } from './tracked.ts';
import { trackMatcher, trackSignature } from './track-function.ts';

/**
 * Rewrites the package's tree such that operators, conditions and predicates are given primitives, and what they give is
 * tracked again with where it comes from. What belongs together finds each other through the frame that it is evaluated in,
 * since fields of an object are evaluated at the same time: the order of calls says nothing.
 */
export class Instrument implements Workbench {
  readonly tracer: Tracer;
  readonly spans: NodeSpans;
  isInPattern = false;
  private slots = 0;

  constructor(tracer: Tracer, spans: NodeSpans) {
    this.tracer = tracer;
    this.spans = spans;
  }

  readonly createSlot = (): string => `#${this.slots++}`;

  readonly rewrite = (node: LoweredNode): LoweredNode => {
    if (node.type === 'path') return rewritePath(node, this);
    if (node.predicate === undefined && node.group === undefined) return this.rewriteKind(node);
    const slot = this.createSlot();
    const { predicate, group, ...bare } = node;
    const inner = this.rewriteKind(bare);
    if (node.keepArray === true) inner.keepArray = true;
    if (predicate !== undefined) inner.predicate = rewriteStages(predicate, slot, this);
    if (group === undefined) return decideResult(inner, slot, this, (value) => value);
    inner.group = { ...group, lhs: rewritePairs(group.lhs, slot, this) };
    return decideMade(inner, group.lhs, slot, this);
  };

  private rewriteKind(node: LoweredNode): LoweredNode {
    switch (node.type) {
      case 'binary':
        return this.rewriteOperator(node, ['lhs', 'rhs']);
      case 'unary':
        return this.rewriteUnary(node);
      case 'variable':
      case 'wildcard':
      case 'descendant':
      case 'parent': {
        const span = this.spans.spanOf(node);
        return passThrough(node, this.createSlot(), (value) => this.tracer.readAt(value, span));
      }
      case 'regex':
        return node.value instanceof RegExp
          ? passThrough(node, this.createSlot(), (value) => trackMatcher(this.tracer, value))
          : node;
      case 'condition':
        return this.rewriteCondition(node);
      case 'block':
        return { ...node, expressions: (node.expressions ?? []).map(this.rewrite) };
      case 'bind':
        return node.rhs === undefined ? node : { ...node, rhs: this.rewrite(node.rhs) };
      case 'function':
      case 'partial':
        return this.rewriteCall(node);
      case 'lambda':
        return this.rewriteLambda(node);
      case 'apply':
        return this.rewriteChain(node);
      case 'transform':
        return this.rewriteTransform(node);
      default:
        return { ...node };
    }
  }

  private rewriteUnary(node: LoweredNode): LoweredNode {
    if (node.value === '-') return this.rewriteOperator(node, ['expression']);
    if (node.value === '[') return { ...node, expressions: (node.expressions ?? []).map(this.rewrite) };
    if (!Array.isArray(node.lhs)) return node;
    const slot = this.createSlot();
    return decideMade({ ...node, lhs: rewritePairs(node.lhs, slot, this) }, node.lhs, slot, this);
  }

  /** The operator on primitives; its result comes from all operands that were evaluated. */
  private rewriteOperator(node: LoweredNode, operands: readonly ('lhs' | 'rhs' | 'expression')[]): LoweredNode {
    const slot = this.createSlot();
    const { tracer } = this;
    const bare: LoweredNode = { ...node };
    for (const [index, name] of operands.entries()) {
      const operand = node[name];
      if (operand === undefined || Array.isArray(operand)) continue;
      const take: Hook = function take(this: Focus, given: unknown) {
        const before = index === 0 ? [] : listProvenance(this.environment.lookup(slot));
        this.environment.bind(slot, [...before, tracer.provenanceOf(given)]);
        return tracer.plain(given);
      };
      bare[name] = callHook(take, [this.rewrite(operand)], operand.position);
    }
    const give: Hook = function give(this: Focus, result: unknown) {
      return tracer.track(result, tracer.joinAll(listProvenance(this.environment.lookup(slot))));
    };
    return callHook(give, [bare], node.position);
  }

  private rewriteCondition(node: LoweredNode): LoweredNode {
    const slot = this.createSlot();
    const { tracer } = this;
    const test: Hook = function test(this: Focus, given: unknown) {
      this.environment.bind(slot, tracer.allOf(given));
      return tracer.plain(given);
    };
    const rewritten: LoweredNode = { ...node };
    const { condition, then: consequence, else: otherwise } = node;
    if (condition !== undefined) rewritten.condition = callHook(test, [this.rewrite(condition)], condition.position);
    // oxlint-disable-next-line no-thenable -- the package calls it so
    if (consequence !== undefined) rewritten.then = this.rewriteBranch(consequence, slot);
    if (otherwise !== undefined) rewritten.else = this.rewriteBranch(otherwise, slot);
    return rewritten;
  }

  /** A call in tail position stays one, so that recursion needs no more room than it does. */
  private rewriteBranch(node: LoweredNode, slot: string): LoweredNode {
    const branch = this.rewrite(node);
    if (this.isInPattern || (node.type === 'lambda' && node.thunk === true)) return branch;
    return passThrough(branch, this.createSlot(), (value, { environment }) =>
      this.tracer.decide(value, readsIn(environment.lookup(slot))),
    );
  }

  private rewriteCall(node: LoweredNode): LoweredNode {
    const { procedure } = node;
    // The package reads the name of what is called from a variable or a path.
    const isNamed = procedure?.type === 'variable' || procedure?.type === 'path';
    const called = procedure === undefined || isNamed ? procedure : this.rewrite(procedure);
    return {
      ...node,
      ...(called === undefined ? {} : { procedure: called }),
      arguments: (node.arguments ?? []).map((given) => (given.type === 'operator' ? given : this.rewrite(given))),
    };
  }

  private rewriteLambda(node: LoweredNode): LoweredNode {
    const { body, signature } = node;
    const rewritten: LoweredNode = { ...node };
    if (body !== undefined) rewritten.body = node.thunk === true ? this.rewriteCall(body) : this.rewrite(body);
    if (signature !== undefined) rewritten.signature = trackSignature(this.tracer, signature);
    return rewritten;
  }

  private rewriteChain(node: LoweredNode): LoweredNode {
    const rewritten: LoweredNode = { ...node };
    if (node.lhs !== undefined && !Array.isArray(node.lhs)) rewritten.lhs = this.rewrite(node.lhs);
    if (node.rhs !== undefined) {
      // What is a call on the right, the package gives the left as an argument: a call of ours must not look like one.
      const isCall = node.rhs.type === 'function';
      rewritten.rhs = isCall ? this.rewriteCall(node.rhs) : { type: 'block', expressions: [this.rewrite(node.rhs)] };
    }
    return rewritten;
  }

  private rewriteTransform(node: LoweredNode): LoweredNode {
    const { pattern, update, delete: removed } = node;
    const rewritten: LoweredNode = { ...node };
    this.isInPattern = true;
    if (pattern !== undefined) rewritten.pattern = this.rewrite(pattern);
    this.isInPattern = false;
    const asNames: Hook = (given) => this.tracer.plain(given);
    if (update !== undefined) rewritten.update = callHook(untrack, [this.rewrite(update)], update.position);
    if (removed !== undefined) rewritten.delete = callHook(asNames, [this.rewrite(removed)], removed.position);
    return rewritten;
  }
}

/** An object as it is; of what is none, the package says so. */
function untrack(given: unknown): unknown {
  return given instanceof Tracked ? given.value : given;
}

function listProvenance(bound: unknown): Provenance[] {
  return Array.isArray(bound) ? bound : [];
}

function readsIn(bound: unknown): Reads {
  return bound instanceof Set ? bound : NO_READS;
}
