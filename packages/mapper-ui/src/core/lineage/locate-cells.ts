import { isRecord } from '../mapper/field-tree.ts';
import { readCells } from '../mapper/read-csv.ts';
import type { Located } from './locate-json.ts';
import { addToPointer } from './pointer.ts';

/** The places of a value in the CSV that the engine wrote of it: a row for each object, a column for each key that any of them has. */
export function locateCells(csv: string, value: unknown): Located[] {
  const [header = [], ...records] = readCells(csv) ?? [];
  const isList = Array.isArray(value);
  const rows: unknown[] = isList ? value : [value];
  const keys = [...new Set(rows.filter(isRecord).flatMap(listKeys))];
  if (keys.length !== header.length || records.length !== rows.length) return [];
  return records.flatMap((cells, index) => {
    const row = rows[index];
    return cells.flatMap(({ start, end }, column): Located[] => {
      const key = keys[column];
      if (key === undefined || !isRecord(row) || row[key] === undefined) return [];
      const pointer = addToPointer(isList ? `/${index}` : '', key);
      return [{ pointer, span: { start, end }, holds: false }];
    });
  });
}

function listKeys(row: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(row).filter((key) => row[key] !== undefined && key !== '__proto__');
}
