import { isFunctionValue } from '../../../diagnostics/describe-value.ts';
import { isRecord } from '../../../languages/is-record.ts';
import type { Focus } from './hook-node.ts';
import type { Tracer } from './tracer.ts';
import type { Provenance } from './tracked.ts';

export type NativeCall = (this: Focus, ...given: unknown[]) => unknown;

/** A function as the package keeps it. */
export interface NativeFunction {
  _jsonata_function: true;
  implementation: NativeCall;
  signature?: object;
}

/** What a function gives that only looks at what it is given comes from all of it. */
export function deriveAll(tracer: Tracer, call: NativeCall): NativeCall {
  return async function derived(this: Focus, ...given: unknown[]): Promise<unknown> {
    const parts: Provenance[] = given.map((value) => tracer.provenanceOf(value));
    const plain = given.map((value) =>
      isFunctionValue(value) ? callPlainly(tracer, value, parts) : tracer.plain(value),
    );
    const result: unknown = await Reflect.apply(call, this, plain);
    return tracer.track(result, tracer.joinAll(parts));
  };
}

/** A function that gives primitives; where they come from is added to `parts`. */
function callPlainly(tracer: Tracer, fn: unknown, parts: Provenance[]): unknown {
  return async function plainly(this: unknown, ...given: unknown[]): Promise<unknown> {
    const result = await callFunction(fn, this, given);
    parts.push(tracer.provenanceOf(result));
    return tracer.plain(result);
  };
}

/** JavaScript functions, and lambdas of the package. */
export async function callFunction(fn: unknown, self: unknown, given: readonly unknown[]): Promise<unknown> {
  if (typeof fn === 'function') return Reflect.apply(fn, self, given);
  const apply: unknown = isRecord(fn) ? fn.apply : undefined;
  return typeof apply === 'function' ? Reflect.apply(apply, fn, [self, given]) : undefined;
}

/**
 * A function in the place of another: partial application reads the parameters from the text of a function, the callers of
 * callbacks how many there are.
 */
export function standInFor(original: unknown, own: NativeCall): NativeCall {
  Object.defineProperty(own, 'length', { value: arityOf(original) });
  return typeof original === 'function' ? Object.assign(own, { toString: () => String(original) }) : own;
}

/** As the package counts: closures carry a number, lambdas a list. */
function arityOf(fn: unknown): number {
  const own: unknown = isRecord(fn) || typeof fn === 'function' ? Reflect.get(fn, 'arity') : undefined;
  if (typeof own === 'number') return own;
  if (typeof fn === 'function') return fn.length;
  return isRecord(fn) && Array.isArray(fn.arguments) ? fn.arguments.length : 0;
}
