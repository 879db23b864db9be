export const VALUE_TYPES = ['string', 'number', 'boolean', 'null', 'object', 'array'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];
export type Scalar = string | number | boolean | null;

/**
 * What is known of the values in one place of a payload: seen in samples, or declared by a JSON Schema. Plain maps and
 * objects, so it passes between workers.
 */
export interface Shape {
  /** How many values were seen; 0 where they were only declared. */
  seen: number;
  /** How many values had each type; 0 where it was only declared. No types: nothing is known. */
  types: Map<ValueType, number>;
  /** Of objects. */
  fields: Map<string, Field>;
  /** Objects may have fields that are not listed. */
  open: boolean;
  /** Of arrays, all items together; undefined where no item was seen or declared. */
  items: Shape | undefined;
  /** Of arrays: the fewest and the most items. */
  lengths: { min: number; max: number } | undefined;
  /** The first distinct scalars that were seen. */
  examples: Scalar[];
  /** Every distinct scalar that was seen, or that an `enum` allows; undefined when there are too many or nothing is known. */
  values: Scalar[] | undefined;
  /** `values` is all that there can be: an `enum` says so. */
  exhaustive: boolean;
}

export interface Field {
  shape: Shape;
  /** In how many of the objects it was present. */
  present: number;
  /** It may be absent: it was in some object, or is not `required`. */
  optional: boolean;
}

/** Of which nothing is known. */
export function createShape(): Shape {
  return {
    seen: 0,
    types: new Map(),
    fields: new Map(),
    open: false,
    items: undefined,
    lengths: undefined,
    examples: [],
    values: undefined,
    exhaustive: false,
  };
}

/** The types that values can have; empty when nothing is known. */
export function typesOf(shape: Shape): ValueType[] {
  return VALUE_TYPES.filter((type) => shape.types.has(type));
}

export function hasScalars({ types }: Shape): boolean {
  return types.has('string') || types.has('number') || types.has('boolean') || types.has('null');
}

export function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
