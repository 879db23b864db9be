import { mergeShapes } from './merge-shapes.ts';
import type { Shape } from './shape.ts';

/** A place of the payload as a template reaches it: its shape, and how many there were to reach it from. */
export interface PayloadPlace {
  shape: Shape;
  /** From the root, such as `order.lines[].sku`; empty for the root. */
  path: string;
  /** Of the fields on the way. */
  names: readonly string[];
  /** How many samples, or items of the innermost array on the way, there were; 0 where a schema declares them. */
  base: number;
  unit: 'samples' | 'items';
  /** In how many of them the place was there. */
  present: number;
  /** By a schema, it or something on the way may be absent. */
  optional: boolean;
  /** It was reached through a wildcard or a merge of arrays and objects: counts say nothing. */
  uncounted: boolean;
}

export function rootPlace(shape: Shape): PayloadPlace {
  const { seen } = shape;
  return { shape, path: '', names: [], base: seen, unit: 'samples', present: seen, optional: false, uncounted: false };
}

export type Selection =
  | { found: PayloadPlace }
  /** What there is has other fields only, or none since it is no object. */
  | { missing: 'field' | 'object' }
  | { unknown: true };

/** The field of that name. Arrays are gone through: items first (`enterItems`). */
export function selectField(place: PayloadPlace, name: string): Selection {
  const { shape } = place;
  const field = shape.fields.get(name);
  if (field !== undefined) {
    const path = place.path === '' ? name : `${place.path}.${name}`;
    const optional = place.optional || field.optional;
    return {
      found: { ...place, shape: field.shape, path, names: [...place.names, name], present: field.present, optional },
    };
  }
  if (shape.types.size === 0 || shape.types.has('array') || shape.open) return { unknown: true };
  if (shape.types.has('object')) return shape.fields.size > 0 ? { missing: 'field' } : { unknown: true };
  const isOnlyNull = shape.types.has('null') && shape.types.size === 1;
  return isOnlyNull ? { unknown: true } : { missing: 'object' };
}

/** One item of an array, or what is no array itself; undefined where nothing is known of the items. */
export function enterItems(place: PayloadPlace): { item: PayloadPlace | undefined; isArray: boolean } {
  const { shape } = place;
  if (!shape.types.has('array')) return { item: place, isArray: false };
  let { items } = shape;
  // Arrays in arrays are flattened by both languages' paths.
  for (let depth = 0; items?.types.has('array') === true && items.types.size === 1 && depth < 8; depth++)
    items = items.items;
  if (items === undefined) return { item: undefined, isArray: true };
  const types = new Map(shape.types);
  types.delete('array');
  types.delete('null');
  const isMixed = types.size > 0;
  const base = items.types.get('object') ?? items.seen;
  const merged = isMixed ? mergeShapes(items, { ...shape, types, items: undefined }) : items;
  return {
    item: {
      shape: merged,
      path: `${place.path}[]`,
      names: place.names,
      base,
      unit: 'items',
      present: base,
      optional: false,
      uncounted: place.uncounted || isMixed,
    },
    isArray: true,
  };
}

/** How often the place is not there; undefined when it always is, or nothing can be said. */
export function countAbsent(
  place: PayloadPlace,
): { count: number; of: number; unit: 'samples' | 'items' } | 'declared' | undefined {
  const { base, present, unit, optional, uncounted } = place;
  if (uncounted) return undefined;
  if (base === 0) return optional ? 'declared' : undefined;
  return present < base ? { count: base - present, of: base, unit } : undefined;
}
