import { unescapeToken } from '@postmap/engine';
import type { Row, RowId } from '@postmap/engine';
import { isRecord } from '../mapper/field-tree.ts';
import { ROOT_ROW } from './write-held-source.ts';
import type { HeldBlock } from './write-held-source.ts';

/** Which item of each loop is looked at, from 0; the first where nothing is said. */
export type ChosenItems = ReadonlyMap<RowId, number>;

/** What the variables hold: the value that `writeHeldSource` gave, and where it says what. */
export interface HeldValues {
  readonly values: Readonly<Record<string, unknown>>;
  readonly blocks: ReadonlyMap<RowId, HeldBlock>;
}

export const NOTHING_HELD: HeldValues = { values: {}, blocks: new Map() };

interface Known {
  /** All rows of the template. */
  rows: ReadonlyMap<RowId, Row>;
  /** What the template gives. */
  output: unknown;
  chosen: ChosenItems;
  held: HeldValues;
}

/**
 * What a row gives, out of the whole output, or of what its variable holds: in a loop for the item that is looked at. A list of one that JSONata
 * unwrapped counts as its item.
 *
 * @returns undefined when there is nothing, and where it cannot be told: of variables that are not held, of an item in a list that became longer
 *   or shorter than it is written
 */
export function readResult(row: Row, { rows, output, chosen, held }: Known): unknown {
  const around = listAround(rows, row);
  const follow = (from: unknown, pointer: string): unknown => followPointer(from, pointer, around, chosen);
  const [variable = ''] = row.targetPointer.split('/', 1);
  if (variable === '') return follow(output, row.targetPointer);
  const holder = around.find(({ slot }) => slot === 'binding')?.holder;
  const block = held.blocks.get(holder ?? ROOT_ROW);
  const variables =
    holder === ROOT_ROW
      ? held.values['whole']
      : block !== undefined && follow(held.values[block.part], block.targetPointer);
  return isRecord(variables) ? follow(variables[variable], row.targetPointer) : undefined;
}

/** How many items a loop gave, out of what it gave; of a loop that groups, how many groups. */
export function countItems(value: unknown, groups = false): number {
  if (value === undefined) return 0;
  if (groups && isRecord(value)) return Object.keys(value).length;
  return Array.isArray(value) ? value.length : 1;
}

/** The row, and those that hold it. */
function listAround(rows: ReadonlyMap<RowId, Row>, row: Row): Row[] {
  const holder = row.holder === undefined ? undefined : rows.get(row.holder);
  return holder === undefined ? [row] : [row, ...listAround(rows, holder)];
}

/** `from` is what the first part of the pointer stands for: the output, or a variable. */
function followPointer(from: unknown, whole: string, around: readonly Row[], chosen: ChosenItems): unknown {
  const [root = '', ...steps] = whole.split('/');
  let value = from;
  let pointer = root;
  for (const step of steps) {
    if (step === '[]') value = pickItem(value, pointer, around, chosen);
    else if (step === '*')
      value = isRecord(value) ? pick(Object.values(value), indexIn(pointer, around, chosen)) : undefined;
    else value = isRecord(value) ? value[unescapeToken(step)] : undefined;
    pointer += `/${step}`;
  }
  return value;
}

function pickItem(value: unknown, pointer: string, around: readonly Row[], chosen: ChosenItems): unknown {
  const list = around.find(({ kind, targetPointer }) => kind === 'list' && targetPointer === pointer);
  if (list === undefined) return Array.isArray(value) ? pick(value, indexIn(pointer, around, chosen)) : value;
  if (!Array.isArray(value)) return undefined;
  const item = around.find(({ slot, holder }) => slot === 'item' && holder === list.id);
  const { length } = list.children;
  // JSONata takes apart the arrays that stand in a list, and leaves out what gives nothing.
  if (value.length === length) return value[list.children.indexOf(item?.id ?? '')];
  return length === 1 && value.length > 0 ? value : undefined;
}

function indexIn(pointer: string, around: readonly Row[], chosen: ChosenItems): number {
  const loop = around.find(({ kind, targetPointer }) => kind === 'loop' && targetPointer === pointer);
  return loop === undefined ? 0 : (chosen.get(loop.id) ?? 0);
}

function pick(items: readonly unknown[], index: number): unknown {
  return items[Math.min(index, items.length - 1)];
}
