import { edit } from '@postmap/engine';
import type { Action, Projection, Row, RowId, Shape } from '@postmap/engine';
import { nameRow } from './edit-task.ts';
import type { MappingLine } from './mapping-line.ts';

export type MoveAction = Extract<Action, { type: 'move' }>;

/** Where a row that is moved is let go. */
export interface MovePlace {
  readonly holder: RowId;
  /** Counted among what the holder has, without the row itself; undefined for its end. */
  readonly index: number | undefined;
  /** Of the line it is over; undefined for the line itself: what it says is the holder. */
  readonly edge: 'top' | 'bottom' | undefined;
  /** The same in words: `into service`. */
  readonly words: string;
}

/** What letting a row go would do. */
export interface MovePlan {
  readonly words: string;
  /** Undefined where it cannot be done, or nothing would be. */
  readonly action: MoveAction | undefined;
  /** What to say when it is done. */
  readonly said: string;
}

/** So far from an edge of what can hold it, in pixels, a row goes beside that; of what is empty yet less is its inside. */
const EDGE = 8;
const EDGE_OF_EMPTY = 11;

/** What a point over a line means for a row: `y` from its top. Undefined where it has no place; without a line at the end of all. */
export function placeMove(
  { rows }: Projection,
  moved: Row,
  line: MappingLine | undefined,
  y: number,
  height: number,
): MovePlace | undefined {
  if (line === undefined || line.kind === 'add') {
    const holder = line === undefined ? '' : line.to;
    const of = rows.find(({ id }) => id === holder);
    const isPlace = moved.slot === 'field' && of?.object !== undefined && (line === undefined || line.what === 'field');
    if (!isPlace) return undefined;
    return { holder, index: undefined, edge: 'top', words: holder === '' ? 'to the end' : `into ${nameRow(of)}` };
  }
  if (line.kind !== 'row' || line.row.id === moved.id) return undefined;
  const { row } = line;
  const isEmpty = row.kind === 'literal' && row.value === null && row.slot === 'field';
  const holds = moved.slot === 'field' && (row.object !== undefined || isEmpty);
  const into: MovePlace = { holder: row.id, index: undefined, edge: undefined, words: `into ${nameRow(row)}` };
  const isBeside =
    row.slot === moved.slot && row.holder !== undefined && (row.slot === 'field' || row.holder === moved.holder);
  if (!isBeside || row.holder === undefined) return holds ? into : undefined;
  const reach = !holds ? height / 2 : isEmpty ? EDGE_OF_EMPTY : EDGE;
  // Below the line of what is open comes what is in it.
  const isAbove = y < reach || (line.expanded && !holds);
  const isBelow = !isAbove && y >= height - reach && !line.expanded;
  if (!isAbove && !isBelow) return into;
  const siblings = rows.filter(({ holder, slot }) => holder === row.holder && slot === row.slot);
  const at = siblings.findIndex(({ id }) => id === row.id) + (isAbove ? 0 : 1);
  const own = siblings.findIndex(({ id }) => id === moved.id);
  return {
    holder: row.holder,
    index: own !== -1 && own < at ? at - 1 : at,
    edge: isAbove ? 'top' : 'bottom',
    words: `${isAbove ? 'before' : 'after'} ${nameMoved(siblings, row)}`,
  };
}

/** Items have no names, but are counted. */
export function nameMoved(rows: readonly Row[], row: Row): string {
  if (row.slot !== 'item') return nameRow(row);
  const items = rows.filter(({ holder, slot }) => holder === row.holder && slot === 'item');
  return `item ${items.findIndex(({ id }) => id === row.id) + 1}`;
}

/** What becomes of a row that is let go there, in words for whoever is about to; or why it cannot be. */
export function planMove(source: string, { rows }: Projection, shape: Shape, moved: Row, place: MovePlace): MovePlan {
  const name = nameMoved(rows, moved);
  const { holder, index, words } = place;
  const siblings = rows.filter((row) => row.holder === holder && row.slot === moved.slot);
  const own = siblings.findIndex(({ id }) => id === moved.id);
  if (own !== -1 && own === (index ?? siblings.length - 1))
    return { words: 'It stays where it is', action: undefined, said: '' };
  const action: MoveAction = {
    type: 'move',
    row: moved.id,
    to: { holder, ...(index === undefined ? {} : { index }) },
  };
  const { reason } = edit(source, action, { shape });
  return reason === undefined
    ? { words: `Move ${name} ${words}`, action, said: `${name} moved ${words}` }
    : { words: `Cannot move ${name} ${words}: ${reason}`, action: undefined, said: '' };
}

/** Into the nearest object or loop before a field, at its end; undefined where there is none among its siblings. */
export function moveIn(rows: readonly Row[], moved: Row): { action: MoveAction; holder: Row } | undefined {
  if (moved.slot !== 'field') return undefined;
  const siblings = rows.filter(({ holder, slot }) => holder === moved.holder && slot === 'field');
  const own = siblings.findIndex(({ id }) => id === moved.id);
  const into = siblings.findLast(({ object }, index) => index < own && object !== undefined);
  if (into === undefined) return undefined;
  return { action: { type: 'move', row: moved.id, to: { holder: into.id } }, holder: into };
}

/** Behind the field that holds a field, in what holds that; undefined where it is held by none. */
export function moveOut(rows: readonly Row[], moved: Row): { action: MoveAction; holder: Row } | undefined {
  if (moved.slot !== 'field') return undefined;
  const byId = new Map(rows.map((row) => [row.id, row]));
  let behind = byId.get(moved.holder ?? '');
  while (behind !== undefined && behind.slot !== 'field') behind = byId.get(behind.holder ?? '#');
  const holder = behind?.holder;
  if (behind === undefined || holder === undefined) return undefined;
  const siblings = rows.filter((row) => row.holder === holder && row.slot === 'field');
  return {
    action: { type: 'move', row: moved.id, to: { holder, index: siblings.indexOf(behind) + 1 } },
    holder: behind,
  };
}

/** The row that was moved, as it is after that. */
export function findMoved(before: readonly Row[], { row: id, to }: MoveAction, after: readonly Row[]): Row | undefined {
  const row = before.find((one) => one.id === id);
  if (row === undefined) return undefined;
  const listSiblings = (rows: readonly Row[]): Row[] =>
    rows.filter(({ holder, slot }) => holder === row.holder && slot === row.slot);
  if (typeof to === 'object' && 'holder' in to && to.holder !== row.holder)
    return after.findLast(({ holder, slot, name }) => holder === to.holder && slot === 'field' && name === row.name);
  const siblings = listSiblings(after);
  const own = listSiblings(before).indexOf(row);
  return siblings[to === 'up' ? own - 1 : to === 'down' ? own + 1 : (to.index ?? siblings.length - 1)];
}
