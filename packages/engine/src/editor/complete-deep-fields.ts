import { listDeepFields } from '../shapes/list-deep-fields.ts';
import type { DeepField } from '../shapes/list-deep-fields.ts';
import type { Shape } from '../shapes/shape.ts';
import { describeField } from './complete-fields.ts';
import type { Completion, CompletionItem } from './editor-request.ts';
import { enterSpot, selectFrom } from './spot.ts';
import type { Spot } from './spot.ts';

/** What somebody looks for by name is among the first few, or takes another letter. */
const MOST = 20;
/** A single letter is in nearly every name. */
const SHORTEST = 2;
/** Words of the whole path are much of the payload: they count where nothing else is found. */
const BY_PATH = 4;
/** More than a path has names. */
const RANK = 100;
/** Behind all that is one value. */
const MANY = 10;
/** Words of a name: `shipping_address`, `shippingAddress`, `ship-to`. */
const WORD_END = /[^\p{L}\p{N}]+|(?<=\p{Ll})(?=\p{Lu})/u;
/** Two characters with the beginning of a word between them. */
const WORD_START = /^(?:[^\p{L}\p{N}].|\p{Ll}\p{Lu})/u;

/** A place whose fields can be read from the caret. */
export interface DeepSource {
  spot: Spot;
  /** The fewest names that are not listed otherwise: 2 where the fields of the place itself are. */
  fewest: number;
  /** The text that reads a field, and what of it stands before the last name. */
  write: (names: readonly string[]) => { insertText: string; holder: string; filterText?: string };
}

/**
 * Fields further down whose name is typed without the way to it, the best match first: names that begin with it, words of names, parts, else
 * words of the whole path. What is in the items of an array that no loop goes through comes last: as a value it gives a list, which is seldom
 * meant, but `$sum`, `$count` and `in` want just that.
 */
export function completeDeepFields(
  sources: readonly DeepSource[],
  typed: string,
  span: CompletionItem['span'],
): Completion {
  const isSearched = typed.length >= SHORTEST;
  const matches = isSearched ? listMatches(sources, typed) : [];
  // Short beginnings match thousands: groups are sorted, not those.
  const groups = Map.groupBy(matches, ({ rank, field }) => rank * RANK + field.names.length);
  const items = [...groups]
    .toSorted(([a], [b]) => a - b)
    .flatMap(([, group]) => group.slice(0, MOST))
    .slice(0, MOST)
    .map(({ source, field }) => describeDeepField(source, field, span));
  // With the next letter there are others: a list that was complete is not asked for again.
  return { items, isIncomplete: isSearched ? matches.length >= MOST : sources.some(hasFurther) };
}

interface Match {
  source: DeepSource;
  field: DeepField;
  rank: number;
}

function listMatches(sources: readonly DeepSource[], typed: string): Match[] {
  // A field is offered once: from the source that comes first, and as one value where it can be.
  const found = new Map<Shape, Match>();
  addMatches(found, sources, typed, false);
  // There is no room for them otherwise.
  if (found.size < MOST) addMatches(found, sources, typed, true);
  const further = [...found.values()].filter(({ source, field }) => isFurther(source, field));
  const named = further.filter(({ rank }) => rank % MANY !== BY_PATH);
  return named.length > 0 ? named : further;
}

function addMatches(found: Map<Shape, Match>, sources: readonly DeepSource[], typed: string, isMany: boolean): void {
  const wanted = typed.toLowerCase();
  const words = splitWords(typed);
  for (const source of sources) {
    // The nearest come first: behind as many that begin with what is typed, none of the source can be better.
    let best = 0;
    for (const field of listFields(source)) {
      const rank = field.isMany === isMany ? rankField(field, wanted, words) : undefined;
      if (rank === undefined || found.has(field.shape)) continue;
      found.set(field.shape, { source, field, rank: isMany ? MANY + rank : rank });
      if (rank === 0 && isFurther(source, field) && ++best === MOST) break;
    }
  }
}

function listFields({ spot }: DeepSource): readonly DeepField[] {
  return spot.place === undefined ? [] : listDeepFields(spot.place.shape);
}

function hasFurther(source: DeepSource): boolean {
  return listFields(source).some((field) => isFurther(source, field));
}

/** The others are listed as the fields of what is in scope. */
function isFurther({ fewest }: DeepSource, { names, isMany }: DeepField): boolean {
  return isMany || names.length >= fewest;
}

function describeDeepField(
  { spot, write }: DeepSource,
  { names, isMany }: DeepField,
  span: CompletionItem['span'],
): CompletionItem {
  const field = names.reduce((holder, name) => selectFrom(enterSpot(holder), name), spot);
  const { holder, ...written } = write(names);
  const item = describeField(names.at(-1) ?? '', field, span, written);
  return { ...item, detail: isMany ? `each ${item.detail}` : item.detail, holder };
}

/** The lower, the better; undefined for none. */
function rankField({ word, names }: DeepField, wanted: string, words: readonly string[]): number | undefined {
  if (word.startsWith(wanted)) return 0;
  if (word.includes(wanted)) return beginsWord(names.at(-1) ?? '', word, wanted) ? 1 : 2;
  if (words.length < 2 || !words.some((part) => word.includes(part))) return undefined;
  if (words.every((part) => word.includes(part))) return 3;
  const path = names.join('.').toLowerCase();
  return words.every((part) => path.includes(part)) ? BY_PATH : undefined;
}

function beginsWord(name: string, word: string, wanted: string): boolean {
  for (let at = word.indexOf(wanted); at !== -1; at = word.indexOf(wanted, at + 1)) {
    if (WORD_START.test(name.slice(Math.max(0, at - 1), at + 1))) return true;
  }
  return false;
}

function splitWords(name: string): string[] {
  return name.split(WORD_END).flatMap((word) => (word === '' ? [] : [word.toLowerCase()]));
}
