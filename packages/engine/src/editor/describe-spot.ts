import { describeAbsence } from '../shapes/describe-missing.ts';
import { describeShape } from '../shapes/describe-shape.ts';
import { countAbsent } from '../shapes/payload-place.ts';
import { isRecord } from '../languages/is-record.ts';
import type { CompletionKind } from './editor-request.ts';
import type { Spot } from './spot.ts';

const SHOWN = 120;
const MOST_VALUES = 5;

/** A value as one line: JSON cut after 120 characters for a scalar, a count for what has fields or items. */
export function showValue(value: unknown): string {
  if (Array.isArray(value)) return countOf(value.length, 'item');
  if (isRecord(value)) return countOf(Object.keys(value).length, 'field');
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, SHOWN + 1)) : String(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** The first value of the sample that is not null, else the first. */
export function showSample({ values }: Spot): string | undefined {
  const shown = values.find((value) => value !== null) ?? values[0];
  return values.length === 0 ? undefined : showValue(shown);
}

/** The first few different values of the sample. */
export function showSamples({ values }: Spot): string[] {
  return [...new Set(values.map((value) => showValue(value)))].slice(0, MOST_VALUES);
}

/** The type in words, how often it is absent, and how many items arrays have: Markdown, empty where nothing is known. */
export function describeSpot(spot: Spot): string {
  const { place } = spot;
  if (spot.fields !== undefined)
    return `An object that the template builds, with ${countOf(spot.fields.size, 'field')}.`;
  if (place === undefined) return '';
  const { types, lengths, items } = place.shape;
  const sentences = [sentence(describeShape(place.shape))];
  if (types.has('array') && items !== undefined) sentences.push(sentence(`each item is ${describeShape(items)}`));
  if (types.has('array') && lengths !== undefined) {
    const { min, max } = lengths;
    sentences.push(min === max ? sentence(countOf(min, 'item')) : `From ${min} to ${countOf(max, 'item')}.`);
  }
  const absent = countAbsent(place);
  if (absent !== undefined) sentences.push(sentence(describeAbsence(absent)));
  return sentences.join(' ');
}

export function kindOfField({ place, items, fields }: Spot): CompletionKind {
  const types = place?.shape.types;
  if (items !== undefined || types?.has('array') === true) return 'list';
  return fields !== undefined || types?.has('object') === true ? 'object' : 'field';
}

/** A name with how it is found in the payload. */
export function pathOfSpot({ place, isComputed }: Spot): string | undefined {
  return place === undefined || isComputed === true || place.path === '' ? undefined : place.path;
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
