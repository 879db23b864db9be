import { enterItems, rootPlace, selectField } from '../shapes/payload-place.ts';
import type { PayloadPlace } from '../shapes/payload-place.ts';
import { createShape } from '../shapes/shape.ts';
import type { Shape, ValueType } from '../shapes/shape.ts';
import { isRecord } from '../languages/is-record.ts';

/** Of one place, so many values of the sample are followed. */
const FOLLOWED = 50;

/**
 * What an expression of the template stands for, as far as can be told while it is being typed: a place of the payload with
 * the values that the sample has there, an object that the template builds, or just a type.
 */
export interface Spot {
  place?: PayloadPlace | undefined;
  /** Of the sample; arrays are values, too. */
  values: readonly unknown[];
  /** The names that lead there from the root of the payload, arrays passed through. */
  keys?: readonly string[] | undefined;
  /** What `place.path` is relative to has no name: the path says nothing to people. */
  isComputed?: boolean;
  /** Of an object that the template builds, each read when it is asked for. */
  fields?: ReadonlyMap<string, () => Spot>;
  /** Of an array that the template builds. */
  items?: () => Spot;
}

export const NOWHERE: Spot = { values: [] };

/** The root of a payload, or of a variable whose name then begins its paths. */
export function createSpot(shape: Shape | undefined, value: unknown, name = ''): Spot {
  const values = value === undefined ? [] : [value];
  return shape === undefined || shape.types.size === 0
    ? { values }
    : { place: { ...rootPlace(shape), path: name }, values };
}

export function spotOfType(...types: ValueType[]): Spot {
  const shape = createShape();
  for (const type of types) shape.types.set(type, 0);
  return { place: { ...rootPlace(shape), uncounted: true }, values: [], isComputed: true };
}

/** The field of that name of an object. */
export function selectFrom(spot: Spot, name: string): Spot {
  const built = spot.fields?.get(name);
  if (built !== undefined) return built();
  if (spot.place === undefined) return NOWHERE;
  const selection = selectField(spot.place, name);
  const values = spot.values.flatMap((value) =>
    isRecord(value) && !Array.isArray(value) && Object.hasOwn(value, name) ? [value[name]] : [],
  );
  if (!('found' in selection)) return NOWHERE;
  return { ...spot, place: selection.found, values, keys: spot.keys && [...spot.keys, name] };
}

/** One item of an array, or what is no array itself. */
export function enterSpot(spot: Spot): Spot {
  if (spot.items !== undefined) return enterSpot(spot.items());
  if (spot.fields !== undefined) return spot;
  const values = flatten(spot.values);
  if (spot.place === undefined) return { ...spot, values };
  return { ...spot, place: enterItems(spot.place).item, values };
}

function flatten(values: readonly unknown[]): unknown[] {
  return values
    .flatMap((value): unknown[] => (Array.isArray(value) ? flatten(value.slice(0, FOLLOWED)) : [value]))
    .slice(0, FOLLOWED);
}

/** The names that a path may go on with, in the order of the payload. */
export function* listFields(spot: Spot): Generator<[name: string, field: () => Spot]> {
  if (spot.fields !== undefined) yield* spot.fields;
  else for (const name of spot.place?.shape.fields.keys() ?? []) yield [name, () => selectFrom(spot, name)];
}

export function isKnown({ place, fields, items }: Spot): boolean {
  return place !== undefined || fields !== undefined || items !== undefined;
}
