import { SYNONYMS } from './synonyms.ts';

/** A word or phrase in every sense that it has. */
type Word = readonly string[];

/** A name as words. */
export interface NameWords {
  words: readonly Word[];
  /** The names of what holds it, nearest first. */
  around: readonly (readonly Word[])[];
}

const SENSES = new Map<string, string[]>();
for (const group of SYNONYMS) {
  for (const word of group) SENSES.set(word, [...(SENSES.get(word) ?? []), group[0] ?? word]);
}
const LONGEST_PHRASE = 3;
/** They tell little of what is in a field. */
const LIGHT_WORDS = new Map<string, number>([
  ...['the', 'of', 'is', 'type', 'value', 'field', 'webhook', 'data', 'payload', 'event'].map(
    (word) => [word, 0.3] as const,
  ),
  ['id', 0.5],
]);

/** `billingAddress_zipCode2` is billing, address, zip, 2. */
export function splitName(name: string): string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replaceAll(/([A-Za-z])(\d)/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .map((word) =>
      word.length > 3 && word.endsWith('s') && !word.endsWith('ss') && !word.endsWith('us') ? word.slice(0, -1) : word,
    );
}

/** Phrases that mean one thing are one word. */
function readWords(words: readonly string[]): Word[] {
  const found: Word[] = [];
  for (let index = 0; index < words.length;) {
    let taken = 1;
    for (let length = Math.min(LONGEST_PHRASE, words.length - index); length > 0; length--) {
      const phrase = words.slice(index, index + length).join(' ');
      const senses = SENSES.get(phrase);
      if (senses === undefined && length > 1) continue;
      found.push(senses ?? [phrase]);
      taken = length;
      break;
    }
    index += taken;
  }
  return found;
}

export function readNameWords(names: readonly string[]): NameWords {
  const [words = [], ...around] = names.toReversed().map((name) => readWords(splitName(name)));
  return { words, around: around.slice(0, 3) };
}

/** From 0, nothing in common, to 1, the same words: of the names, and of what holds them where only one of them says it. */
export function compareNames(target: NameWords, source: NameWords): number {
  const [sourceHolder] = source.around;
  const [targetHolder] = target.around;
  const holders = targetHolder === undefined ? 1 : overlap(targetHolder, sourceHolder ?? []);
  // An id is known by what it is the id of.
  const isLight = target.words.every((word) => weigh(word) < 1);
  const own = overlap(target.words, source.words) * (isLight ? 0.6 + 0.4 * holders : 1);
  const withHolder = sourceHolder === undefined ? 0 : overlap(target.words, [...sourceHolder, ...source.words]) * 0.97;
  const both = targetHolder === undefined ? 0 : overlap([...targetHolder, ...target.words], source.words) * 0.95;
  const best = Math.max(own, withHolder, both);
  if (best === 0) return 0;
  return best * 0.92 + overlap(target.around.flat(), source.around.flat()) * 0.08;
}

/** Dice's coefficient of the words that share a sense; words that say little count less. */
function overlap(first: readonly Word[], second: readonly Word[]): number {
  let all = 0;
  for (const word of first) all += weigh(word);
  for (const word of second) all += weigh(word);
  if (all === 0) return 0;
  const left = [...second];
  let common = 0;
  for (const word of first) {
    const at = left.findIndex((other) => other.some((sense) => word.includes(sense)));
    if (at === -1) continue;
    left.splice(at, 1);
    common += weigh(word);
  }
  return (2 * common) / all;
}

function weigh([sense = '']: Word): number {
  return LIGHT_WORDS.get(sense) ?? 1;
}
