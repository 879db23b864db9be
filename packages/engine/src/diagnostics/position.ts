interface Position {
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** The whole line, without its line break. */
  text: string;
}

/** Where `offset` lies in `source`; offsets past the end mean the end. */
export function positionAt(source: string, offset: number): Position {
  const before = source.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const lineEnd = source.indexOf('\n', lineStart);
  const line = before.split('\n').length;
  const text = source.slice(lineStart, lineEnd === -1 ? source.length : lineEnd).replace(/\r$/, '');
  return { line, column: before.length - lineStart + 1, text };
}

/** The offset of a line (from 1) and column (from 0) in `source`. */
export function offsetAt(source: string, line: number, column: number): number {
  let lineStart = 0;
  for (let current = 1; current < line; current++) {
    const lineBreak = source.indexOf('\n', lineStart);
    if (lineBreak === -1) break;
    lineStart = lineBreak + 1;
  }
  return Math.min(lineStart + column, source.length);
}
