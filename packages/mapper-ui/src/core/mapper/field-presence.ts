import type { Scalar, Shape } from '@postmap/engine';
import type { FieldPath } from './field-path.ts';

/** What the samples of an event type know of a field. */
export interface FieldPresence {
  /** In how many of the objects that could have it the field is there. */
  readonly present: number;
  readonly of: number;
  /** The first distinct values that were seen. */
  readonly examples: readonly Scalar[];
}

/** Where a path leads in the shape of all samples; undefined for a field that none of them has. */
export function findPresence(samples: Shape, path: FieldPath): FieldPresence | undefined {
  let shape = samples;
  let found: FieldPresence | undefined;
  for (const { key } of path) {
    const holder = skipItems(shape);
    const field = holder.fields.get(key);
    if (field === undefined) return undefined;
    shape = field.shape;
    found = {
      present: field.present,
      of: holder.types.get('object') ?? 0,
      examples: skipItems(shape).examples,
    };
  }
  return found;
}

/** What a list of lists of objects holds in the end. */
function skipItems(shape: Shape): Shape {
  let inner = shape;
  while (inner.fields.size === 0 && inner.items !== undefined) inner = inner.items;
  return inner;
}
