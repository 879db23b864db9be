import { typesOf } from './shape.ts';
import type { Shape } from './shape.ts';

const OPPOSITES: Readonly<Record<string, string>> = { '0': '1', false: 'true', no: 'yes', n: 'y', off: 'on', f: 't' };
const TRUE_WORDS = new Set(Object.values(OPPOSITES));

/**
 * The text that means yes, where all that was seen are words for yes and no: such a text counts as true whatever it says.
 * Undefined for anything else.
 */
export function findTrueText(shape: Shape): string | undefined {
  const types = typesOf(shape).filter((type) => type !== 'null');
  if (types.length !== 1 || types[0] !== 'string' || shape.values === undefined) return undefined;
  const words = shape.values.filter((value) => typeof value === 'string').filter((value) => value !== '');
  if (words.length === 0) return undefined;
  if (!words.every((word) => TRUE_WORDS.has(word.toLowerCase()) || Object.hasOwn(OPPOSITES, word.toLowerCase())))
    return undefined;
  const [first = ''] = words;
  return (
    words.find((word) => TRUE_WORDS.has(word.toLowerCase())) ?? copyCase(first, OPPOSITES[first.toLowerCase()] ?? '')
  );
}

function copyCase(model: string, word: string): string {
  if (model === model.toLowerCase()) return word;
  return model === model.toUpperCase() ? word.toUpperCase() : `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
