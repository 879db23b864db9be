import { SYNONYMS } from './synonyms.ts';

/** A word or phrase in every sense that it has. */
export type Word = readonly string[];

/** A name as words. */
export interface NameWords {
  words: readonly Word[];
  holder: HolderWords;
}

/** What holds a field, as words: all fields of an object share it. */
export interface HolderWords {
  /** Of the nearest holder; none at the top. */
  nearest: readonly Word[];
  /** The names of holders, nearest first. */
  around: readonly (readonly Word[])[];
  all: readonly Word[];
}

/** Of the whole. */
export const NO_HOLDER: HolderWords = { nearest: [], around: [], all: [] };

const SENSES = new Map<string, string[]>();
for (const group of SYNONYMS) {
  for (const word of group) SENSES.set(word, [...(SENSES.get(word) ?? []), group[0] ?? word]);
}
const LONGEST_PHRASE = 3;
/** Of what holds it. */
const NEAREST = 3;
/** What verbs end in once they are done: `delivered` is what `deliver` says. */
const DONE = /^(\w{3,}?)(?:(\w)\2)?ed$/;
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

/** The words of a name alone. */
export function readName(name: string): readonly Word[] {
  return readWords(splitName(name));
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
      found.push(length === 1 ? [...(senses ?? [phrase]), ...readStems(phrase)] : (senses ?? [phrase]));
      taken = length;
      break;
    }
    index += taken;
  }
  return found;
}

/** `shipped` is ship, shipp and shippe: which of them is a word is not known. */
function readStems(word: string): string[] {
  const [, start, twice] = DONE.exec(word) ?? [];
  if (start === undefined) return [];
  return twice === undefined
    ? [start, `${start}e`]
    : [start + twice, start + twice + twice, `${start}${twice}${twice}e`];
}

/** The last of the names, as it stands in the others. */
export function readNameWords(names: readonly string[]): NameWords {
  return names.reduce<NameWords>(
    (outer, name, index) => addNameWords(index === 0 ? NO_HOLDER : enterName(outer), name),
    {
      words: [],
      holder: NO_HOLDER,
    },
  );
}

/** Of a field of that name, within what the words of `holder` name. */
export function addNameWords(holder: HolderWords, name: string, read = readName): NameWords {
  const own = read(name);
  // `shipment_status` of a shipment is its status; an id says whose it is.
  const rest = sharesAll(own, holder.nearest) ? own.slice(holder.nearest.length) : [];
  return { words: isLight(rest) ? own : rest, holder };
}

/** For the fields of what is so named. */
export function enterName({ words, holder }: NameWords): HolderWords {
  const around = [words, ...holder.around].slice(0, NEAREST);
  return { nearest: words, around, all: around.flat() };
}

function isLight(words: readonly Word[]): boolean {
  return words.every((word) => weigh(word) < 1);
}

/** It begins with the same words. */
function sharesAll(own: readonly Word[], holder: readonly Word[]): boolean {
  return holder.length > 0 && holder.every(([sense], index) => own[index]?.[0] === sense);
}

/** What a name has in common with those that are like it: a sense of a word that says something, of its own or, without any, of its holder's too. */
export function listSenses({ words, holder }: NameWords): string[] {
  return isLight(words)
    ? [...words.flat(), ...holder.nearest.flat()]
    : words.flatMap((word) => (weigh(word) < 1 ? [] : word));
}

/** From 0, nothing in common, to 1, the same words: of the names, and of what holds them where only one of them says it. */
export function compareNames(target: NameWords, source: NameWords): number {
  const [above, below] = [target.holder.nearest, source.holder.nearest];
  const holders = above.length === 0 ? 1 : overlap(above, below);
  // An id is known by what it is the id of.
  const own = overlap(target.words, source.words) * (isLight(target.words) ? 0.6 + 0.4 * holders : 1);
  const withHolder = below.length === 0 ? 0 : overlap(target.words, source.words, { below }) * 0.97;
  const both = above.length === 0 ? 0 : overlap(target.words, source.words, { above }) * 0.95;
  const best = Math.max(own, withHolder, both);
  if (best === 0) return 0;
  return best * 0.92 + overlap(target.holder.all, source.holder.all) * 0.08;
}

const NO_WORDS: readonly Word[] = [];

/** Dice's coefficient of the words that share a sense, with those that stand in front of either; words that say little count less. */
function overlap(
  first: readonly Word[],
  second: readonly Word[],
  { above = NO_WORDS, below = NO_WORDS }: { above?: readonly Word[]; below?: readonly Word[] } = {},
): number {
  const all = weighAll(above) + weighAll(first) + weighAll(below) + weighAll(second);
  if (all === 0) return 0;
  /** The bits of those of the second that have their like. */
  let taken = 0;
  let common = 0;
  const take = (word: Word): void => {
    for (let index = 0; index < below.length + second.length; index++) {
      const other = below[index] ?? second[index - below.length];
      if (other === undefined || (taken & (1 << index)) !== 0 || !sharesSense(word, other)) continue;
      taken |= 1 << index;
      common += weigh(word);
      return;
    }
  };
  above.forEach(take);
  first.forEach(take);
  return (2 * common) / all;
}

function weighAll(words: readonly Word[]): number {
  let all = 0;
  for (const word of words) all += weigh(word);
  return all;
}

function sharesSense(word: Word, other: Word): boolean {
  return word[0] === other[0] || other.some((sense) => word.includes(sense));
}

function weigh([sense = '']: Word): number {
  return LIGHT_WORDS.get(sense) ?? 1;
}
