import type { Link, LinkRole, Row, RowId } from '@postmap/engine';
import type { MappingLine } from './mapping-line.ts';

/** What a connection is drawn as: a value that flows, an array that is gone through, a condition that is asked. */
export type Tone = 'value' | 'loop' | 'cond';

/** A field of the source tree feeds a line of the mapping, both by their places in their lists. */
export interface Connection {
  readonly key: string;
  /** Index among the rows of the source tree. */
  readonly from: number;
  /** Index among the lines of the mapping. */
  readonly to: number;
  readonly sourceId: string;
  readonly lineId: string;
  readonly tone: Tone;
  /** An end is not shown itself: what it is in stands for it. */
  readonly indirect: boolean;
}

interface Shown {
  readonly links: readonly Link[];
  readonly rows: readonly Row[];
  readonly lines: readonly MappingLine[];
  /** Where the fields that show are, by their ids: pointers without the signs for items. */
  readonly fields: ReadonlyMap<string, number>;
}

const TONES: Record<LinkRole, Tone> = { value: 'value', iterate: 'loop', filter: 'loop', sort: 'loop', cond: 'cond' };
const RANKS: Record<Tone, number> = { value: 2, loop: 1, cond: 0 };

/** One connection for each pair of places. What a closed branch hides is drawn to the nearest thing around it that shows; the context has no place in the tree. */
export function connectRows({ links, rows, lines, fields }: Shown): Connection[] {
  const holders = new Map(rows.map(({ id, holder }) => [id, holder]));
  const places = new Map(lines.flatMap(({ kind, id }, index) => (kind === 'row' ? [[id, index] as const] : [])));
  const found = new Map<string, Connection>();
  for (const { sourcePointer, row, role } of links) {
    const field = findField(fields, sourcePointer);
    const line = findLine(places, holders, row);
    if (field === undefined || line === undefined) continue;
    const key = `${field.id} ${line.id}`;
    const before = found.get(key);
    const own = TONES[role];
    found.set(key, {
      key,
      from: field.index,
      to: line.index,
      sourceId: field.id,
      lineId: line.id,
      tone: before !== undefined && RANKS[before.tone] > RANKS[own] ? before.tone : own,
      indirect: (field.indirect || line.id !== row) && before?.indirect !== false,
    });
  }
  return [...found.values()];
}

function findField(
  fields: ReadonlyMap<string, number>,
  pointer: string,
): { id: string; index: number; indirect: boolean } | undefined {
  if (!pointer.startsWith('/')) return undefined;
  // What any name may stand for is drawn from what holds the names.
  const named = pointer.replaceAll('/[]', '').replace(/\/\*.*$/, '');
  for (let id = named; id !== ''; id = id.slice(0, id.lastIndexOf('/'))) {
    const index = fields.get(id);
    if (index !== undefined) return { id, index, indirect: id !== named };
  }
  return undefined;
}

function findLine(
  places: ReadonlyMap<RowId, number>,
  holders: ReadonlyMap<RowId, RowId | undefined>,
  row: RowId,
): { id: RowId; index: number } | undefined {
  for (let id: RowId | undefined = row; id !== undefined; id = holders.get(id)) {
    const index = places.get(id);
    if (index !== undefined) return { id, index };
  }
  return undefined;
}
