import { enterItems } from '../../../shapes/payload-place.ts';
import type { PayloadPlace } from '../../../shapes/payload-place.ts';

/** One context of a template: what a path without `../` is looked up in. */
export interface Frame {
  /** Undefined where nothing is known of the context. */
  place: PayloadPlace | undefined;
  outer: Frame | undefined;
  /** Block parameters, those of blocks around it too. */
  parameters: ReadonlyMap<string, PayloadPlace | undefined>;
}

export interface Reading {
  frame: Frame;
  /** Within the branches of a condition: absence may have been thought of. */
  isGuarded: boolean;
}

/** What `{{#each}}` goes through, one at a time: the items of an array; of an object, nothing is known. */
export function enterEach(place: PayloadPlace | undefined): PayloadPlace | undefined {
  if (place === undefined || !place.shape.types.has('array') || place.shape.types.has('object')) return undefined;
  return enterItems(place).item;
}

/** What is within `{{#with}}`: it is not rendered where the place is absent. */
export function enterWith(place: PayloadPlace | undefined): PayloadPlace | undefined {
  if (place === undefined || place.shape.types.has('array')) return undefined;
  return { ...place, base: place.base === 0 ? 0 : (place.shape.types.get('object') ?? place.present), optional: false };
}

export function openFrame(
  outer: Frame,
  place: PayloadPlace | undefined,
  names: readonly string[],
  values: readonly (PayloadPlace | undefined)[],
): Frame {
  const parameters = new Map(outer.parameters);
  for (const [index, name] of names.entries()) parameters.set(name, values[index]);
  return { place, outer, parameters };
}
