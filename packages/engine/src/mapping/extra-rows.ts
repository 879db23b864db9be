import type { Shape } from '../shapes/shape.ts';
import { checkDraft, describeFault } from './draft.ts';
import { removeUnits } from './edit-fields.ts';
import { findList } from './edit-rows.ts';
import type { EditResult } from './action.ts';
import type { Mapping } from './mapping.ts';
import { plainPointer } from './missing-targets.ts';
import type { Unit } from './own-comments.ts';
import type { Projection } from './projection.ts';
import { readMapping } from './project.ts';
import type { Target } from './read-target.ts';
import type { Row } from './row.ts';

/**
 * Fields with a name that the target does not have, though it says what the object that they are in has: the outermost, so that what is in them goes
 * without saying. What a variable stands for is not the output, and what is merged in or has a computed name cannot be told.
 */
export function listExtraRows({ rows }: Pick<Projection, 'rows'>, { fields }: Target): Row[] {
  const wanted = new Set(['', ...fields.map(({ pointer }) => plainPointer(pointer))]);
  // Of an object without fields the target does not say what is in it.
  const told = new Set(fields.map(({ pointer }) => holderOf(plainPointer(pointer))));
  return rows.filter((row) => {
    const pointer = plainPointer(row.targetPointer);
    if (row.slot !== 'field' || row.name === undefined || pointer.startsWith('$')) return false;
    return !wanted.has(pointer) && told.has(holderOf(pointer));
  });
}

/**
 * Takes the rows that the target does not have out of a JSONata source, with the comments that are their own; all else stays as it is. Never
 * throws: what cannot be done has a reason.
 */
export function removeExtraRows(source: string, target: Target, { shape }: { shape?: Shape } = {}): EditResult {
  const mapping = readMapping(source, shape);
  if (mapping.projection.faults.length > 0) return refuse(describeFault(mapping));
  const rows = listExtraRows(mapping.projection, target);
  if (rows.length === 0) return refuse('every row is in the target');
  const lists = groupByList(mapping, rows);
  return checkDraft(mapping, {
    edits: lists.flatMap(({ units, removed, open }) => removeUnits(source, units, removed, open)),
  });
}

interface List {
  units: readonly Unit[];
  open: number;
  removed: Set<number>;
}

function groupByList(mapping: Mapping, rows: readonly Row[]): List[] {
  const lists: List[] = [];
  /** By where an item begins: a list is read once, however many rows are in it. */
  const places = new Map<number, { list: List; index: number }>();
  for (const { id } of rows) {
    const site = mapping.sites.get(id);
    if (site?.unit === undefined) continue;
    const { start } = site.unit.item;
    const found = places.has(start) ? undefined : findList(mapping, site);
    if (found !== undefined) {
      const list = { ...found, removed: new Set<number>() };
      lists.push(list);
      for (const [index, { item }] of found.units.entries()) places.set(item.start, { list, index });
    }
    const place = places.get(start);
    place?.list.removed.add(place.index);
  }
  return lists;
}

function refuse(reason: string): EditResult {
  return { edits: [], selection: undefined, reason };
}

function holderOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf('/'));
}
