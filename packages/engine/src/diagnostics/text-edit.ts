/** Replaces `[start, end)`, UTF-16 offsets, by `text`. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** The source after edits that do not overlap; those at the same place are made in their order. */
export function applyEdits(source: string, edits: readonly TextEdit[]): string {
  let result = '';
  let offset = 0;
  for (const { start, end, text } of sortEdits(edits)) {
    result += source.slice(offset, start) + text;
    offset = end;
  }
  return result + source.slice(offset);
}

/** The edits of the edited source that bring the source back. */
export function invertEdits(source: string, edits: readonly TextEdit[]): TextEdit[] {
  let shift = 0;
  return sortEdits(edits).map(({ start, end, text }) => {
    const inverse = { start: start + shift, end: start + shift + text.length, text: source.slice(start, end) };
    shift += text.length - (end - start);
    return inverse;
  });
}

export function sortEdits(edits: readonly TextEdit[]): TextEdit[] {
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Where an offset of the source is after the edits; what was inserted right there comes before it. */
export function shiftOffset(offset: number, edits: readonly TextEdit[]): number {
  let shifted = offset;
  for (const { start, end, text } of edits) {
    if (end <= offset) shifted += text.length - (end - start);
    else if (start < offset) shifted += start - offset;
  }
  return shifted;
}
