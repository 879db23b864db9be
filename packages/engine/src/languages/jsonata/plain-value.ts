import { isFunctionValue } from '../../diagnostics/describe-value.ts';
import { renderError } from '../../diagnostics/template-error.ts';

const MAX_DEPTH = 1000;

/**
 * A copy without the flags that jsonata hangs on arrays. Results are copied because they are flagged and share parts of the
 * payload; payloads, because `items[]` flags the payload's own array, and equality in later evaluations sees the flag.
 * Values that occur twice are copied once, so a small graph stays small. Functions stay as they are.
 */
export function copyPlain(value: unknown): unknown {
  return copy(value, new Map(), 0);
}

function copy(value: unknown, copies: Map<object, unknown>, depth: number): unknown {
  if (typeof value !== 'object' || value === null || isFunctionValue(value)) return value;
  const known = copies.get(value);
  if (known !== undefined) return known;
  if (depth >= MAX_DEPTH) throw renderError('output-too-deep', `a value nests deeper than ${MAX_DEPTH} levels`);
  if (Array.isArray(value)) {
    const items: unknown[] = [];
    copies.set(value, items);
    for (const item of value) items.push(copy(item, copies, depth + 1));
    return items;
  }
  const fields: Record<string, unknown> = {};
  copies.set(value, fields);
  for (const [key, item] of Object.entries(value)) writeField(fields, key, copy(item, copies, depth + 1));
  return fields;
}

/** `__proto__` must become a key of its own, not the prototype. */
function writeField(fields: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
  else fields[key] = value;
}
