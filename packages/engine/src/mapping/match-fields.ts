import type { Scalar, Shape, ValueType } from '../shapes/shape.ts';
import { typesOf } from '../shapes/shape.ts';
import { findPictureLike } from './date-formats.ts';
import type { Mapping } from './mapping.ts';
import { findByValue } from './match-values.ts';
import type { Around, Hints, Match, Search, Wanted } from './match.ts';
import { compareNames, readNameWords } from './name-similarity.ts';
import type { NameWords } from './name-similarity.ts';
import type { ScopeId } from './row.ts';
import { agrees, givesNothing, writeNull, writeOtherwise } from './same-value.ts';
import type { SourceField, SourceIndex } from './source-index.ts';
import { readPointer } from './source-place.ts';
import { findConversion, writeConversion } from './write-conversion.ts';
import { readsMany } from './write-path.ts';

/** Below, names have less in common than not. */
const LEAST_SCORE = 0.6;
/** Of the likeliest: among more of them no name tells which. */
const MOST_FIELDS = 50;
const LEAST_ARRAY_SCORE = 0.45;
const FULL = 0.8;
/** Of a field with another value, where the target was made of this payload. */
const OTHER_VALUE = 0.85;

/** What fields are looked for in, and from where they are read: anywhere without a mapping, else as one value from within a scope. */
export interface SearchPlace {
  mapping: Mapping | undefined;
  scope: ScopeId;
  sources: SourceIndex;
  hints: Hints;
}

/** The field that has the value of the example, else the one whose name is most like what is wanted; undefined where none is like it enough. */
export function findBestSource(place: SearchPlace, wanted: Wanted): Match | undefined {
  const { mapping, scope, sources, hints } = place;
  const words = readTargetWords(wanted.pointer);
  const isReadable = (field: SourceField): boolean =>
    mapping === undefined ? sources.isSingle(field) : !readsMany(mapping, scope, field.pointer);
  const search = { wanted, words, sources, hints, isReadable };
  const byValue = findByValue(search);
  if (byValue !== undefined && byValue.score >= LEAST_SCORE) return byValue;
  const byName = findByName(search);
  if (byValue === undefined) return byName;
  // A name does not make good for another value.
  return byName !== undefined && byName.field === byValue.field && byName.score > byValue.score ? byName : byValue;
}

function findByName({ wanted, words, sources, hints, isReadable }: Search): Match | undefined {
  let best: (Match & { isSame: boolean }) | undefined;
  const named = sources
    .findLike(words)
    .map((field) => ({ field, likeness: compareNames(words, field.words) }))
    .filter(({ likeness }) => likeness >= LEAST_SCORE);
  const likeliest = named.length > MOST_FIELDS ? named.toSorted((a, b) => b.likeness - a.likeness) : named;
  for (const { field, likeness } of likeliest.slice(0, MOST_FIELDS)) {
    const around = writeLike(field.shape, wanted.example);
    const fit = around === undefined ? rateType(field.shape, wanted.type) : 1;
    if (likeness * fit < LEAST_SCORE) continue;
    const same = wanted.example === undefined ? undefined : agrees(field.shape, wanted.example);
    const isSame = same === true;
    const isOther = same === false && hints.isRelated;
    const name = likeness * fit;
    const score = isSame ? name + (1 - name) * 0.4 : isOther ? name * OTHER_VALUE : name;
    const isBetter = best === undefined || (isSame === best.isSame ? score > best.score : isSame);
    if (!isBetter || !isReadable(field)) continue;
    const why = `${explain(likeness, fit)}${isSame ? ', and the same value' : isOther ? ', with another value' : ''}`;
    // Another payload's value is no word for none.
    const otherwise = hints.isRelated ? writeOtherwise(field.shape, wanted.example) : undefined;
    best = { field, parts: [field], around: around ?? otherwise, score, why, isSame };
  }
  return best;
}

/**
 * The array whose items are most like what each item is wanted to be: by its own name, and by how many of the fields of the
 * items are found in it.
 */
export function findBestArray(
  { mapping, scope, sources, hints }: SearchPlace & { mapping: Mapping },
  wanted: { pointer: string; inner: readonly Wanted[] },
): Match | undefined {
  const words = readTargetWords(wanted.pointer);
  let best: Match | undefined;
  for (const field of sources.fields) {
    if (!field.shape.types.has('array') || !readsMany(mapping, scope, field.pointer)) continue;
    const likeness = compareNames(words, field.words);
    const items = { mapping: undefined, scope, sources: sources.within(field), hints };
    const found = wanted.inner.map((one) => findBestSource(items, one)?.score ?? 0);
    const inner = found.reduce((sum, score) => sum + score, 0) / Math.max(1, found.length);
    // Where nearly all of its fields are found, its own name says little.
    const score =
      wanted.inner.length === 0 ? likeness : Math.max(likeness * 0.4 + inner * 0.6, inner > FULL ? inner * 0.9 : 0);
    if (score < LEAST_ARRAY_SCORE || score <= (best?.score ?? 0)) continue;
    const why = inner > likeness ? 'its items have the fields that are wanted' : explain(likeness, 1);
    best = { field, parts: [field], around: undefined, score, why };
  }
  return best;
}

function readTargetWords(pointer: string): NameWords {
  return readNameWords(readPointer(pointer).tokens.filter((token) => token !== '[]'));
}

/** What makes values as the example is written: as a date, or null of what gives nothing. */
function writeLike(shape: Shape, example: Scalar | undefined): Around | undefined {
  if (example === null) return shape.types.size > 0 && givesNothing(shape) ? writeNull(shape) : undefined;
  const found = typeof example === 'string' ? findPictureLike(shape, example) : undefined;
  return found === undefined ? undefined : writeConversion('date', shape, found.picture);
}

/** 1 for the type that is wanted, less where it must be converted, 0 where it cannot be. */
function rateType(shape: Shape, type: ValueType | undefined): number {
  const types = typesOf(shape).filter((one) => one !== 'null');
  const isNested = types.includes('object') || types.includes('array');
  if (type === 'array') return types.includes('array') ? 1 : 0;
  if (type === 'object') return types.includes('object') ? 1 : 0;
  if (isNested) return 0;
  // Where only null was seen, anything may come.
  if (types.length === 0) return 0.9;
  if (type === undefined || type === 'null') return 1;
  const to = findConversion(shape, type);
  return to === undefined ? 0 : to === 'none' ? 1 : 0.95;
}

function explain(likeness: number, fit: number): string {
  const name = likeness > 0.9 ? 'the same name' : likeness > 0.75 ? 'nearly the same name' : 'a name like it';
  return fit === 0.95 ? `${name}, of another type` : name;
}
