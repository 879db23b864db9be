import type { Branch, LookupEntry, LookupRow, Row, RowId } from '@postmap/engine';

interface LineBase {
  /** Unique among the lines, and the same as long as its row is. */
  readonly id: string;
  /** From 1. */
  readonly level: number;
  /** From 1, among the lines of one holder. */
  readonly position: number;
  readonly siblings: number;
  readonly expandable: boolean;
  readonly expanded: boolean;
  /** Of the row that holds it. */
  readonly holder: RowId | undefined;
  /** The loops around it, outermost first. */
  readonly loops: readonly RowId[];
}

/** A row of the projection; of an outcome of a condition also which one. */
export interface RowLine extends LineBase {
  readonly kind: 'row';
  readonly row: Row;
  readonly branch: { readonly index: number; readonly of: RowId; readonly branch: Branch } | undefined;
}

/** An entry of a lookup table. */
export interface EntryLine extends LineBase {
  readonly kind: 'entry';
  readonly row: LookupRow;
  readonly entry: LookupEntry;
}

/** What a lookup gives for keys that its table lacks. */
export interface OtherwiseLine extends LineBase {
  readonly kind: 'otherwise';
  readonly row: LookupRow;
}

/** Where something can be added: the last line of each object, and of each table. */
export interface AddLine extends LineBase {
  readonly kind: 'add';
  readonly what: 'field' | 'entry';
  /** The row whose object, or table, it is added to. */
  readonly to: RowId;
  /** The name of that row; undefined of the whole output, and where it has none. */
  readonly of: string | undefined;
}

/** One line of the visual pane. */
export type MappingLine = RowLine | EntryLine | OtherwiseLine | AddLine;
