import { isTelling } from '@postmap/engine';
import type { Projection, Row, Scalar, Target, TargetField } from '@postmap/engine';
import { NOTHING_HELD, readResult } from './read-result.ts';

/** A row that gives something else than the target's sample has in its place. */
export interface Difference {
  readonly row: Row;
  readonly wanted: Scalar;
  /** Undefined for nothing. */
  readonly given: unknown;
}

/** With one alone the same value may be chance. */
const LEAST_SAME = 2;

/**
 * Where what the rows give, in loops for the first item, is not what a target that was read from a sample output has. None unless the sample seems to
 * be of this payload: at least two values that tell something are the same, and at least half of all that are compared; the sample of another event
 * differs everywhere. Numbers are compared as numbers, all else must be the same to the letter and of one type. Not compared are objects and lists, what
 * the sample has in some items only, and rows that are still null: nothing has been mapped to them yet.
 */
export function findDifferences({ rows }: Pick<Projection, 'rows'>, target: Target, output: unknown): Difference[] {
  if (output === undefined) return [];
  const wanted = readExamples(target.fields);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const read = (row: Row): unknown => readResult(row, { rows: byId, output, chosen: new Map(), held: NOTHING_HELD });
  const compared = rows.flatMap((row): Difference[] => {
    const { targetPointer: pointer } = row;
    const example = row.slot === 'field' ? wanted.get(pointer) : undefined;
    if (example === undefined || (row.kind === 'literal' && row.value === null && example !== null)) return [];
    const given = read(row);
    // What is in a loop without items, or in what cannot be told, gives nothing by no fault of its own.
    const isTold = given !== undefined || read({ ...row, targetPointer: holderOf(pointer) }) !== undefined;
    if (!isTold || (typeof given === 'object' && given !== null)) return [];
    // Of several rows for one place, as the outcomes of a condition have, the output has one: the first stands for it.
    wanted.delete(pointer);
    return [{ row, wanted: example, given }];
  });
  const same = compared.filter((one) => one.given === one.wanted);
  const isRelated = same.filter((one) => isTelling(one.wanted)).length >= LEAST_SAME;
  if (!isRelated || same.length * 2 < compared.length) return [];
  return compared.filter((one) => one.given !== one.wanted);
}

function holderOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}

/** By pointer; only of what every item has is the first example that of the first item. */
function readExamples(fields: readonly TargetField[]): Map<string, Scalar> {
  const optional = fields.filter(({ required }) => !required).map(({ pointer }) => `${pointer}/`);
  return new Map(
    fields.flatMap(({ pointer, example }) =>
      example === undefined || optional.some((holder) => `${pointer}/`.startsWith(holder)) ? [] : [[pointer, example]],
    ),
  );
}
