import type { Shape } from '../shapes/shape.ts';
import type { Action } from './action.ts';
import { editMapping } from './edit.ts';
import { listNames } from './add-missing.ts';
import { beginsLine, findIndent, indentAt } from './layout.ts';
import { readHints } from './match-values.ts';
import type { Match } from './match.ts';
import { missingTargets, plainPointer } from './missing-targets.ts';
import type { Mapping } from './mapping.ts';
import { readMapping } from './project.ts';
import type { Target, TargetField } from './read-target.ts';
import type { Row, RowId } from './row.ts';
import { listSourceFields, SourceIndex } from './source-index.ts';
import { readPointer } from './source-place.ts';
import { applyEdits } from '../diagnostics/text-edit.ts';
import type { TextEdit } from '../diagnostics/text-edit.ts';
import { writeField } from './write-match.ts';
import type { MatchPlace } from './write-match.ts';
import { describePointer } from './write-source.ts';

/** A field that could feed a place of the output. */
export interface Proposal {
  id: string;
  targetPointer: string;
  /** Undefined for a field that is not there yet. */
  row: RowId | undefined;
  sourcePointer: string;
  action: Action;
  /** Of the source as it is: two proposals may meet at one place, `acceptProposals` makes several. */
  edits: readonly TextEdit[];
  /** What the field would give. */
  text: string;
  /** For people. */
  why: string;
  /** From 0 to 1. */
  score: number;
}

/**
 * Fields for the places that have none: rows that give `null` or nothing, and what a target misses. By the values that the
 * target has as examples, as far as the shape has seen them, and by name, by words that mean the same, by where they are, and by type; at most one
 * for each place, in the order of the output. Changes nothing.
 */
export function autoMap(source: string, shape: Shape, target?: Target): Proposal[] {
  const mapping = readMapping(source, shape);
  if (mapping.projection.faults.length > 0 && source.trim() !== '') return [];
  const sources = new SourceIndex(listSourceFields(shape));
  const missing = target === undefined ? [] : missingTargets(mapping.projection, target);
  const place = { mapping, scope: '', indent: '', sources, hints: readHints(sources, target?.fields ?? []), missing };
  const empty = mapping.projection.rows.filter(isEmptyRow).map((row) => proposeForRow(place, row, target));
  const outermost = missing.filter(({ pointer }) => !hasHolderAmong(pointer, missing));
  const added = target === undefined ? [] : outermost.map((field) => proposeField(place, field, target));
  return [...empty, ...added].filter((proposal) => proposal !== undefined);
}

/** The source with several proposals accepted, in their order; those that do not fit any more are left out. */
export function acceptProposals(
  source: string,
  proposals: readonly Pick<Proposal, 'id' | 'action'>[],
  { shape }: { shape?: Shape } = {},
): { source: string; left: string[] } {
  let text = source;
  const left: string[] = [];
  for (const { id, action } of proposals) {
    const result = editMapping(readMapping(text, shape), action);
    if (result.reason === undefined) text = applyEdits(text, result.edits);
    else left.push(id);
  }
  return { source: text, left };
}

function isEmptyRow(row: Row): boolean {
  const isPlace = row.slot === 'field' || row.slot === 'branch';
  const isEmpty =
    (row.kind === 'literal' && (row.value === null || row.value === '')) ||
    (row.kind === 'list' && row.children.length === 0);
  return isPlace && isEmpty && !row.targetPointer.startsWith('$');
}

function hasHolderAmong(pointer: string, fields: readonly TargetField[]): boolean {
  return fields.some((field) => pointer !== field.pointer && pointer.startsWith(`${field.pointer}/`));
}

function proposeForRow(place: MatchPlace, row: Row, target: Target | undefined): Proposal | undefined {
  const { targetPointer } = row;
  const wanted = target?.fields.find(({ pointer }) => plainPointer(pointer) === plainPointer(targetPointer));
  if (row.kind === 'list' && wanted === undefined) return undefined;
  const { mapping } = place;
  const indent = indentIn(mapping, mapping.sites.get(row.holder ?? '')?.row);
  const written = writeField(
    { ...place, scope: row.scope, indent },
    wanted ?? { pointer: targetPointer, type: undefined },
  );
  if (written === undefined) return undefined;
  const { text, match } = written;
  const action: Action = { type: 'setExpression', row: row.id, text };
  return propose(mapping, { targetPointer, row: row.id, match, action, text });
}

function proposeField(place: MatchPlace, field: TargetField, target: Target): Proposal | undefined {
  const { pointer: targetPointer } = field;
  const holder = findHolder(place.mapping, targetPointer);
  const { tokens } = readPointer(targetPointer);
  const name = tokens.at(-1);
  if (holder === undefined || name === undefined) return undefined;
  const written = writeField(
    { ...place, scope: holder.object?.scope ?? holder.scope, indent: indentIn(place.mapping, holder) },
    field,
  );
  if (written === undefined) return undefined;
  const { text, match } = written;
  const action: Action = {
    type: 'addRow',
    holder: holder.id,
    name,
    text,
    among: listNames(target, tokens.slice(0, -1)),
  };
  return propose(place.mapping, { targetPointer, row: undefined, match, action, text });
}

/** The row whose object the field goes into. */
function findHolder({ projection }: Mapping, pointer: string): Row | undefined {
  const holder = plainPointer(pointer.slice(0, pointer.lastIndexOf('/')));
  const rows = projection.rows.filter(({ targetPointer }) => plainPointer(targetPointer) === holder);
  return (
    rows.find(({ object }) => object !== undefined) ?? rows.find(({ kind, slot }) => slot === 'root' && kind === 'raw')
  );
}

/** Of the fields of an object. */
function indentIn({ source, objects }: Mapping, holder: Row | undefined): string {
  const start = holder?.object?.span.start ?? holder?.valueSpan.start ?? 0;
  const first = objects.get(start)?.units[0]?.start;
  if (first !== undefined && beginsLine(source, first)) return indentAt(source, first);
  return `${indentAt(source, start)}${findIndent(source)}`;
}

function propose(
  mapping: Mapping,
  proposed: Pick<Proposal, 'targetPointer' | 'row' | 'action' | 'text'> & { match: Match },
): Proposal | undefined {
  const { targetPointer, row, match, action, text } = proposed;
  const result = editMapping(mapping, action);
  if (result.reason !== undefined) return undefined;
  const { field, why } = match;
  const score = Math.round(match.score * 100) / 100;
  return {
    id: row ?? targetPointer,
    targetPointer,
    row,
    sourcePointer: field.pointer,
    action,
    edits: result.edits,
    text,
    why: `${describePointer(field.pointer)}: ${why}`,
    score,
  };
}
