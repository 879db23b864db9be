import type { LoweredNode } from '../../../languages/jsonata/tree/lowered-node.ts';

/** What the package gives a function as `this`. */
export interface Focus {
  /** The context. */
  input: unknown;
  environment: {
    /** Finds what this frame, or one around it, binds. */
    lookup(name: string): unknown;
    bind(name: string, value: unknown): void;
    /** The time of the run. */
    timestamp: Date;
  };
}

export type Hook = (this: Focus, ...given: unknown[]) => unknown;

/** A call of a function of ours as a node of the package's tree; functions among what it is given come in wrapped. */
export function callHook(hook: Hook, given: LoweredNode[], position: number | undefined): LoweredNode {
  const procedure = { type: 'value', value: { _jsonata_function: true, implementation: hook } };
  const node: LoweredNode = { type: 'function', value: '(', procedure, arguments: given };
  return position === undefined ? node : { ...node, position };
}

/**
 * `change` applied to what `node` gives, functions too: it is bound in the frame, and read from there. `slot` is the name of
 * that binding, of no other node; names of the language have no `#`.
 */
export function passThrough(
  node: LoweredNode,
  slot: string,
  change: (value: unknown, focus: Focus) => unknown,
  before: LoweredNode[] = [],
): LoweredNode {
  const bound: LoweredNode = { type: 'bind', value: ':=', lhs: { type: 'variable', value: slot }, rhs: node };
  const read: Hook = function read(this: Focus) {
    return change(this.environment.lookup(slot), this);
  };
  return callHook(read, [...before, bound], node.position);
}

/** Before what follows: binds a new `create()` in the frame. */
export function openSlot(slot: string, create: () => unknown, position: number | undefined): LoweredNode {
  const open: Hook = function open(this: Focus) {
    this.environment.bind(slot, create());
    return undefined;
  };
  return callHook(open, [], position);
}
