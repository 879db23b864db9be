import { findMaskRule, hideValue, inheritMaskRule, MASK, type MaskRule } from './mask-rules.ts';
import { maskText } from './mask-text.ts';

/** Far beyond what is accepted at ingest (64), well within the stack. */
const MAX_DEPTH = 200;

/**
 * Masks a JSON value for a view or a log, by the keys of `mask-rules.ts`: secrets become "••••", card numbers keep their
 * last four digits ("•••• 4444"). The value itself is not changed; parts with nothing to hide are shared with the
 * result. null, booleans and empty text stay, as they tell nothing but that there is nothing. What lies deeper than 200
 * levels is hidden.
 */
export function maskPayload(value: unknown): unknown {
  return maskValue(value, null, '', 0);
}

function maskValue(value: unknown, rule: MaskRule | null, key: string, depth: number): unknown {
  if (typeof value === 'string') {
    const hidden = rule === null ? value : hideValue(rule, value);
    return hidden === value ? maskText(value) : hidden;
  }
  if (typeof value === 'number' || typeof value === 'bigint') {
    const shown = String(value);
    const hidden = rule === null ? shown : hideValue(rule, shown);
    return hidden === shown ? value : hidden;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return MASK;
  if (Array.isArray(value)) {
    const items: unknown[] = value;
    const masked = items.map((item) => maskValue(item, rule, key, depth + 1));
    return masked.every((item, index) => item === items[index]) ? value : masked;
  }
  const entries: [string, unknown][] = Object.entries(value);
  const masked = entries.map(([name, part]): [string, unknown] => [
    name,
    maskValue(part, inheritMaskRule(rule, findMaskRule(name, key)), name, depth + 1),
  ]);
  // fromEntries defines properties: an own "__proto__" of the payload stays one.
  return masked.every(([, part], index) => part === entries[index]?.[1]) ? value : Object.fromEntries(masked);
}
