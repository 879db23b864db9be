import type { Shape, ValueType } from '../shapes/shape.ts';
import type { Action } from './action.ts';
import { editMapping } from './edit.ts';
import { listNames } from './add-missing.ts';
import { findBestArray, findBestSource, listSourceFields } from './match-fields.ts';
import type { Match, SourceField, Wanted } from './match-fields.ts';
import { beginsLine, findIndent, findLineBreak, indentAt } from './layout.ts';
import { missingTargets, plainPointer } from './missing-targets.ts';
import type { Mapping } from './mapping.ts';
import { readMapping } from './project.ts';
import type { Target, TargetField } from './read-target.ts';
import type { Row, RowId } from './row.ts';
import { readPointer } from './source-place.ts';
import { applyEdits } from '../diagnostics/text-edit.ts';
import type { TextEdit } from '../diagnostics/text-edit.ts';
import { findConversion, writeConversion } from './write-conversion.ts';
import { describePointer, writeSource } from './write-source.ts';
import { writePath } from './write-path.ts';
import { writeText } from './write-value.ts';

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
 * Fields for the places that have none: rows that give `null` or empty text, and what a target misses. By name, by words
 * that mean the same, by where they are, and by type; at most one for each place, in the order of the output. Changes nothing.
 */
export function autoMap(source: string, shape: Shape, target?: Target): Proposal[] {
  const mapping = readMapping(source, shape);
  if (mapping.projection.faults.length > 0 && source.trim() !== '') return [];
  const fields = listSourceFields(shape);
  const empty = mapping.projection.rows.filter(isEmptyRow).map((row) => proposeForRow(mapping, fields, row, target));
  const added = target === undefined ? [] : proposeMissing(mapping, fields, target);
  return [...empty, ...added].filter((proposal) => proposal !== undefined);
}

function proposeMissing(mapping: Mapping, fields: readonly SourceField[], target: Target): (Proposal | undefined)[] {
  const missing = missingTargets(mapping.projection, target);
  return missing
    .filter(({ pointer }) => !hasHolderAmong(pointer, missing))
    .map((field) => proposeField(mapping, fields, field, { target, missing }));
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
  return (
    isPlace && row.kind === 'literal' && (row.value === null || row.value === '') && !row.targetPointer.startsWith('$')
  );
}

function hasHolderAmong(pointer: string, fields: readonly TargetField[]): boolean {
  return fields.some((field) => pointer !== field.pointer && pointer.startsWith(`${field.pointer}/`));
}

function proposeForRow(
  mapping: Mapping,
  fields: readonly SourceField[],
  row: Row,
  target: Target | undefined,
): Proposal | undefined {
  const wanted = target?.fields.find(({ pointer }) => plainPointer(pointer) === plainPointer(row.targetPointer));
  const type = wanted?.type === 'object' || wanted?.type === 'array' ? undefined : wanted?.type;
  const match = findBestSource(mapping, row.scope, fields, { pointer: row.targetPointer, type });
  if (match === undefined) return undefined;
  const text = writeMatch(mapping, row.scope, match, type);
  if (text === undefined) return undefined;
  return propose(mapping, row.targetPointer, row.id, match, { type: 'setExpression', row: row.id, text }, text);
}

function proposeField(
  mapping: Mapping,
  fields: readonly SourceField[],
  field: TargetField,
  { target, missing }: { target: Target; missing: readonly TargetField[] },
): Proposal | undefined {
  const holder = findHolder(mapping, field.pointer);
  const name = readPointer(field.pointer).tokens.at(-1);
  if (holder === undefined || name === undefined) return undefined;
  const scope = holder.object?.scope ?? holder.scope;
  const written = writeField(mapping, scope, fields, field, missing);
  if (written === undefined) return undefined;
  const among = listNames(target, readPointer(field.pointer).tokens.slice(0, -1));
  const action: Action = { type: 'addRow', holder: holder.id, name, text: written.text, among };
  return propose(mapping, field.pointer, undefined, written.match, action, written.text);
}

/** The row whose object the field goes into. */
function findHolder({ projection }: Mapping, pointer: string): Row | undefined {
  const holder = plainPointer(pointer.slice(0, pointer.lastIndexOf('/')));
  const rows = projection.rows.filter(({ targetPointer }) => plainPointer(targetPointer) === holder);
  return (
    rows.find(({ object }) => object !== undefined) ?? rows.find(({ kind, slot }) => slot === 'root' && kind === 'raw')
  );
}

interface Written {
  text: string;
  match: Match;
}

function writeField(
  mapping: Mapping,
  scope: string,
  fields: readonly SourceField[],
  field: TargetField,
  missing: readonly TargetField[],
): Written | undefined {
  const { pointer, type } = field;
  const children = missing.filter((one) => isChild(pointer, one.pointer));
  if (type === 'object') return writeObject(mapping, scope, fields, children, missing);
  if (type !== 'array') return writeScalar(mapping, scope, fields, { pointer, type });
  const inner = missing.filter((one) => isChild(`${pointer}/[]`, one.pointer));
  const match = findBestArray(mapping, scope, fields, { pointer, inner });
  const path = match === undefined ? undefined : writePath(mapping, scope, match.field.pointer);
  if (match === undefined || path === undefined) return undefined;
  const items = fields.filter((one) => one.pointer.startsWith(`${match.field.pointer}/[]/`));
  if (inner.length === 0) return { text: path, match };
  const fieldsOfItem = inner.flatMap((one) => {
    const found = findBestSource(undefined, scope, items, { pointer: one.pointer, type: one.type });
    const text = found === undefined ? undefined : writeRelative(match.field.pointer, found, one.type);
    return text === undefined ? [] : [{ name: lastName(one.pointer), text }];
  });
  if (fieldsOfItem.length === 0) return undefined;
  return { text: `[${path}.${writeFields(mapping, fieldsOfItem, indentOf(mapping, scope))}]`, match };
}

/** In the loop over an array its fields are named alone. */
function writeRelative(array: string, { field }: Match, type: ValueType | undefined): string | undefined {
  const inner = readMapping('$', undefined);
  const path = writePath(inner, '', field.pointer.slice(array.length + 3));
  return path === undefined ? undefined : convertText(path, field.shape, type);
}

function writeObject(
  mapping: Mapping,
  scope: string,
  fields: readonly SourceField[],
  children: readonly TargetField[],
  missing: readonly TargetField[],
): Written | undefined {
  const written = children.flatMap((child) => {
    const made = writeField(mapping, scope, fields, child, missing);
    return made === undefined ? [] : [{ ...made, name: lastName(child.pointer) }];
  });
  const [first] = written;
  if (first === undefined) return undefined;
  const score = written.reduce((sum, { match }) => sum + match.score, 0) / written.length;
  return { text: writeFields(mapping, written, indentOf(mapping, scope)), match: { ...first.match, score } };
}

/** On lines of their own where they are more than a glance. */
function writeFields({ source }: Mapping, fields: readonly { name: string; text: string }[], indent: string): string {
  const pairs = fields.map(({ name, text }) => `${writeText(name)}: ${text}`);
  const line = `{ ${pairs.join(', ')} }`;
  if (line.length <= 60 && !line.includes('\n')) return line;
  const outer = `${findLineBreak(source)}${indent}`;
  const inner = `${outer}${findIndent(source)}`;
  return `{${pairs.map((pair) => `${inner}${pair.replaceAll('\n', `\n${findIndent(source)}`)}`).join(',')}${outer}}`;
}

/** Of the fields in a scope's object. */
function indentOf({ source, projection, objects }: Mapping, scope: string): string {
  const holder = projection.rows.find(({ object }) => object?.scope === scope);
  const start = holder?.object?.span.start ?? 0;
  const first = objects.get(start)?.units[0]?.start;
  if (first !== undefined && beginsLine(source, first)) return indentAt(source, first);
  return `${indentAt(source, start)}${findIndent(source)}`;
}

function writeScalar(
  mapping: Mapping,
  scope: string,
  fields: readonly SourceField[],
  wanted: Wanted,
): Written | undefined {
  const match = findBestSource(mapping, scope, fields, wanted);
  const text = match === undefined ? undefined : writeMatch(mapping, scope, match, wanted.type);
  return match === undefined || text === undefined ? undefined : { text, match };
}

function writeMatch(
  mapping: Mapping,
  scope: string,
  { field }: Match,
  type: ValueType | undefined,
): string | undefined {
  const written = writeSource(mapping, scope, { sourcePointer: field.pointer, as: 'path' });
  return 'reason' in written ? undefined : convertText(written.text, field.shape, type);
}

function convertText(text: string, shape: Shape, type: ValueType | undefined): string {
  if (type !== 'string' && type !== 'number' && type !== 'boolean') return text;
  const to = findConversion(shape, type);
  if (to === undefined || to === 'none') return text;
  const { before, after } = writeConversion(to, shape);
  return before + text + after;
}

function propose(
  mapping: Mapping,
  targetPointer: string,
  row: RowId | undefined,
  match: Match,
  action: Action,
  text: string,
): Proposal | undefined {
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

function isChild(holder: string, pointer: string): boolean {
  return pointer.startsWith(`${holder}/`) && !pointer.slice(holder.length + 1).includes('/');
}

function lastName(pointer: string): string {
  return readPointer(pointer).tokens.at(-1) ?? '';
}
