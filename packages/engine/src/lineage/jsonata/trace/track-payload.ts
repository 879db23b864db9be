import { copyPlain } from '../../../languages/jsonata/plain-value.ts';
import type { Tracer } from './tracer.ts';
import { isPrimitive, NO_READS, Tracked } from './tracked.ts';
import { escapeToken } from '../../../shapes/json-pointer.ts';

/** A copy of what a run is given, whose every part knows its place. `root` is `$$`, or `$event` and its like. */
export function trackPayload(tracer: Tracer, payload: unknown, root: string): unknown {
  // What occurs twice is known by its first place.
  const known = new Map<object, unknown>();
  const track = (plain: unknown, pointer: string): unknown => {
    const origin = tracer.read(root, pointer, undefined);
    if (isPrimitive(plain)) return new Tracked(plain, { values: new Set([origin]), controls: NO_READS });
    if (typeof plain !== 'object' || plain === null) return plain;
    const done = known.get(plain);
    if (done !== undefined) return done;
    const tracked: object = Array.isArray(plain) ? [] : {};
    known.set(plain, tracked);
    tracer.note(tracked, { origin, plain, controls: NO_READS });
    for (const [key, part] of Object.entries(plain)) {
      const value = track(part, `${pointer}/${escapeToken(key)}`);
      Object.defineProperty(tracked, key, { value, enumerable: true, configurable: true, writable: true });
    }
    return tracked;
  };
  return track(copyPlain(payload), '');
}

/** A copy that a function of the package made of `original`, with what is known of the primitives that it holds. */
export function trackCopy(copy: unknown, original: unknown, tracer: Tracer): unknown {
  if (original instanceof Tracked) return tracer.track(copy, original.provenance);
  if (typeof copy !== 'object' || copy === null || typeof original !== 'object' || original === null) return copy;
  for (const [key, part] of Object.entries(copy)) {
    Reflect.set(copy, key, trackCopy(part, Reflect.get(original, key), tracer));
  }
  return copy;
}
