import type { Action } from './action.ts';
import { plainPointer } from './missing-targets.ts';
import type { Projection } from './projection.ts';
import type { Target, TargetField } from './read-target.ts';
import type { Row } from './row.ts';
import { escapeToken } from '../shapes/json-pointer.ts';
import { readPointer } from './source-place.ts';

/** A new row. */
export type AddRow = Extract<Action, { type: 'addRow' }>;

/**
 * The action that adds a field of the target, empty, in its place among those that are there, with the objects that hold it
 * where they are not there yet. Undefined where what should hold it is made otherwise.
 */
export function addMissing({ rows }: Pick<Projection, 'rows'>, target: Target, field: TargetField): AddRow | undefined {
  const { tokens } = readPointer(field.pointer);
  const name = tokens.at(-1);
  const nearest = findNearest(rows, tokens);
  if (name === undefined || nearest === undefined) return undefined;
  const { row, depth } = nearest;
  const holders = tokens.slice(depth, -1);
  const text = field.type === 'object' ? '{}' : field.type === 'array' ? '[]' : 'null';
  const among = listNames(target, tokens.slice(0, depth));
  return { type: 'addRow', holder: row.id, name, text, among, ...(holders.length === 0 ? {} : { holders }) };
}

/** The names that the target has right below a place, in its order. */
export function listNames({ fields }: Target, place: readonly string[]): string[] {
  const above = place.filter((token) => token !== '[]');
  return fields.flatMap(({ pointer }) => {
    const names = readPointer(pointer).tokens.filter((token) => token !== '[]');
    const isBelow = names.length === above.length + 1 && above.every((name, index) => name === names[index]);
    return isBelow ? names.slice(-1) : [];
  });
}

/** The row nearest above a place that fields can go into, and how many tokens lead to it. */
function findNearest(rows: readonly Row[], tokens: readonly string[]): { row: Row; depth: number } | undefined {
  for (let depth = tokens.length - 1; depth >= 0; depth--) {
    if (tokens[depth] === '[]') continue;
    const above = tokens.slice(0, depth);
    const pointer = plainPointer(above.map((token) => `/${escapeToken(token)}`).join(''));
    const there = rows.filter((row) => row.slot !== 'binding' && plainPointer(row.targetPointer) === pointer);
    const row = there.find((one) => takesFields(one, above.at(-1) === '[]'));
    if (row !== undefined) return { row, depth };
    // What is there gives something else, whole.
    if (there.length > 0) return undefined;
  }
  return undefined;
}

function takesFields(row: Row, isItem: boolean): boolean {
  if (row.object !== undefined) return true;
  if (isItem) return row.kind === 'list' && row.children.length === 0;
  return row.valueSpan.start === row.valueSpan.end || (row.kind === 'literal' && row.value === null);
}
