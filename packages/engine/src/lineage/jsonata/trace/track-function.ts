import { isRecord } from '../../../languages/is-record.ts';
import type { Tracer } from './tracer.ts';
import { Tracked } from './tracked.ts';

type Validate = (this: unknown, given: readonly unknown[], context: unknown) => unknown;

/** The check of arguments that a signature stands for, made on primitives: it fills in the context, and wraps in arrays. */
export function trackSignature<Signature extends object>(tracer: Tracer, signature: Signature): Signature {
  const validate: unknown = Reflect.get(signature, 'validate');
  if (typeof validate !== 'function') return signature;
  const tracked: Validate = (given, context) => {
    const shown = given.map((value) => show(value));
    const shownContext = show(context);
    const checked: unknown = Reflect.apply(validate, signature, [shown, shownContext]);
    if (!Array.isArray(checked)) return checked;
    let next = 0;
    return checked.map((value: unknown) => {
      if (next < shown.length) {
        if (Object.is(value, shown[next])) return given[next++];
        if (Array.isArray(value) && value.length === 1 && Object.is(value[0], shown[next])) return [given[next++]];
      }
      if (Object.is(value, shownContext)) return context;
      next++;
      return value;
    });
  };
  return { ...signature, validate: tracked };
}

/** What a check looks at: the primitive, and the primitives of an array. */
function show(value: unknown): unknown {
  if (value instanceof Tracked) return value.value;
  if (!Array.isArray(value) || !value.some((item) => item instanceof Tracked)) return value;
  return value.map((item: unknown) => (item instanceof Tracked ? item.value : item));
}

/** A regular expression, which is a function, such that what it finds comes from the text that it is given. */
export function trackMatcher(tracer: Tracer, matcher: unknown): unknown {
  if (typeof matcher !== 'function') return matcher;
  return function match(text: unknown, from: unknown): unknown {
    const found: unknown = matcher(tracer.plain(text), tracer.plain(from));
    return isRecord(found) ? tracer.track(found, tracer.provenanceOf(text)) : found;
  };
}
