import type { Shape, ValueType } from '../shapes/shape.ts';
import { typesOf } from '../shapes/shape.ts';
import type { Mapping } from './mapping.ts';
import { compareNames, readNameWords } from './name-similarity.ts';
import type { NameWords } from './name-similarity.ts';
import type { ScopeId } from './row.ts';
import { escapeName, readPointer } from './source-place.ts';
import { findConversion } from './write-conversion.ts';
import { readsMany } from './write-path.ts';

export interface SourceField {
  pointer: string;
  shape: Shape;
  words: NameWords;
}

export interface Wanted {
  /** Of the target. */
  pointer: string;
  type: ValueType | undefined;
}

export interface Match {
  field: SourceField;
  score: number;
  why: string;
}

const MAX_DEPTH = 16;
const MAX_FIELDS = 20_000;
/** Below, names have less in common than not. */
const LEAST_SCORE = 0.6;
const LEAST_ARRAY_SCORE = 0.45;

/** Every place of the payload that has a name. */
export function listSourceFields(shape: Shape): SourceField[] {
  const fields: SourceField[] = [];
  const visit = (at: Shape, pointer: string, names: readonly string[], depth: number): void => {
    if (depth > MAX_DEPTH || fields.length > MAX_FIELDS) return;
    if (at.types.has('array') && at.items !== undefined) visit(at.items, `${pointer}/[]`, names, depth + 1);
    for (const [name, { shape: inner }] of at.fields) {
      const path = [...names, name];
      const own = `${pointer}/${escapeName(name)}`;
      fields.push({ pointer: own, shape: inner, words: readNameWords(path) });
      visit(inner, own, path, depth + 1);
    }
  };
  visit(shape, '', [], 0);
  return fields;
}

/**
 * The field that is most like what is wanted; undefined where none is like it enough. Without a mapping every field can be
 * read; with one those that are one value from within the scope.
 */
export function findBestSource(
  mapping: Mapping | undefined,
  scope: ScopeId,
  fields: readonly SourceField[],
  wanted: Wanted,
): Match | undefined {
  const names = readPointer(wanted.pointer).tokens.filter((token) => token !== '[]');
  const words = readNameWords(names);
  let best: Match | undefined;
  for (const field of fields) {
    const likeness = compareNames(words, field.words);
    if (likeness < LEAST_SCORE || likeness <= (best?.score ?? 0)) continue;
    const fit = rateType(field.shape, wanted.type);
    const score = likeness * fit;
    if (score < LEAST_SCORE || score <= (best?.score ?? 0)) continue;
    const isMany = mapping !== undefined && readsMany(mapping, scope, field.pointer);
    if (isMany) continue;
    best = { field, score, why: explain(likeness, fit) };
  }
  return best;
}

/**
 * The array whose items are most like what each item is wanted to be: by its own name, and by how many of the fields of the
 * items are found in it.
 */
export function findBestArray(
  mapping: Mapping,
  scope: ScopeId,
  fields: readonly SourceField[],
  wanted: { pointer: string; inner: readonly Wanted[] },
): Match | undefined {
  const names = readPointer(wanted.pointer).tokens.filter((token) => token !== '[]');
  const words = readNameWords(names);
  let best: Match | undefined;
  for (const field of fields) {
    if (!field.shape.types.has('array') || !readsMany(mapping, scope, field.pointer)) continue;
    const likeness = compareNames(words, field.words);
    const items = fields.filter(({ pointer }) => pointer.startsWith(`${field.pointer}/[]/`));
    const found = wanted.inner.map((one) => findBestSource(undefined, scope, items, one)?.score ?? 0);
    const inner = found.reduce((sum, score) => sum + score, 0) / Math.max(1, found.length);
    const score = wanted.inner.length === 0 ? likeness : likeness * 0.4 + inner * 0.6;
    if (score < LEAST_ARRAY_SCORE || score <= (best?.score ?? 0)) continue;
    const why = inner > likeness ? 'its items have the fields that are wanted' : explain(likeness, 1);
    best = { field, score, why };
  }
  return best;
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
