import type { ObjectNode, SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';
import type { SyntaxTree } from '../languages/jsonata/tree/parser.ts';
import type { TokenIndex, Unit } from './own-comments.ts';
import type { Shape } from '../shapes/shape.ts';
import type { Projection } from './projection.ts';
import type { ReadingContext } from './reading.ts';
import type { Row, RowId, ScopeId } from './row.ts';

/** How a row stands in the tree. */
export interface RowSite {
  row: Row;
  /** The value as it is written, brackets included. */
  node: SyntaxNode;
  /** What it was recognised by: the value without brackets, bindings and merging around it. */
  core: SyntaxNode;
  /** What that is evaluated in: the row's scope, with the variables and the object that are around it. */
  coreScope: ScopeId;
  /** Of fields, items and bindings. */
  unit: Unit | undefined;
}

export interface ScopeSite {
  id: ScopeId;
  outer: ScopeId | undefined;
  context: ReadingContext;
}

/** An object constructor that fields can be added to. */
export interface ObjectFields {
  node: ObjectNode;
  units: readonly Unit[];
}

/** A projection with what it was read from: what edits need. */
export interface Mapping {
  source: string;
  shape: Shape | undefined;
  tree: SyntaxTree;
  tokens: TokenIndex;
  projection: Projection;
  sites: ReadonlyMap<RowId, RowSite>;
  /** By where they begin. */
  objects: ReadonlyMap<number, ObjectFields>;
  scopes: ReadonlyMap<ScopeId, ScopeSite>;
}
