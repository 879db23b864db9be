import type { Scalar, Shape } from '../shapes/shape.ts';
import { holdsDates, readIso } from './date-formats.ts';
import { addNameWords, enterName, listSenses, NO_HOLDER, readName } from './name-similarity.ts';
import type { HolderWords, NameWords, Word } from './name-similarity.ts';
import { escapeToken } from '../shapes/json-pointer.ts';

export interface SourceField {
  pointer: string;
  shape: Shape;
  words: NameWords;
  /** Its place among all fields, and where what it holds ends: that begins behind it. */
  index: number;
  end: number;
}

/** A value that was seen in a field. */
export interface SeenValue {
  field: SourceField;
  value: string | number;
}

/** A date that was seen in a field of dates. */
export interface SeenDate {
  field: SourceField;
  value: string;
  /** In UTC with milliseconds. */
  iso: string;
}

const MAX_DEPTH = 16;
const MAX_FIELDS = 20_000;

/** Every place of the payload that has a name, holders before what they hold. */
export function listSourceFields(shape: Shape): SourceField[] {
  const fields: SourceField[] = [];
  // Payloads have far more fields than names.
  const names = new Map<string, readonly Word[]>();
  const read = (name: string): readonly Word[] => {
    const words = names.get(name) ?? readName(name);
    names.set(name, words);
    return words;
  };
  const visit = (at: Shape, pointer: string, holder: HolderWords, depth: number): void => {
    if (depth > MAX_DEPTH || fields.length > MAX_FIELDS) return;
    if (at.types.has('array') && at.items !== undefined) visit(at.items, `${pointer}/[]`, holder, depth + 1);
    for (const [name, { shape: inner }] of at.fields) {
      const own = `${pointer}/${escapeToken(name)}`;
      const field = {
        pointer: own,
        shape: inner,
        words: addNameWords(holder, name, read),
        index: fields.length,
        end: 0,
      };
      fields.push(field);
      if (isNested(inner)) visit(inner, own, enterName(field.words), depth + 1);
      field.end = fields.length;
    }
  };
  visit(shape, '', NO_HOLDER, 0);
  return fields;
}

function isNested({ types }: Shape): boolean {
  return types.has('object') || types.has('array');
}

/** Fields of a payload, found by a word of their names or by a value that was seen in them: each is read once, however many are looked for. */
export class SourceIndex {
  readonly fields: readonly SourceField[];
  /** What they are read in: the payload, or the item of an array. */
  readonly #item: string;
  readonly #items = new Map<SourceField, SourceIndex>();
  #bySense: ReadonlyMap<string, readonly SourceField[]> | undefined;
  #byValue: ReadonlyMap<string, readonly SeenValue[]> | undefined;
  #byDay: ReadonlyMap<string, readonly SeenDate[]> | undefined;

  constructor(fields: readonly SourceField[], item = '') {
    this.fields = fields;
    this.#item = item;
  }

  /** Whether a field is one value in what all of them are read in. */
  isSingle({ pointer, shape }: SourceField): boolean {
    const isWithin = pointer.startsWith(`${this.#item}/`);
    return isWithin && !shape.types.has('array') && !pointer.includes('/[]', this.#item.length);
  }

  /** Those with a sense in common, in the order of the payload: no other can be like it. */
  findLike(words: NameWords): readonly SourceField[] {
    this.#bySense ??= groupBySense(this.fields);
    const found = new Set<SourceField>();
    for (const sense of listSenses(words)) for (const field of this.#bySense.get(sense) ?? []) found.add(field);
    return [...found].toSorted((a, b) => a.index - b.index);
  }

  /** Texts and numbers that read the same, or are the same number. */
  findSeen(value: string | number): readonly SeenValue[] {
    this.#byValue ??= groupByValue(this.fields);
    const text = String(value);
    const number = readNumber(value);
    const same = this.#byValue.get(text) ?? [];
    const equal = number === undefined ? [] : (this.#byValue.get(`#${number}`) ?? []);
    return [...same, ...equal.filter((seen) => String(seen.value) !== text)];
  }

  /** Dates of that day in UTC, `2021-04-15`. */
  findDay(day: string): readonly SeenDate[] {
    this.#byDay ??= groupByDay(this.fields);
    return this.#byDay.get(day) ?? [];
  }

  /** The fields that one of them holds. */
  within(field: SourceField): SourceIndex {
    const known = this.#items.get(field);
    if (known !== undefined) return known;
    const first = this.fields[0]?.index ?? 0;
    const inner = new SourceIndex(this.fields.slice(field.index + 1 - first, field.end - first), `${field.pointer}/[]`);
    this.#items.set(field, inner);
    return inner;
  }
}

/** Plain decimals alone: `1e3` and `0x10` are as likely codes. */
export function readNumber(value: string | number): number | undefined {
  if (typeof value === 'number') return value;
  return /^-?\d{1,15}(?:\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
}

/** Those that were seen: the first few, and more where there are few in all. */
export function listSeen({ examples, values = [] }: Shape): readonly Scalar[] {
  return values.length > examples.length ? values : examples;
}

function groupBySense(fields: readonly SourceField[]): Map<string, SourceField[]> {
  const groups = new Map<string, SourceField[]>();
  for (const field of fields) for (const sense of listSenses(field.words)) addTo(groups, sense, field);
  return groups;
}

function groupByValue(fields: readonly SourceField[]): Map<string, SeenValue[]> {
  const groups = new Map<string, SeenValue[]>();
  for (const field of fields) {
    for (const value of listSeen(field.shape)) {
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      addTo(groups, String(value), { field, value });
      const number = readNumber(value);
      if (number !== undefined) addTo(groups, `#${number}`, { field, value });
    }
  }
  return groups;
}

function groupByDay(fields: readonly SourceField[]): Map<string, SeenDate[]> {
  const groups = new Map<string, SeenDate[]>();
  for (const field of fields) {
    if (!holdsDates(field.shape)) continue;
    for (const value of listSeen(field.shape)) {
      const iso = typeof value === 'string' ? readIso(value) : undefined;
      if (iso !== undefined && typeof value === 'string') addTo(groups, iso.slice(0, 10), { field, value, iso });
    }
  }
  return groups;
}

/** Once, where it is added several times in a row. */
function addTo<Item>(groups: Map<string, Item[]>, key: string, item: Item): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else if (group.at(-1) !== item) group.push(item);
}
