import { createHash } from 'node:crypto';

/** A longer key is its hash. */
export const MAX_KEY_LENGTH = 500;

/**
 * What a key expression gave, as text: text as it is, so that `"17"` and `17` are one key; anything with parts as JSON. Nothing, null and empty
 * text are no key.
 */
export function writeKey(value: unknown): string | null {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
  if (text === '' || value === null) return null;
  return text.length <= MAX_KEY_LENGTH ? text : `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
