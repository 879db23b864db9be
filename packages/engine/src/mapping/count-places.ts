import type { Reached } from './reading.ts';
import type { Loop } from './row.ts';
import { isMany } from './source-place.ts';
import type { SourcePlace } from './source-place.ts';

/** Whether what is reached is an array, as far as the shape tells. What the context has at its top is one object each. */
export function countPlaces({ places }: Pick<Reached, 'places'>): Loop['iterates'] {
  if (places.some(({ place }) => isMany(place))) return 'array';
  return places.length > 0 && places.every(({ place }) => isKnown(place)) ? 'one' : 'unknown';
}

function isKnown({ shape, root, steps }: SourcePlace): boolean {
  return (shape?.types.size ?? 0) > 0 || (root !== '' && steps.length === 0);
}
