import { cutLine } from './cut-line.ts';
import type { Fix } from './diagnostic.ts';
import { positionAt } from './position.ts';
import { applyEdits } from './text-edit.ts';

/** A fix that leaves more lines changed than this is shown by the first and the last of them. */
const MOST_LINES = 4;

/** The fix for people: `fix:` with its title, then the lines of the source as it leaves them, with their numbers. */
export function renderFix({ title, edits }: Fix, source: string): string {
  const [first, last] = [edits[0], edits.at(-1)];
  if (first === undefined || last === undefined) return `fix: ${title}`;
  const mended = applyEdits(source, edits);
  const { line, column } = positionAt(mended, first.start);
  // What stands after the last edit stands after what it left, too.
  const lastLine = positionAt(mended, Math.max(first.start, mended.length - (source.length - last.end))).line;
  const width = String(lastLine).length;
  const lines = mended.split('\n').slice(line - 1, lastLine);
  const shown = lines.map((text, index) => {
    const { shown: part } = cutLine(text.replace(/\r$/, ''), index === 0 ? column : 1);
    return `${String(line + index).padStart(width)} | ${part}`;
  });
  if (shown.length > MOST_LINES) shown.splice(1, shown.length - 2, `${' '.repeat(width)} | …`);
  return [`fix: ${title}`, ...shown].join('\n');
}
