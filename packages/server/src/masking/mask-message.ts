import { parsePayload } from '@postmap/engine';
import { maskPayload } from './mask-payload.ts';
import { hideCardNumbers, MASK } from './mask-rules.ts';

/** Shorter values would hide parts of words everywhere, and tell little. */
const SHORTEST = 3;

/**
 * Makes what masks messages about a payload, such as "Unable to cast value to a number": in them a value stands without the key that says it is
 * secret. Hidden are the values that views of the payload hide, and card numbers.
 *
 * @param payload JSON text that can be parsed
 */
export function createMessageMask(payload: string): (message: string) => string {
  const { payload: value } = parsePayload(payload);
  const hidden = [...listHidden(value, maskPayload(value))];
  return (message) => hideCardNumbers(hideValues(message, hidden));
}

/** Puts the mask in the place of each of these texts, also where JSON wrote them with escapes. */
export function hideValues(text: string, values: readonly string[]): string {
  const spellings = values.flatMap((value) => [value, JSON.stringify(value).slice(1, -1)]);
  return [...new Set(spellings)]
    .filter((value) => value.length >= SHORTEST)
    .toSorted((one, other) => other.length - one.length)
    .reduce((shown, value) => shown.replaceAll(value, () => MASK), text);
}

/** The texts and numbers that differ between a value and what is shown of it. */
function* listHidden(value: unknown, shown: unknown): Generator<string> {
  if (value === shown) return;
  if (typeof value !== 'object' || value === null) {
    yield String(value);
    return;
  }
  const parts =
    typeof shown === 'object' && shown !== null ? new Map<string, unknown>(Object.entries(shown)) : undefined;
  for (const [key, part] of Object.entries(value)) yield* listHidden(part, parts?.get(key));
}
