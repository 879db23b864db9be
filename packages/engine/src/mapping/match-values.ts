import { compareNames } from './name-similarity.ts';
import { partText } from './match-parts.ts';
import type { Hints, Match, Search, Wanted } from './match.ts';
import { isTelling, listSameValues } from './same-value.ts';
import type { SourceField, SourceIndex } from './source-index.ts';

/** With less between the best and the second it could be either. */
const LEAST_LEAD = 0.02;
const UNSURE = 0.55;
/** What the holder of a field adds to its name where most of the target comes from. */
const HOLDER_WEIGHT = 0.15;
const MADE = 0.85;
const WITHIN = 0.8;

interface Ranked {
  field: SourceField;
  likeness: number;
  rank: number;
}

/**
 * The field that has given the example of a target; of several the one whose name is most like it. Else what makes a text of such values. Undefined
 * where the example tells nothing, is found nowhere, or in several fields of which no name says which.
 */
export function findByValue(search: Search): Match | undefined {
  const { sources, isReadable } = search;
  const { example, type } = search.wanted;
  if (type === 'object' || type === 'array') return undefined;
  if (!isTelling(example)) return findShort(search);
  const same = listSameValues(sources, example).filter(({ field }) => isReadable(field));
  const fields = same.map(({ field }) => field);
  const [best, second] = rankFields(fields, search);
  const found = same.find(({ field }) => field === best?.field);
  if (best === undefined || found === undefined) return findParts(search, example);
  const { field, around, trust, why } = found;
  const match = { field, parts: [field], around };
  if (second === undefined) return { ...match, score: trust, why };
  if (best.rank === 0) return undefined;
  if (best.rank - second.rank < LEAST_LEAD)
    return { ...match, score: Math.max(UNSURE, best.likeness), why: `${why} as others have` };
  return { ...match, score: trust * (0.6 + 0.4 * Math.min(1, best.rank)), why: `${why}, and the name most like it` };
}

/** A code of two or three letters that one field alone has: worth showing. */
function findShort({ sources, wanted: { example }, isReadable }: Search): Match | undefined {
  if (typeof example !== 'string' || !/^\p{L}{2,3}$/u.test(example)) return undefined;
  const [only, ...others] = listSameValues(sources, example).filter(({ field }) => isReadable(field));
  if (only === undefined || others.length > 0) return undefined;
  const { field, around, why } = only;
  return { field, parts: [field], around, score: UNSURE, why };
}

function findParts(search: Search, example: string | number): Match | undefined {
  const { sources, isReadable } = search;
  const parts = typeof example === 'string' ? partText(sources, example) : undefined;
  if (parts === undefined) return undefined;
  const chosen = parts.map(({ text, fields }) =>
    fields.length === 0 ? text : rankFields(fields.filter(isReadable), search)[0]?.field,
  );
  const read = chosen.filter((part) => part !== undefined);
  const field = read.find((part) => typeof part !== 'string');
  if (field === undefined || read.length < chosen.length) return undefined;
  const isMade = parts.every(({ text, fields }) => fields.length > 0 || !/[\p{L}\p{N}]/u.test(text));
  const why = isMade ? 'made of the same values' : 'the same value within a text';
  return { field, parts: read, around: undefined, score: isMade ? MADE : WITHIN, why };
}

/** The likeliest first. */
function rankFields(fields: readonly SourceField[], { wanted, words, hints }: Search): Ranked[] {
  const near = ['*', holderOf(wanted.pointer)].flatMap((within) => hints.holders.get(within) ?? []);
  return [...new Set(fields)]
    .map((field) => {
      const likeness = compareNames(words, field.words);
      const holder = holderOf(field.pointer);
      const shares = near.reduce((sum, counts) => sum + (counts.get(holder) ?? 0) / Math.max(1, ...counts.values()), 0);
      return { field, likeness, rank: likeness + HOLDER_WEIGHT * shares };
    })
    .toSorted((a, b) => b.rank - a.rank);
}

/** What the examples of all fields tell together. */
export function readHints(sources: SourceIndex, fields: readonly Wanted[]): Hints {
  const holders = new Map<string, Map<string, number>>();
  let found = 0;
  for (const { pointer, example } of fields) {
    if (!isTelling(example)) continue;
    const [only, ...others] = listSameValues(sources, example);
    if (only === undefined || others.length > 0) continue;
    found++;
    const holder = holderOf(only.field.pointer);
    for (const within of ['*', holderOf(pointer)]) {
      const counts = holders.get(within) ?? new Map<string, number>();
      holders.set(within, counts.set(holder, (counts.get(holder) ?? 0) + 1));
    }
  }
  return { holders, isRelated: found > 1 };
}

function holderOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}
