import type { Span } from '../../diagnostics/diagnostic.ts';
import { escapeToken } from '../../shapes/json-pointer.ts';

/** A place of the payload or context. */
interface TracedPlace {
  root: string;
  /** JSON Pointer. */
  pointer: string;
}

export interface TracedInput extends TracedPlace {
  /** The expression that read it. */
  span: Span;
}

/** A value of one render, with where it comes from. */
export interface TracedValue {
  value: unknown;
  /** Where it lies, as it is; undefined for what is computed or written in the template. */
  place: TracedPlace | undefined;
  values: readonly TracedInput[];
  controls: readonly TracedInput[];
}

export function writtenValue(value: unknown): TracedValue {
  return { value, place: undefined, values: [], controls: [] };
}

export function placedValue(value: unknown, root: string): TracedValue {
  return { value, place: { root, pointer: '' }, values: [], controls: [] };
}

/** What is computed from these. */
export function computedFrom(value: unknown, parts: readonly TracedValue[]): TracedValue {
  return {
    value,
    place: undefined,
    values: parts.flatMap(({ values }) => values),
    controls: parts.flatMap(({ controls }) => controls),
  };
}

/** The field or item of that name, own ones only, as Handlebars finds it. */
export function selectPart({ value, place, values, controls }: TracedValue, name: string): TracedValue {
  const isThere = value !== null && value !== undefined && Object.hasOwn(Object(value), name);
  const part: unknown = isThere ? Reflect.get(Object(value), name) : undefined;
  // The length of a text or an array is no field of it.
  const isLength = name === 'length' && (typeof value === 'string' || Array.isArray(value));
  const partPlace = place && (isLength ? place : { ...place, pointer: `${place.pointer}/${escapeToken(name)}` });
  return { value: part, place: partPlace, values: place === undefined ? values : [], controls };
}

/** The value at the end of the expression that reads it. */
export function readAt(traced: TracedValue, span: Span): TracedValue {
  return traced.place === undefined ? traced : { ...traced, values: [{ ...traced.place, span }] };
}

/** Everything that a condition on it depends on. */
export function inputsOf({ values, controls }: TracedValue): TracedInput[] {
  return [...values, ...controls];
}
