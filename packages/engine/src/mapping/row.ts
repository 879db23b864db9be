import type { Span } from '../diagnostics/diagnostic.ts';
import type { Scalar, ValueType } from '../shapes/shape.ts';

/**
 * Names a row as long as its place in the template stays: the names of its target, `/lines/sku`; `#1` marks the second row of
 * a name, `?0` a branch, `()` the body of a loop, `+0` a part that is merged, `$order` a variable, `[0]` an item of a list.
 * The root is the empty text.
 */
export type RowId = string;

/** Names a scope; the outermost is the empty text. */
export type ScopeId = string;

/** What a row is to the row that holds it. */
export type Slot =
  | 'root'
  /** `"name": value` */
  | 'field'
  /** One of the values in `[…]`. */
  | 'item'
  /** What one outcome of a condition gives. */
  | 'branch'
  /** What a loop gives for each item, where that is not simply an object. */
  | 'body'
  /** One of the objects that are merged into one: its fields are the fields of the holder. */
  | 'part'
  /** `$name := value` */
  | 'binding';

interface RowBase {
  id: RowId;
  /** The row that holds it; undefined for the root. */
  holder: RowId | undefined;
  slot: Slot;
  /** Of a field its name, of a binding `$name`. Undefined elsewhere, and where the name is computed. */
  name: string | undefined;
  /** JSON Pointer of what the row makes, `[]` for the items of a loop: `/lines/[]/sku`; empty for the whole output. Of a binding the pointer of its holder. */
  targetPointer: string;
  /** The whole of it: the key and the value, or the value. */
  span: Span;
  /** Of a field its key with quotes, of a binding its variable. */
  keySpan: Span | undefined;
  valueSpan: Span;
  /** Comments that move and go with the row, in source order. */
  comments: readonly Span[];
  /** What its value is evaluated in. */
  scope: ScopeId;
  /** The single objects that its value is made in, outermost first: `order.customer` of `order.customer.{…}`. */
  within: readonly Within[];
  /** In source order: bindings first, then what the row holds. */
  children: readonly RowId[];
  /** Where fields can be added. */
  object: ObjectSite | undefined;
  /** The type of what it gives, of a path as the shape tells; undefined where there may be several, or nothing is known. */
  gives: ValueType | undefined;
}

/** An object constructor whose fields are the children of a row. */
export interface ObjectSite {
  /** With its braces. */
  span: Span;
  /** The scope that its fields are in. */
  scope: ScopeId;
}

/** A path to a single object, as the shape tells: what is made in it is no loop. */
export interface Within extends Span {
  /** Undefined where that is no field of the payload. */
  sourcePointer: string | undefined;
}

export interface PathRow extends RowBase {
  kind: 'path';
}

/** Text, a number, `true`, `false`, `null`. */
export interface LiteralRow extends RowBase {
  kind: 'literal';
  value: Scalar;
}

/** Operands of `&`, or arguments of a function. */
export interface Part extends Span {
  kind: 'text' | 'path' | 'literal' | 'expression';
}

export interface ConcatRow extends RowBase {
  kind: 'concat';
  parts: readonly Part[];
}

/** A call, `$trim(name)`; or `a ?? b`, `a ?: b`, whose name is the operator. */
export interface FnRow extends RowBase {
  kind: 'fn';
  fn: { name: string; span: Span };
  /** Its arguments in order; of `a ~> $f(b)` also what stands in front. */
  parts: readonly Part[];
}

export interface Branch {
  role: 'when' | 'else';
  /** Of `when`: the condition. */
  testSpan: Span | undefined;
  row: RowId;
}

export interface CondRow extends RowBase {
  kind: 'cond';
  /** One or more `when`, then at most one `else`. */
  branches: readonly Branch[];
}

export interface LookupEntry {
  /** Undefined where it is computed. */
  key: string | undefined;
  keySpan: Span;
  /** Undefined where it is no scalar literal. */
  value: Scalar | undefined;
  valueSpan: Span;
}

/** `$table(key, {…}, otherwise)` or `$lookup({…}, key)`; the table may stand in a variable. */
export interface LookupRow extends RowBase {
  kind: 'lookup';
  form: 'table' | 'lookup';
  lookup: {
    keySpan: Span;
    /** Of the `{…}`, wherever it stands; undefined where there is none to edit. */
    tableSpan: Span | undefined;
    /** `$skus`, where the table stands in a variable. */
    variable: string | undefined;
    entries: readonly LookupEntry[];
    otherwiseSpan: Span | undefined;
    /** Where key and table end. */
    argumentsEnd: number;
  };
}

export interface ObjectRow extends RowBase {
  kind: 'object';
}

/** `[a, b]`: each item is a child. */
export interface ListRow extends RowBase {
  kind: 'list';
}

export interface LoopFilter {
  /** The condition within the brackets. */
  span: Span;
  /** With the brackets. */
  outerSpan: Span;
  /** It picks by position, `[0]`. */
  isPosition: boolean;
}

export interface LoopSort {
  /** `^(…)` */
  outerSpan: Span;
  terms: readonly { span: Span; expressionSpan: Span; descending: boolean }[];
}

export interface Loop {
  /** `path`: `src.{…}`; `map`: `$map(src, function($item, $index){…})`; `group`: `src{key: …}`. */
  form: 'path' | 'map' | 'group';
  /** What is gone through, without filters, sort and index. */
  iterateSpan: Span;
  /** Where it comes from; undefined where that is no field of the payload. */
  sourcePointer: string | undefined;
  /** `one`: the source is a single object as far as its shape tells, but is written as if there were many. */
  iterates: 'array' | 'one' | 'unknown';
  filters: readonly LoopFilter[];
  sort: LoopSort | undefined;
  /** The variable that counts from 0. */
  index: { name: string; span: Span } | undefined;
  /** Of form `map` the variable of the item, of `@$name` likewise. */
  item: { name: string; span: Span } | undefined;
  /** Of form `group`: the computed key. */
  groupKeySpan: Span | undefined;
  bodySpan: Span;
  /** A single item stays an array, `[…]` or `[]`. */
  keepArray: boolean;
}

export interface LoopRow extends RowBase {
  kind: 'loop';
  loop: Loop;
}

/** What is not recognised: it is edited as text. */
export interface RawRow extends RowBase {
  kind: 'raw';
}

/** One line of a mapping. */
export type Row =
  PathRow | LiteralRow | ConcatRow | FnRow | CondRow | LookupRow | ObjectRow | ListRow | LoopRow | RawRow;
export type RowKind = Row['kind'];
