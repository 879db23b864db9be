import type { Database } from 'better-sqlite3';
import { decodeCursor } from '../cursor.ts';
import type { ListName } from '../cursor.ts';

/** One SQL condition and the values of its question marks. */
export interface Condition {
  sql: string;
  values: (string | number)[];
}

export interface PageSource {
  list: ListName;
  table: string;
  /** The column of `table` whose index gives the order. */
  idColumn?: string;
  columns: string;
  /** Every one holds. */
  conditions: Condition[];
  /** At least one holds; each is answered from an index of its own. Empty: no such condition. */
  alternatives?: Condition[];
  limit: number;
  cursor: string | undefined;
}

/** The newest `limit + 1` rows by id after the cursor. Throws InvalidCursor. */
export function selectPage<Row>(database: Database, source: PageSource): Row[] {
  const { table, idColumn = 'id', columns, alternatives = [], limit } = source;
  const conditions = [...source.conditions];
  if (source.cursor !== undefined) {
    conditions.push({ sql: `${idColumn} < ?`, values: [decodeCursor(source.list, source.cursor)] });
  }
  const newest = (selected: string, all: readonly Condition[]): Condition => ({
    sql: `SELECT ${selected} FROM ${table}${all.length === 0 ? '' : ` WHERE ${all.map(({ sql }) => sql).join(' AND ')}`} ORDER BY ${idColumn} DESC LIMIT ?`,
    values: [...all.flatMap(({ values }) => values), limit + 1],
  });
  const query =
    alternatives.length === 0
      ? newest(columns, conditions)
      : newest(columns, [union(alternatives.map((one) => newest('id', [...conditions, one])))]);
  return database.prepare<(string | number)[], Row>(query.sql).all(...query.values);
}

export function equals(column: string, value: string | number): Condition {
  return { sql: `${column} = ?`, values: [value] };
}

/** Text that begins so, by the column's own collation. */
export function beginsWith(column: string, prefix: string): Condition {
  return { sql: `${column} >= ? AND ${column} < ?`, values: [prefix, `${prefix}\u{10FFFF}`] };
}

function union(queries: readonly Condition[]): Condition {
  return {
    sql: `id IN (${queries.map(({ sql }) => `SELECT id FROM (${sql})`).join(' UNION ')})`,
    values: queries.flatMap(({ values }) => values),
  };
}
