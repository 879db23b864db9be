import type { Span } from '../diagnostics/diagnostic.ts';
import type { Row, RowId, ScopeId } from './row.ts';

export type LinkRole = 'value' | 'iterate' | 'filter' | 'sort' | 'cond';

/** A field of the payload feeds a row. */
export interface Link {
  /**
   * JSON Pointer with `[]` for the items of an array, as far as the shape tells where arrays are:
   * `/order/lines/[]/sku`; `*` for any name, `**` for anything below. Of the context `$customer/name`.
   */
  sourcePointer: string;
  row: RowId;
  /** What reads it, within the row. */
  viaSpan: Span;
  role: LinkRole;
}

export interface ScopeVariable {
  /** With its `$`. */
  name: string;
  kind: 'binding' | 'index' | 'item';
  /** What it stands for where that is one field of the payload. */
  sourcePointer: string | undefined;
  /** Of a binding. */
  row: RowId | undefined;
}

export interface Scope {
  id: ScopeId;
  outer: ScopeId | undefined;
  /** The row that opens it: a loop, or what holds bindings. */
  row: RowId;
  /** What `$` is; undefined where that is no field of the payload. */
  sourcePointer: string | undefined;
  /** Those that it adds to the outer scope's, in source order. */
  variables: readonly ScopeVariable[];
}

export interface ProjectionFault extends Span {
  code: string;
  message: string;
}

/** What a JSONata source says as a mapping. Everything in it follows from the source: it is never stored. */
export interface Projection {
  /** In source order, holders before what they hold; the first is the root. */
  rows: readonly Row[];
  /** In the order of the rows. */
  links: readonly Link[];
  scopes: readonly Scope[];
  /** The ids of the rows that are loops. */
  loops: readonly RowId[];
  /** Why the source is no JSONata: rows are what could be made out all the same. */
  faults: readonly ProjectionFault[];
}
