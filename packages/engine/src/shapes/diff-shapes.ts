import { typesOf } from './shape.ts';
import type { Scalar, Shape, ValueType } from './shape.ts';
import { escapeToken } from './json-pointer.ts';

/** One difference; `path` is a JSON Pointer with `*` for the items of an array. */
export type ShapeChange = { path: string } & (
  | { change: 'added' | 'removed' }
  | { change: 'types'; before: ValueType[]; after: ValueType[] }
  | { change: 'presence'; before: 'always' | 'sometimes'; after: 'always' | 'sometimes' }
  | { change: 'values'; added: Scalar[]; removed: Scalar[] }
);

/** What is different in `after`, in the order of fields; counts and examples are no difference. */
export function diffShapes(before: Shape, after: Shape): ShapeChange[] {
  const changes: ShapeChange[] = [];
  compareShapes(before, after, '', changes);
  return changes;
}

function compareShapes(before: Shape, after: Shape, path: string, changes: ShapeChange[]): void {
  const [earlier, later] = [typesOf(before), typesOf(after)];
  if (earlier.join(' ') !== later.join(' ')) changes.push({ path, change: 'types', before: earlier, after: later });
  compareValues(before, after, path, changes);
  for (const [name, field] of before.fields) {
    const place = `${path}/${escapeToken(name)}`;
    const other = after.fields.get(name);
    if (other === undefined) {
      changes.push({ path: place, change: 'removed' });
      continue;
    }
    if (field.optional !== other.optional) {
      const [was, is] = [field, other].map(({ optional }) => (optional ? 'sometimes' : 'always'));
      if (was !== undefined && is !== undefined)
        changes.push({ path: place, change: 'presence', before: was, after: is });
    }
    compareShapes(field.shape, other.shape, place, changes);
  }
  for (const name of after.fields.keys()) {
    if (!before.fields.has(name)) changes.push({ path: `${path}/${escapeToken(name)}`, change: 'added' });
  }
  if (before.items !== undefined && after.items !== undefined) {
    compareShapes(before.items, after.items, `${path}/*`, changes);
  }
}

/** Only enumerations are compared: where there are many values, new ones say nothing. */
function compareValues(before: Shape, after: Shape, path: string, changes: ShapeChange[]): void {
  if (before.values === undefined || after.values === undefined) return;
  if (!before.exhaustive && !after.exhaustive) return;
  const [earlier, later] = [new Set(before.values), new Set(after.values)];
  const added = after.values.filter((value) => !earlier.has(value));
  const removed = before.values.filter((value) => !later.has(value));
  if (added.length + removed.length > 0) changes.push({ path, change: 'values', added, removed });
}
