import { findOccurrences, project } from '@postmap/engine';
import type { Language, Row, RowId, Span } from '@postmap/engine';
import { findRowAt } from '../mapping/find-row.ts';
import { addToPointer, splitPointer } from './pointer.ts';

/** The part of a template that the caret is about: the value of the field it is in, or of a text template the point itself. */
export function findSpansAt({ language, source }: { language: Language; source: string }, caret: number): Span[] {
  const row = language === 'jsonata' ? findRowAt(project(source), findValueBefore(source, caret)) : undefined;
  return row === undefined ? [{ start: caret, end: caret }] : findSpansOf(row, source);
}

/** Behind a value its comma belongs to it, and before the first of a line the space. */
function findValueBefore(source: string, caret: number): number {
  const lineStart = source.lastIndexOf('\n', caret - 1) + 1;
  const before = source.slice(lineStart, caret).trimEnd();
  if (before !== '') return lineStart + before.replace(/\s*,$/, '').length;
  const indent = /^[^\S\n]*/.exec(source.slice(lineStart))?.[0].length ?? 0;
  return lineStart + indent;
}

/** Where what a row is worth gets into the output: where it is written, a variable where it is used, also by other variables. */
export function findSpansOf(row: Row, source: string): Span[] {
  if (row.slot !== 'binding') return [row.valueSpan];
  const projection = project(source);
  const seen = new Set<RowId>([row.id]);
  const found: Span[] = [];
  const follow = (binding: Row): void => {
    const offset = (binding.keySpan ?? binding.span).start + 1;
    const { occurrences = [] } = findOccurrences({ language: 'jsonata', source, format: 'json' }, offset) ?? {};
    for (const { start } of occurrences) {
      const user = findRowAt(projection, start);
      if (user === undefined || seen.has(user.id)) continue;
      seen.add(user.id);
      if (user.slot === 'binding') follow(user);
      else found.push(user.valueSpan);
    }
  };
  follow(row);
  return found.length === 0 ? [row.valueSpan] : found;
}

/** Of the loops around a place of the output, which item made it, from 0. */
export function listChosenItems(rows: readonly Row[], pointer: string): { loop: RowId; index: number }[] {
  const names = splitPointer(pointer);
  return rows.flatMap((row) => {
    if (row.kind !== 'loop') return [];
    const steps = row.targetPointer.split('/').slice(1);
    const isAround = steps.every((step, at) => {
      const name = names[at];
      return name !== undefined && (step === '[]' || `/${step}` === addToPointer('', name));
    });
    const position = names[steps.length];
    return isAround && position !== undefined && /^\d+$/.test(position)
      ? [{ loop: row.id, index: Number(position) }]
      : [];
  });
}
