import type { Draft } from './draft.ts';
import { beginsLine, endOfLine, findIndent, findLineBreak, indentAt, spaceAfter, spaceBefore } from './layout.ts';
import type { ObjectFields } from './mapping.ts';
import type { Unit } from './own-comments.ts';
import type { TextEdit } from '../diagnostics/text-edit.ts';
import { writeText } from './write-value.ts';

interface NewField {
  name: string;
  text: string;
  /** Comments and the like that go before the key. */
  lead?: string;
  index?: number | undefined;
}

/** Puts a field into an object, laid out as its neighbours are. */
export function insertField(source: string, fields: ObjectFields, { name, text, lead = '', index }: NewField): Draft {
  const { node, units } = fields;
  const pair = `${lead}${writeText(name, findQuote(source, fields))}${findColon(source, fields)}${text}`;
  const selectIn = (edit: TextEdit): Draft['select'] => {
    const from = edit.text.indexOf(pair) + pair.length - text.length;
    return { edit, from, to: from + text.length };
  };
  const next = index === undefined ? undefined : units[Math.max(0, index)];
  const last = units.at(-1);
  if (last === undefined) {
    const edit = fillEmpty(source, node, pair);
    return { edits: [edit], select: selectIn(edit) };
  }
  const isLines = beginsLine(source, units[0]?.start ?? 0) || beginsLine(source, last.start);
  const lineBreak = isLines ? `${findLineBreak(source)}${indentAt(source, last.start)}` : ' ';
  if (next !== undefined) {
    const edit = { start: next.start, end: next.start, text: `${pair},${lineBreak}` };
    return { edits: [edit], select: selectIn(edit) };
  }
  const { end } = last.tail;
  if (!isLines || end === last.item.end) {
    const edit = { start: end, end, text: `,${lineBreak}${pair}` };
    return { edits: [edit], select: selectIn(edit) };
  }
  const comma = { start: last.item.end, end: last.item.end, text: ',' };
  const edit = { start: end, end, text: `${lineBreak}${pair}` };
  return { edits: [comma, edit], select: selectIn(edit) };
}

function fillEmpty(source: string, { start, end }: ObjectFields['node'], pair: string): TextEdit {
  const inner = source.slice(start + 1, end - 1);
  const isLines = source.includes('\n') || source.trim() === source.slice(start, end);
  const outer = isLines ? `${findLineBreak(source)}${indentAt(source, start)}` : ' ';
  const before = isLines ? `${outer}${findIndent(source)}` : ' ';
  if (inner.trim() === '') return { start: start + 1, end: end - 1, text: `${before}${pair}${outer}` };
  const at = start + 1 + inner.trimEnd().length;
  return { start: at, end: end - 1, text: `${before}${pair}${outer}` };
}

/** The quotes of the neighbours, else of the source. */
export function findQuote(source: string, { node }: ObjectFields): '"' | "'" {
  if (node.pairs.length > 0) return node.pairs.some(({ key }) => source.startsWith("'", key.start)) ? "'" : '"';
  return source.includes("'") && !source.includes('"') ? "'" : '"';
}

/** What stands between a key and its value. */
function findColon(source: string, { node }: ObjectFields): string {
  const pair = node.pairs.at(-1);
  const colon = pair === undefined ? ': ' : source.slice(pair.key.end, pair.value.start);
  return /^ ?: *$/.test(colon) ? colon : ': ';
}

/** Takes an item out of its list, with its comments and one separator. */
export function removeUnit(source: string, units: readonly Unit[], index: number, open: number): TextEdit[] {
  const unit = units[index];
  if (unit === undefined) return [];
  const end = Math.max(unit.end, unit.tail.end);
  if (index < units.length - 1) return [removeLine(source, unit.start, end, false)];
  const previous = units[index - 1];
  if (previous?.separator === undefined) return [emptyList(source, unit.start, end, open)];
  const { start: comma, end: afterComma } = previous.separator;
  return [{ start: comma, end: afterComma, text: '' }, removeLine(source, unit.start, end, true)];
}

/** Takes several items out of one list: as `removeUnit` one after the other, but told of the source as it is. */
export function removeUnits(
  source: string,
  units: readonly Unit[],
  removed: ReadonlySet<number>,
  open: number,
): TextEdit[] {
  const kept = units.findLastIndex((_, index) => !removed.has(index));
  const edits = units.flatMap((unit, index) => {
    if (!removed.has(index)) return [];
    return [removeLine(source, unit.start, Math.max(unit.end, unit.tail.end), index > kept)];
  });
  const separator = kept === units.length - 1 ? undefined : units[kept]?.separator;
  const all = separator === undefined ? edits : [...edits, { start: separator.start, end: separator.end, text: '' }];
  const [first, last] = [units[0], units.at(-1)];
  if (kept !== -1 || first === undefined || last === undefined) return joinRemovals(all);
  // Comments that belong to none of them stay.
  const isAlone = isBlank(source, { start: open, end: last.tail.end }, units);
  return isAlone ? [emptyList(source, first.start, Math.max(last.end, last.tail.end), open)] : joinRemovals(all);
}

/** Between the units there is nothing but space. */
function isBlank(source: string, { start, end }: { start: number; end: number }, units: readonly Unit[]): boolean {
  let at = start;
  for (const unit of units) {
    if (source.slice(at, unit.start).trim() !== '') return false;
    at = Math.max(unit.end, unit.tail.end);
  }
  return at >= end;
}

/** What is taken away twice is taken away once. */
function joinRemovals(edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last === undefined || edit.start > last.end) joined.push({ ...edit });
    else last.end = Math.max(last.end, edit.end);
  }
  return joined;
}

function removeLine(source: string, start: number, end: number, isLast: boolean): TextEdit {
  const lineEnd = endOfLine(source, end);
  if (lineEnd !== undefined && beginsLine(source, start)) {
    return { start: spaceBefore(source, start, /[ \t]/), end: lineEnd, text: '' };
  }
  if (isLast) return { start: spaceBefore(source, start, /\s/), end, text: '' };
  if (lineEnd !== undefined) return { start: spaceBefore(source, start, /[ \t]/), end, text: '' };
  return { start, end: spaceAfter(source, end, /[ \t]/), text: '' };
}

/** The last one out leaves no space behind, unless there is a comment. */
function emptyList(source: string, start: number, end: number, open: number): TextEdit {
  const [from, to] = [spaceBefore(source, start, /\s/), spaceAfter(source, end, /\s/)];
  const isAlone = from === open && /[}\])]/.test(source.charAt(to));
  return isAlone ? { start: from, end: to, text: '' } : removeLine(source, start, end, true);
}

/** Puts the items of a list in another order: `order[i]` is what stands at `i` afterwards. */
export function reorderUnits(source: string, units: readonly Unit[], order: readonly number[]): TextEdit[] {
  return units.flatMap((slot, index) => {
    const unit = units[order[index] ?? index];
    if (unit === undefined || unit === slot) return [];
    return [
      { start: slot.start, end: slot.end, text: source.slice(unit.start, unit.end) },
      { start: slot.tail.start, end: slot.tail.end, text: source.slice(unit.tail.start, unit.tail.end) },
    ];
  });
}
