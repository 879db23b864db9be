import type { Span } from '../diagnostics/diagnostic.ts';
import type { Shape, ValueType } from '../shapes/shape.ts';
import type { Action } from './action.ts';
import type { DropWish } from './drop-wish.ts';
import { editMapping } from './edit.ts';
import type { Mapping } from './mapping.ts';
import { readMapping } from './project.ts';
import type { Target } from './read-target.ts';
import type { RowId } from './row.ts';
import { shiftOffset } from '../diagnostics/text-edit.ts';
import type { TextEdit } from '../diagnostics/text-edit.ts';
import { wishNewField } from './wish-new-field.ts';
import { wishValue } from './wish-value.ts';

export interface DropChoice {
  /** Such as `replace`, `append`, `add`, `list`, `forEach`, `sum`, `convert`. */
  id: string;
  /** What will happen, in few words: they go with the pointer. */
  label: string;
  /** What the new or changed row will read. */
  text: string;
  action: Action;
  edits: readonly TextEdit[];
  selection: Span | undefined;
}

export interface DropPlan {
  /** What a plain drop does comes first. */
  choices: readonly DropChoice[];
  /** One of the choices must be picked: many values meet one place, or a type meets another. */
  asks: boolean;
  /** Why there is no choice. */
  reason: string | undefined;
}

export interface DropOptions {
  shape?: Shape;
  /**
   * On the name a drop replaces, on the value it puts the field behind what is there. `field`: a new field in what the row gives, also where that
   * is empty; what can hold fields takes them anyway.
   */
  place?: 'name' | 'value' | 'field';
  /** Says what is wanted of the row, or of the new field. */
  target?: Target | undefined;
  /** What is wanted, where the target does not tell it by itself. */
  wanted?: ValueType | undefined;
  /** Of a new field; else it is named after what it reads. */
  name?: string;
}

/** What dropping a field of the payload on a row, or beside all rows, can mean. */
export function planDrop(
  source: string,
  row: RowId | null,
  sourcePointer: string,
  options: DropOptions = {},
): DropPlan {
  const mapping = readMapping(source, options.shape);
  const site = mapping.sites.get(row ?? '');
  if (site === undefined) return { choices: [], asks: false, reason: 'there is no such row any more' };
  const { place } = options;
  const isHolder = row === null || site.row.object !== undefined || site.node.kind === 'missing';
  const { wishes, asks } =
    isHolder || place === 'field'
      ? wishNewField(mapping, site, sourcePointer, options)
      : wishValue(mapping, site, sourcePointer, { ...options, place });
  const planned = wishes.map((wish) => planWish(mapping, wish));
  const choices = planned.flatMap((choice) => ('reason' in choice ? [] : [choice]));
  const refused = planned.find((choice) => 'reason' in choice);
  const reason = choices.length === 0 && refused !== undefined && 'reason' in refused ? refused.reason : undefined;
  return { choices, asks: asks && choices.length > 1, reason };
}

function planWish(mapping: Mapping, { id, label, action }: DropWish): DropChoice | { reason: string } {
  const result = editMapping(mapping, action);
  if (result.reason !== undefined) return { reason: result.reason };
  const { edits, selection } = result;
  return { id, label, action, edits, selection, text: readResult(mapping, action, edits) };
}

/** The value as it will be; of a new field what it is given. */
function readResult(mapping: Mapping, action: Action, edits: readonly TextEdit[]): string {
  const added = edits.map(({ text }) => text.trim()).join(' ');
  if (action.type === 'addRow' || action.type === 'addBinding') return added.replace(/^,\s*|,$/g, '');
  const span = mapping.sites.get(action.row)?.row.valueSpan;
  if (span === undefined) return added;
  const after = edits.reduceRight(
    (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
    mapping.source,
  );
  const start = edits.reduce(
    (at, one) => (one.end < span.start ? at + one.text.length - (one.end - one.start) : at),
    span.start,
  );
  return after.slice(start, shiftOffset(span.end, edits));
}
