import type { Action, Projection, Row, TargetField } from '@postmap/engine';

/** A field that the target asks for, and how the mapping gets it. */
export interface MissingField {
  readonly field: TargetField;
  /** Its last step, as people write it. */
  readonly name: string;
  readonly add: Extract<Action, { type: 'addRow' }>;
}

/** What can be added now: fields of objects that are there. What is in a missing object comes after it. */
export function listAddable({ rows }: Projection, missing: readonly TargetField[]): MissingField[] {
  return missing.flatMap((field) => {
    const plain = field.pointer.replaceAll('/[]', '');
    const cut = plain.lastIndexOf('/');
    const holder = findObject(rows, plain.slice(0, cut));
    if (cut === -1 || holder === undefined) return [];
    const name = plain
      .slice(cut + 1)
      .replaceAll('~1', '/')
      .replaceAll('~0', '~');
    const text = field.type === 'object' ? '{}' : field.type === 'array' ? '[]' : 'null';
    return [{ field, name, add: { type: 'addRow', holder: holder.id, name, text } }];
  });
}

/** An empty mapping becomes an object by the first field that is added to it. */
function findObject(rows: readonly Row[], pointer: string): Row | undefined {
  return rows.find(
    ({ targetPointer, object, slot, valueSpan }) =>
      slot !== 'binding' &&
      targetPointer.replaceAll('/[]', '') === pointer &&
      (object !== undefined || (slot === 'root' && valueSpan.start === valueSpan.end)),
  );
}
