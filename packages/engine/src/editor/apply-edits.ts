import type { Edit } from './editor-request.ts';

/** The text after edits that are in source order and do not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  let result = '';
  let offset = 0;
  for (const { start, end, text } of edits) {
    result += source.slice(offset, start) + text;
    offset = end;
  }
  return result + source.slice(offset);
}
