import type { Span } from '../diagnostics/diagnostic.ts';
import type { Scalar, Shape } from '../shapes/shape.ts';
import type { RowId } from './row.ts';
import type { TextEdit } from '../diagnostics/text-edit.ts';

export const CONVERSIONS = ['number', 'text', 'boolean', 'date', 'money'] as const;
export type Conversion = (typeof CONVERSIONS)[number];

export const AGGREGATES = ['first', 'join', 'sum', 'count'] as const;
export type Aggregate = (typeof AGGREGATES)[number];

export const LOOP_MODES = ['forEach', 'first', 'count', 'join', 'copy'] as const;
/** What becomes of an array: an object for each item, its first item, how many there are, its texts in one, itself. */
export type LoopMode = (typeof LOOP_MODES)[number];

/** A value to be written as it stands: a scalar, or plain arrays and objects of them. */
export type StaticValue = Scalar | readonly StaticValue[] | { readonly [name: string]: StaticValue };

export type MoveTo =
  | 'up'
  | 'down'
  /** To stand there among its siblings, counted without it. */
  | { index: number }
  /** Into another object, at its end unless said. */
  | { holder: RowId; index?: number };

export type ConditionChange =
  /** Makes what the row gives depend on a condition; without `else` nothing is given otherwise. */
  | { kind: 'create'; when: string; else?: string }
  /** Another condition for a branch; of the else branch: makes it a `when`. */
  | { kind: 'when'; branch: number; text: string }
  /** One more branch, before the else; `text` is what it gives, `null` unless said. */
  | { kind: 'add'; when: string; text?: string }
  /** What is given otherwise. */
  | { kind: 'else'; text: string }
  | { kind: 'remove'; branch: number };

export type LookupChange =
  /** Looks the value of the row up in a new table. */
  | { kind: 'create'; entries: readonly { key: string; value: Scalar }[]; otherwise?: Scalar }
  /** Changes the entry of that key, or adds it. */
  | { kind: 'set'; key: string; value: Scalar }
  | { kind: 'rename'; key: string; to: string }
  | { kind: 'remove'; key: string }
  /** What to give for other keys; undefined: nothing. */
  | { kind: 'otherwise'; value: Scalar | undefined }
  /** What is looked up, an expression. */
  | { kind: 'key'; text: string };

export type LoopChange =
  /** Only items for which the condition holds; undefined: all. Replaces the filter at `index`, else adds one. */
  | { kind: 'where'; text: string | undefined; index?: number }
  /** Undefined or empty: as they come. */
  | { kind: 'sort'; by: readonly { text: string; descending?: boolean }[] | undefined }
  /** A variable that counts from 0, such as `$i`; undefined: none. */
  | { kind: 'index'; name: string | undefined }
  /** An object with a field for each value of the key, in place of a list. Undefined: back to a list. */
  | { kind: 'group'; by: string | undefined }
  | { kind: 'keepArray'; keep: boolean }
  /** Another array to go through, an expression. */
  | { kind: 'iterate'; text: string };

/** Where a drop puts the path. */
export type DropMode =
  | 'replace'
  /** After what is there, joined with `&`. */
  | 'append'
  /** At an offset of the source within the value of the row. */
  | { insert: number };

/** Something that is done to a mapping. Texts are JSONata expressions; pointers are those of links. */
export type Action =
  /** At the end unless said, and the one item of a list that is empty; it gives `text`, `value`, what is made of `source`, or `null`. */
  | {
      type: 'addRow';
      holder: RowId;
      name: string;
      text?: string;
      value?: StaticValue;
      source?: { sourcePointer: string; as: 'path' | LoopMode | Aggregate };
      index?: number;
      /** Names in the order that is wanted: unless there is an index, it goes to its place among those that are there. */
      among?: readonly string[];
      /** Objects that hold it within the holder, outermost first, and `[]` for a list of one: they are made with it. */
      holders?: readonly string[];
    }
  | { type: 'rename'; row: RowId; name: string }
  | { type: 'delete'; row: RowId }
  | { type: 'move'; row: RowId; to: MoveTo }
  | { type: 'mapDrop'; row: RowId; sourcePointer: string; mode: DropMode }
  | { type: 'setStatic'; row: RowId; value: StaticValue }
  | { type: 'setExpression'; row: RowId; text: string }
  | { type: 'setCondition'; row: RowId; change: ConditionChange }
  | { type: 'setLookup'; row: RowId; change: LookupChange }
  /** Makes the row go through an array of the payload. */
  | { type: 'createLoop'; row: RowId; sourcePointer: string; mode: LoopMode; separator?: string }
  | { type: 'setLoop'; row: RowId; change: LoopChange }
  /**
   * A list of one becomes what is in it; a loop one object, of its first item; a group what it makes, of all items; a value that is made in an
   * object itself, its paths in full; a call its first argument; a condition its first outcome.
   */
  | { type: 'unwrap'; row: RowId }
  /** What the row gives becomes the one item of a list. */
  | { type: 'wrap'; row: RowId }
  /** One value of many. Of what the row reads; with a pointer, of that. */
  | { type: 'aggregate'; row: RowId; sourcePointer?: string; by: Aggregate; separator?: string }
  | { type: 'convert'; row: RowId; to: Conversion; picture?: string }
  /** `true` becomes `false`, and the other way around. */
  | { type: 'toggle'; row: RowId }
  /** A variable for the whole template, `$name := text`, before what there is. */
  | { type: 'addBinding'; name: string; text: string };

export type ActionType = Action['type'];

export interface EditOptions {
  /** Of the payloads: tells arrays from objects, and text from numbers. */
  shape?: Shape;
}

/** What an action does to the text: edits in source order that do not overlap, or why it cannot be done. */
export type EditResult =
  | {
      edits: TextEdit[];
      /** Of the edited source: what to select, such as a value to type over. */
      selection: Span | undefined;
      reason: undefined;
    }
  | { edits: readonly []; selection: undefined; reason: string };
