/** How a source is laid out, to write new lines alike. */
const INDENT = '  ';

export function findLineBreak(source: string): string {
  return source.includes('\r\n') ? '\r\n' : '\n';
}

/** The space that the line of an offset begins with. */
export function indentAt(source: string, offset: number): string {
  const line = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

/** One level of indentation, as the source has it. */
export function findIndent(source: string): string {
  const first = /\n([ \t]+)\S/.exec(source)?.[1];
  if (first === undefined) return INDENT;
  return first.startsWith('\t') ? '\t' : first.length > 4 ? INDENT : first;
}

/** Whether nothing but space stands before the offset in its line. */
export function beginsLine(source: string, offset: number): boolean {
  const lineStart = source.lastIndexOf('\n', offset - 1) + 1;
  return lineStart > 0 && source.slice(lineStart, offset).trim() === '';
}

/** Where the line ends, its break included, if nothing but space follows the offset in it. */
export function endOfLine(source: string, offset: number): number | undefined {
  const found = /^[ \t]*\r?\n/.exec(source.slice(offset, offset + 500))?.[0];
  return found === undefined ? undefined : offset + found.length;
}

export function spaceBefore(source: string, offset: number, pattern: RegExp): number {
  let start = offset;
  while (start > 0 && pattern.test(source.charAt(start - 1))) start--;
  return start;
}

export function spaceAfter(source: string, offset: number, pattern: RegExp): number {
  let end = offset;
  while (end < source.length && pattern.test(source.charAt(end))) end++;
  return end;
}
