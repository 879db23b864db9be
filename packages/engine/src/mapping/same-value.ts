import type { Scalar, Shape } from '../shapes/shape.ts';
import { findTrueText } from '../shapes/text-flag.ts';
import { findPicture, listDays, readIso } from './date-formats.ts';
import type { Around } from './match.ts';
import { listSeen, readNumber } from './source-index.ts';
import type { SeenDate, SeenValue, SourceField, SourceIndex } from './source-index.ts';
import { findConversion, writeConversion } from './write-conversion.ts';
import { writeStatic } from './write-value.ts';

/** A field in which the value of an example was seen, and what makes the one of the other. */
export interface SameValue {
  field: SourceField;
  around: Around | undefined;
  /** How much it tells, from 0 to 1. */
  trust: number;
  why: string;
}

/** With the same value. */
const MOST_FIELDS = 200;

/** Whether a value is seldom the same by chance: texts from four characters and numbers from three digits. */
export function isTelling(example: Scalar | undefined): example is string | number {
  if (typeof example !== 'string' && typeof example !== 'number') return false;
  const number = readNumber(example);
  if (number !== undefined) return String(Math.abs(number)).replaceAll(/\D/g, '').length >= 3;
  return typeof example === 'string' && example.length >= 4 && !/^(?:true|false|none|null)$/i.test(example);
}

/** Every field that has given the example, as it is, converted, or as a date; none where so many have that it tells nothing. */
export function listSameValues(sources: SourceIndex, example: string | number): SameValue[] {
  const seen = sources.findSeen(example);
  const dates = typeof example === 'string' ? listDays(example).flatMap((day) => sources.findDay(day)) : [];
  if (seen.length + dates.length > MOST_FIELDS) return [];
  const all = [
    ...seen.flatMap((one) => compareValue(one, example) ?? []),
    ...dates.flatMap((one) => compareDate(one, String(example)) ?? []),
  ];
  const best = new Map<SourceField, SameValue>();
  for (const same of all) {
    if ((best.get(same.field)?.trust ?? 0) < same.trust) best.set(same.field, same);
  }
  return [...best.values()];
}

function compareValue({ field, value }: SeenValue, example: string | number): SameValue | undefined {
  if (value === example) return { field, around: undefined, trust: 0.95, why: 'the same value' };
  if (typeof example === 'number') {
    if (findConversion(field.shape, 'number') !== 'number') return undefined;
    return { field, around: writeConversion('number', field.shape), trust: 0.93, why: 'the same value, as a number' };
  }
  // `$string` writes fifteen digits.
  const isText = typeof value === 'number' && String(Number(value.toPrecision(15))) === example;
  if (isText) {
    return { field, around: writeConversion('text', field.shape), trust: 0.93, why: 'the same value, as text' };
  }
  const number = readNumber(value);
  // `$money` rounds to two decimals: only what has no more is the same.
  const isAmount =
    number !== undefined && /^-?\d{1,12}(?:\.\d\d?)?$/.test(String(value)) && number.toFixed(2) === example;
  if (!isAmount || findConversion(field.shape, 'number') === undefined) return undefined;
  return { field, around: writeConversion('money', field.shape), trust: 0.9, why: 'the same amount' };
}

function compareDate({ field, value, iso }: SeenDate, example: string): SameValue | undefined {
  const found = value === example ? undefined : findPicture(iso, example);
  if (found === undefined) return undefined;
  const isTime = /\d:\d/.test(example);
  const around = writeConversion('date', field.shape, found.picture);
  return { field, around, trust: isTime ? 0.92 : 0.85, why: isTime ? 'the same time' : 'the same day' };
}

/** Whether a field has given an example, however little that tells; undefined where it has given nothing at all. */
export function agrees(shape: Shape, example: Scalar): boolean | undefined {
  const seen = listSeen(shape);
  if (example === null) return seen.length === 0 ? undefined : givesNothing(shape);
  const values = seen.filter((value) => value !== null && value !== '');
  if (values.length === 0) return undefined;
  if (typeof example === 'boolean') {
    const yes = findTrueText(shape);
    return values.some((value) => value === example || (yes !== undefined && (value === yes) === example));
  }
  const number = readNumber(example);
  return values.some((value) => {
    if (typeof value === 'boolean' || value === null) return false;
    if (String(value) === String(example)) return true;
    if (number !== undefined && readNumber(value) === number) return true;
    const iso = typeof value === 'string' && typeof example === 'string' ? readIso(value) : undefined;
    return iso !== undefined && findPicture(iso, String(example)) !== undefined;
  });
}

/** Null, empty texts and dates that never were. */
export function givesNothing(shape: Shape): boolean {
  const seen = listSeen(shape);
  return seen.every(
    (value) => value === null || value === '' || (typeof value === 'string' && value.startsWith('0000-00-00')),
  );
}

/** What makes null of a field that gives nothing. */
export function writeNull(shape: Shape): Around | undefined {
  const texts = listSeen(shape).filter((value) => value !== null);
  if (texts.length === 0) return undefined;
  const isDate = texts.some((value) => value !== '');
  return isDate ? { before: '$default($date(', after: '), null)' } : { before: '$default(', after: ', null)' };
}

/**
 * What makes the text or the number of an example of a field that has given null and empty texts alone: the receiver's word for none. Undefined of a
 * date, which is of one event.
 */
export function writeOtherwise(shape: Shape, example: Scalar | undefined): Around | undefined {
  const isWord = typeof example === 'string' && example !== '' && listDays(example).length === 0;
  if (!isWord && typeof example !== 'number') return undefined;
  const seen = listSeen(shape);
  if (seen.length === 0 || seen.some((value) => value !== null && value !== '')) return undefined;
  return { before: '$default(', after: `, ${writeStatic(example)})` };
}
