import { hasScalars } from './shape.ts';
import type { Field, Scalar, Shape, ValueType } from './shape.ts';

export const MAX_EXAMPLES = 3;
/** With more distinct values a place is no enumeration. */
export const MAX_VALUES = 16;

/**
 * What is known of the values of both: samples seen here and there, or declared by either. Merging the shapes of two lists of
 * samples gives the shape of the joined list.
 */
export function mergeShapes(first: Shape, second: Shape): Shape {
  if (isUnknown(first)) return second;
  if (isUnknown(second)) return first;
  return {
    seen: first.seen + second.seen,
    types: mergeTypes(first.types, second.types),
    fields: mergeFields(first, second),
    open: first.open || second.open,
    items: first.items && second.items ? mergeShapes(first.items, second.items) : (first.items ?? second.items),
    lengths: mergeLengths(first, second),
    examples: union(first.examples, second.examples).slice(0, MAX_EXAMPLES),
    values: mergeValues(first, second),
    exhaustive: (first.exhaustive || second.exhaustive) && isClosed(first) && isClosed(second),
  };
}

function isUnknown({ seen, types }: Shape): boolean {
  return seen === 0 && types.size === 0;
}

function mergeTypes(first: Shape['types'], second: Shape['types']): Map<ValueType, number> {
  const types = new Map(first);
  for (const [type, count] of second) types.set(type, (types.get(type) ?? 0) + count);
  return types;
}

function mergeFields(first: Shape, second: Shape): Map<string, Field> {
  const fields = new Map<string, Field>();
  for (const [name, field] of first.fields) {
    const other = second.fields.get(name);
    fields.set(name, other === undefined ? without(field, second) : mergeField(field, other));
  }
  for (const [name, field] of second.fields) {
    if (!first.fields.has(name)) fields.set(name, without(field, first));
  }
  return fields;
}

/** A field that the objects of `others`, if there are any, do not have. */
function without(field: Field, others: Shape): Field {
  return others.types.has('object') ? { ...field, optional: true } : field;
}

function mergeField(first: Field, second: Field): Field {
  return {
    shape: mergeShapes(first.shape, second.shape),
    present: first.present + second.present,
    optional: first.optional || second.optional,
  };
}

function mergeLengths({ lengths: first }: Shape, { lengths: second }: Shape): Shape['lengths'] {
  if (first === undefined || second === undefined) return first ?? second;
  return { min: Math.min(first.min, second.min), max: Math.max(first.max, second.max) };
}

/** Shapes without scalars have nothing to add; those with too many values make it too many. */
function mergeValues(first: Shape, second: Shape): Scalar[] | undefined {
  if (!hasScalars(first)) return second.values;
  if (!hasScalars(second)) return first.values;
  if (first.values === undefined || second.values === undefined) return undefined;
  const values = union(first.values, second.values);
  return values.length > MAX_VALUES ? undefined : values;
}

/** It has no scalars but those listed. */
function isClosed(shape: Shape): boolean {
  return shape.exhaustive || !hasScalars(shape);
}

function union(first: readonly Scalar[], second: readonly Scalar[]): Scalar[] {
  return [...new Set([...first, ...second])];
}
