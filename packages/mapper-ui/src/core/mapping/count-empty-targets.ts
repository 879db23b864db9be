import { plainPointer } from '@postmap/engine';
import type { Projection, Target } from '@postmap/engine';

/** How many rows of the target's fields are there and still null, where the target says what they should be. */
export function countEmptyTargets({ rows }: Pick<Projection, 'rows'>, { fields }: Target): number {
  const typed = fields.filter(({ type }) => type !== undefined && type !== 'null');
  const wanted = new Set(typed.map(({ pointer }) => plainPointer(pointer)));
  return rows.filter(
    (row) =>
      row.kind === 'literal' &&
      row.value === null &&
      row.slot === 'field' &&
      wanted.has(plainPointer(row.targetPointer)),
  ).length;
}
