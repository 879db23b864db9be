import { enterItems } from '../../../shapes/payload-place.ts';
import type { PayloadPlace } from '../../../shapes/payload-place.ts';
import { mergeShapes } from '../../../shapes/merge-shapes.ts';
import { createShape } from '../../../shapes/shape.ts';
import type { Scalar, Shape, ValueType } from '../../../shapes/shape.ts';
import type { SyntaxNode } from '../tree/syntax-node.ts';

/** What can be said of a value without a payload. What is not said may be anything. */
export interface Meaning {
  shape?: Shape;
  /** Where in the payload it comes from as it is. */
  place?: PayloadPlace;
  /** It is a sequence, one value per item: nothing for none, the value itself for one, an array for more. */
  loop?: Loop;
  /** Of an object that the template builds. */
  fields?: Map<string, BuiltField>;
  /** Of an array that the template builds from one expression. */
  items?: Meaning;
  isFunction?: boolean;
}

export interface Loop {
  /** The array that is gone through, as a path of the payload. */
  array: string;
  /** By a predicate: there may be one on purpose. */
  isFiltered: boolean;
}

export interface BuiltField {
  key: SyntaxNode;
  value: SyntaxNode;
  meaning: Meaning;
}

export const UNKNOWN: Meaning = {};

export function meaningOfPlace(place: PayloadPlace): Meaning {
  return { shape: place.shape, place };
}

export function meaningOfType(...types: ValueType[]): Meaning {
  const shape = createShape();
  for (const type of types) shape.types.set(type, 0);
  shape.open = true;
  return { shape };
}

export function meaningOfLiteral(value: Scalar): Meaning {
  const shape = createShape();
  const type = typeof value;
  shape.types.set(type === 'string' || type === 'number' || type === 'boolean' ? type : 'null', 0);
  return { shape: { ...shape, values: [value], examples: [value], exhaustive: true } };
}

/** One item of what a step is applied to, and the loop that the step then is part of. */
export function enter(meaning: Meaning): { item: Meaning; loop: Loop | undefined } {
  const { place, loop, items } = meaning;
  if (items !== undefined) return { item: items, loop: loop ?? { array: 'the list', isFiltered: true } };
  if (place === undefined) {
    const { loop: _, ...item } = meaning;
    return { item: item.shape?.types.has('array') === true ? UNKNOWN : item, loop };
  }
  const entered = enterItems(place);
  const item = entered.item === undefined ? UNKNOWN : meaningOfPlace(entered.item);
  return { item, loop: loop ?? (entered.isArray ? { array: place.path, isFiltered: false } : undefined) };
}

export function addLoop(meaning: Meaning, loop: Loop | undefined): Meaning {
  return loop === undefined || meaning.loop !== undefined ? meaning : { ...meaning, loop };
}

/** Either of two. */
export function joinMeanings(first: Meaning, second: Meaning): Meaning {
  if (first.shape === undefined || second.shape === undefined) return UNKNOWN;
  const joined: Meaning = { shape: { ...mergeShapes(first.shape, second.shape), open: true } };
  return addLoop(joined, first.loop ?? second.loop);
}

/** The same value without its history: it is no longer said to be absent at times. */
export function withoutPlace(meaning: Meaning): Meaning {
  const { place: _, ...rest } = meaning;
  return rest;
}

/** The types that the value has, one by one where it is a sequence; undefined when nothing is known. */
export function knownTypes(meaning: Meaning): ReadonlySet<ValueType> | undefined {
  const types = meaning.shape?.types;
  return types === undefined || types.size === 0 ? undefined : new Set(types.keys());
}
