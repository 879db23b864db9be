import type { Span } from '../diagnostics/diagnostic.ts';
import { parseTree } from '../languages/jsonata/tree/parser.ts';
import type { SyntaxTree } from '../languages/jsonata/tree/parser.ts';
import { walkTree } from '../languages/jsonata/tree/syntax-node.ts';
import type { Mapping } from './mapping.ts';
import type { EditResult } from './action.ts';
import { findFaults } from './project.ts';
import { applyEdits, sortEdits } from '../diagnostics/text-edit.ts';
import type { TextEdit } from '../diagnostics/text-edit.ts';

/** Edits that have not been checked yet. */
export interface Draft {
  edits: readonly TextEdit[];
  /** The part of an edit's text that is selected afterwards. */
  select?: { edit: TextEdit; from: number; to: number } | undefined;
  /** What an edit writes that must be one expression there, as it is on its own; its comments aside. */
  expect?: { edit: TextEdit; text: string } | undefined;
}

/** Why an action cannot be done. */
export interface Refusal {
  reason: string;
}

export function refuse(reason: string): Refusal {
  return { reason };
}

/** A draft as a result, if the source stays what it was but for the edits: JSONata, or as broken as before elsewhere. */
export function checkDraft(mapping: Mapping, { edits: drafted, select, expect }: Draft): EditResult {
  const { source, projection } = mapping;
  const edits = sortEdits(drafted.filter(({ start, end, text }) => text !== source.slice(start, end)));
  if (edits.length === 0) return failed('it is so already');
  const isOverlapping = edits.some(({ start }, index) => start < (edits[index - 1]?.end ?? 0));
  if (isOverlapping) return failed('the parts to change overlap');
  const after = parseTree(applyEdits(source, edits));
  const faults = findFaults(after);
  const [fault] = faults;
  if (projection.faults.length === 0 && fault !== undefined) return failed(`it would be no JSONata: ${fault.message}`);
  if (faults.length > projection.faults.length) return failed(describeFault(mapping));
  if (expect !== undefined && !isWhole(after, edits, expect)) {
    return failed('the expression does not stand on its own there');
  }
  return { edits, selection: select === undefined ? undefined : findSelection(edits, select), reason: undefined };
}

/** Why nothing is changed around a fault. */
export function describeFault({ projection }: Mapping): string {
  const [fault] = projection.faults;
  return fault === undefined ? 'the source cannot be read' : `first mend the source: ${fault.message}`;
}

function failed(reason: string): EditResult {
  return { edits: [], selection: undefined, reason };
}

function isWhole(
  { root }: SyntaxTree,
  edits: readonly TextEdit[],
  { edit, text }: NonNullable<Draft['expect']>,
): boolean {
  const start = shiftStart(edits, edit) + edit.text.indexOf(text);
  for (const node of walkTree(root)) if (node.start === start && node.end === start + text.length) return true;
  return false;
}

function findSelection(edits: readonly TextEdit[], { edit, from, to }: NonNullable<Draft['select']>): Span {
  const start = shiftStart(edits, edit);
  return { start: start + from, end: start + to };
}

/** Where the text of an edit begins once all of them are made. */
function shiftStart(edits: readonly TextEdit[], edit: TextEdit): number {
  let shift = 0;
  for (const { start, end, text } of edits) {
    if (start === edit.start && end === edit.end && text === edit.text) break;
    shift += text.length - (end - start);
  }
  return edit.start + shift;
}
