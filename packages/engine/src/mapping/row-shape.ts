import type { Shape } from '../shapes/shape.ts';
import type { Mapping } from './mapping.ts';
import type { Row } from './row.ts';
import { findShape, readPointer } from './source-place.ts';

/** The shape at a pointer of the payload; undefined where nothing is known. */
export function findPointerShape({ shape }: Pick<Mapping, 'shape'>, pointer: string): Shape | undefined {
  const { root, tokens } = readPointer(pointer);
  const found = root === '' ? findShape(shape, tokens) : undefined;
  return found === undefined || found.types.size === 0 ? undefined : found;
}

/** The shape of what a row gives as it is, where that is one field. */
export function findSiteShape(mapping: Mapping, row: Row): Shape | undefined {
  if (row.kind !== 'path') return undefined;
  const own = mapping.projection.links.filter((link) => link.row === row.id && link.role === 'value');
  const [only] = own;
  return only === undefined || own.length > 1 ? undefined : findPointerShape(mapping, only.sourcePointer);
}
