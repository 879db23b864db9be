import { addMissing } from '@postmap/engine';
import type { AddRow, Projection, Target, TargetField } from '@postmap/engine';

/** A field that the target asks for, and how the mapping gets it. */
export interface MissingField {
  readonly field: TargetField;
  /** Its last step, as people write it. */
  readonly name: string;
  readonly add: AddRow;
}

/** Those that can be added, with what has to hold them; the rest is in what gives something else as a whole. */
export function listAddable(
  projection: Projection,
  target: Target | undefined,
  missing: readonly TargetField[],
): MissingField[] {
  if (target === undefined) return [];
  return missing.flatMap((field) => {
    const add = addMissing(projection, target, field);
    return add === undefined ? [] : [{ field, name: add.name, add }];
  });
}
