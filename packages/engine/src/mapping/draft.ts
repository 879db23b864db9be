import type { Mapping } from './mapping.ts';
import type { EditResult } from './action.ts';
import { readMapping } from './project.ts';
import type { RowId } from './row.ts';
import { applyEdits, sortEdits } from './text-edit.ts';
import type { TextEdit } from './text-edit.ts';

/** Edits that have not been checked yet. */
export interface Draft {
  edits: readonly TextEdit[];
  /** The part of an edit's text that is selected afterwards. */
  select?: { edit: TextEdit; from: number; to: number } | undefined;
  /** A row whose value must read so afterwards; its comments aside. */
  expect?: { row: RowId; text: string } | undefined;
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
  const isOverlapping = edits.some(({ start }, index) => start < (edits[index - 1]?.end ?? 0));
  if (isOverlapping) return failed('the parts to change overlap');
  const after = readMapping(applyEdits(source, edits), mapping.shape);
  const [fault] = after.projection.faults;
  if (projection.faults.length === 0 && fault !== undefined) return failed(`it would be no JSONata: ${fault.message}`);
  if (projection.faults.length !== after.projection.faults.length) return failed(describeFault(mapping));
  if (expect !== undefined) {
    const site = after.sites.get(expect.row);
    const text = site === undefined ? undefined : after.source.slice(site.node.start, site.node.end);
    if (text !== expect.text) return failed('the expression does not stand on its own there');
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

function findSelection(edits: readonly TextEdit[], { edit, from, to }: NonNullable<Draft['select']>) {
  let shift = 0;
  for (const { start, end, text } of edits) {
    if (start === edit.start && end === edit.end && text === edit.text) break;
    shift += text.length - (end - start);
  }
  return { start: edit.start + shift + from, end: edit.start + shift + to };
}
