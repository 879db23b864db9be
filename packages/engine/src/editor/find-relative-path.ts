import type { FieldStep } from './editor-request.ts';
import type { Spot } from './spot.ts';

/** The rest of a path below a place of the payload; undefined where it does not lie there, or nothing would be left. */
export function findRelativePath(path: readonly FieldStep[], { keys }: Spot): readonly FieldStep[] | undefined {
  if (keys === undefined || keys.length >= path.length) return undefined;
  return keys.every((key, index) => path[index]?.key === key) ? path.slice(keys.length) : undefined;
}
