import { isNumericText } from '../shapes/numeric-text.ts';
import type { ValueType } from '../shapes/shape.ts';
import type { Action, Conversion, LoopMode } from './action.ts';
import type { Mapping } from './mapping.ts';
import { findPointerShape } from './row-shape.ts';

/** One thing that a drop can mean. */
export interface DropWish {
  id: string;
  label: string;
  action: Action;
}

/** What a drop can mean, the plainest first. */
export interface DropWishes {
  wishes: readonly DropWish[];
  /** One of them must be picked. */
  asks: boolean;
}

type ListMode = LoopMode | 'sum';

/** What can be made of many: objects can be gone through, texts joined, numbers summed up. */
export function listModes(mapping: Mapping, pointer: string): ListMode[] {
  let shape = findPointerShape(mapping, pointer);
  while (shape?.types.has('array') === true) shape = shape.items;
  if (shape?.types.has('object') === true) return ['forEach', 'copy', 'first', 'count'];
  const isNumeric =
    shape?.types.has('number') === true || (shape?.types.has('string') === true && isNumericText(shape));
  return isNumeric ? ['first', 'join', 'sum', 'count', 'copy'] : ['first', 'join', 'count', 'copy'];
}

/** Where the target wants a list, an object or a number, what gives one comes first. */
export function orderWishes(wishes: readonly DropWish[], wanted: ValueType | undefined): DropWish[] {
  const first = (wanted === undefined ? undefined : FIRST[wanted]) ?? [];
  const rank = ({ id }: DropWish): number => (first.includes(id) ? first.indexOf(id) : first.length);
  return wishes.toSorted((a, b) => rank(a) - rank(b));
}

const FIRST: Partial<Record<ValueType, readonly string[]>> = {
  array: ['forEach', 'copy'],
  object: ['first'],
  number: ['sum', 'count'],
};

export function describeMode(mode: ListMode, name: string): string {
  return `${shortenName(name)}: ${MODES[mode]}`;
}

/** Of one object where a list is wanted: a list of one object that is made of it, whose fields are still to come. */
export function describeInner(name: string): string {
  return `${shortenName(name)}: an object in a list`;
}

export function readsObject(mapping: Mapping, pointer: string): boolean {
  return findPointerShape(mapping, pointer)?.types.has('object') === true;
}

const MODES: Record<ListMode, string> = {
  forEach: 'an object for each',
  copy: 'all as they are',
  first: 'the first one',
  count: 'how many',
  join: 'all, parted by commas',
  sum: 'their sum',
};

export function describeConversion(to: Conversion): string {
  return CONVERTED[to];
}

const CONVERTED: Record<Conversion, string> = {
  number: 'a number',
  text: 'text',
  boolean: 'true or false',
  date: 'a date',
  money: 'money',
};

/** Names stand in labels, which have 40 characters. */
const MAX_NAME = 16;

export function shortenName(name: string): string {
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name;
}
