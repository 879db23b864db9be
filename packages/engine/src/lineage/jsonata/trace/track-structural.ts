import { isFunctionValue } from '../../../diagnostics/describe-value.ts';
import { Decisions } from './decisions.ts';
import type { Focus } from './hook-node.ts';
import { callFunction, deriveAll, standInFor } from './native-function.ts';
import type { NativeCall } from './native-function.ts';
import { trackCopy } from './track-payload.ts';
import type { Tracer } from './tracer.ts';
import { isPrimitive, Tracked } from './tracked.ts';

/**
 * Functions of the package that hand on values without looking at them, as they are; undefined for one that looks at all
 * that it is given.
 */
export function trackStructural(tracer: Tracer, name: string, call: NativeCall): NativeCall | undefined {
  switch (name) {
    case 'append':
    case 'reverse':
    case 'shuffle':
    case 'zip':
    case 'merge':
    case 'each':
    case 'reduce':
      return call;
    case 'lookup':
      return function lookup(this: Focus, object: unknown, key: unknown) {
        return tracer.decide(call.call(this, object, tracer.plain(key)), tracer.allOf(key));
      };
    case 'spread':
      return spread(tracer, call);
    case 'clone':
      return async function clone(this: Focus, value: unknown) {
        return trackCopy(await call.call(this, tracer.plain(value)), value, tracer);
      };
    case 'distinct':
      return distinct(tracer, call);
    case 'map':
      return map(tracer, call);
    case 'filter':
    case 'single':
    case 'sift':
      return choose(tracer, call);
    case 'sort':
      return sort(tracer, call);
    default:
      return undefined;
  }
}

/** Primitives stay what they are; to the package those that are tracked would be objects without fields. */
function spread(tracer: Tracer, call: NativeCall): NativeCall {
  const derived = deriveAll(tracer, call);
  return function spreadTracked(this: Focus, value: unknown) {
    const holdsPrimitive = [value].flat(1).some((item) => isPrimitive(item) || item instanceof Tracked);
    return (holdsPrimitive ? derived : call).call(this, value);
  };
}

/** The package keeps the first of those that are equal, in their order. */
function distinct(tracer: Tracer, call: NativeCall): NativeCall {
  return function distinctTracked(this: Focus, items: unknown) {
    if (!Array.isArray(items)) return items;
    const plain: unknown[] = items.map((item) => tracer.plain(item));
    const kept: unknown = call.call(this, plain);
    if (!Array.isArray(kept) || items.length <= 1) return items;
    let next = 0;
    const first = items.filter((_, index) => next < kept.length && Object.is(plain[index], kept[next]) && ++next > 0);
    const isSequence = Reflect.get(items, 'sequence') === true;
    return isSequence ? Object.assign(first, { sequence: true }) : first;
  };
}

function map(tracer: Tracer, call: NativeCall): NativeCall {
  return function mapTracked(this: Focus, items: unknown, fn: unknown) {
    const own: NativeCall = async function mapItem(...given) {
      return tracer.decide(await callFunction(fn, this, given), tracer.itemReads(given[0]));
    };
    return call.call(this, items, standInFor(fn, own));
  };
}

/** What a callback reads decides about the item that it is given. */
function choose(tracer: Tracer, call: NativeCall): NativeCall {
  return async function chooseTracked(this: Focus, items: unknown, fn: unknown) {
    if (!isFunctionValue(fn)) return call.call(this, items, fn);
    const decisions = new Decisions(tracer);
    const own: NativeCall = async function decide(...given) {
      const result = await callFunction(fn, this, given);
      decisions.add(given[0], tracer.allOf(result));
      return tracer.plain(result);
    };
    return decisions.apply(await call.call(this, items, standInFor(fn, own)));
  };
}

function sort(tracer: Tracer, call: NativeCall): NativeCall {
  return async function sortTracked(this: Focus, items: unknown, fn: unknown) {
    if (!Array.isArray(items)) return items;
    const decisions = new Decisions(tracer);
    if (!isFunctionValue(fn)) {
      // The package refuses what is neither all text nor all numbers.
      await call.call(this, tracer.plain(items));
      const isAfter: NativeCall = (one, other) => isGreater(tracer.plain(one), tracer.plain(other));
      return call.call(this, items, isAfter);
    }
    const own: NativeCall = async function compare(...given) {
      const result = await callFunction(fn, this, given);
      for (const item of given) decisions.add(item, tracer.allOf(result));
      return tracer.plain(result);
    };
    return decisions.apply(await call.call(this, items, standInFor(fn, own)));
  };
}

function isGreater(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') return one > other;
  return typeof one === 'string' && typeof other === 'string' && one > other;
}
