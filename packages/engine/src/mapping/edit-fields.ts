import type { Draft } from './draft.ts';
import { beginsLine, endOfLine, findIndent, findLineBreak, indentAt, spaceAfter, spaceBefore } from './layout.ts';
import type { ObjectFields } from './mapping.ts';
import type { Unit } from './own-comments.ts';
import type { TextEdit } from '../diagnostics/text-edit.ts';
import { writeText } from './write-value.ts';

interface NewField {
  name: string;
  text: string;
  index?: number | undefined;
}

/** A field as it is written, from its first comment to its last. */
export interface WrittenField {
  /** Comments and the like that go before the key. */
  lead: string;
  key: string;
  /** The colon, and the space around it. */
  colon: string;
  value: string;
  /** Comments that go after it. */
  trail: string;
}

/** Puts a field into an object, laid out as its neighbours are. */
export function insertField(source: string, fields: ObjectFields, { name, text, index }: NewField): Draft {
  const key = writeText(name, findQuote(source, fields));
  const written = { lead: '', key, colon: findColon(source, fields), value: text, trail: '' };
  return insertWritten(source, fields, written, index);
}

/** How what goes into an object is laid out. */
export function findLayout(source: string, { node, units }: ObjectFields): { isLines: boolean; indent: string } {
  const last = units.at(-1);
  if (last === undefined) {
    const isLines = source.includes('\n') || source.trim() === source.slice(node.start, node.end);
    return { isLines, indent: `${indentAt(source, node.start)}${isLines ? findIndent(source) : ''}` };
  }
  const isLines = beginsLine(source, units[0]?.start ?? 0) || beginsLine(source, last.start);
  return { isLines, indent: indentAt(source, last.start) };
}

/** The same of a field that is written already; what is more than a line of it has its indent. */
export function insertWritten(
  source: string,
  fields: ObjectFields,
  { lead, key, colon, value, trail }: WrittenField,
  index: number | undefined,
): Draft {
  const { node, units } = fields;
  const { isLines, indent } = findLayout(source, fields);
  const head = `${lead}${key}${colon}`;
  const pair = `${head}${value}${trail}`;
  const selectIn = (edit: TextEdit): Draft['select'] => {
    const from = edit.text.indexOf(head) + head.length;
    return { edit, from, to: from + value.length };
  };
  const next = index === undefined ? undefined : units[Math.max(0, index)];
  const last = units.at(-1);
  if (last === undefined) {
    const edit = fillEmpty(source, node, pair, isLines);
    return { edits: [edit], select: selectIn(edit) };
  }
  const lineBreak = isLines ? `${findLineBreak(source)}${indent}` : ' ';
  if (next !== undefined) {
    // Behind the comma, on one line, comments would be those of the field that comes then.
    const text = isLines ? `${head}${value},${trail}${lineBreak}` : `${pair},${lineBreak}`;
    const edit = { start: next.start, end: next.start, text };
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

function fillEmpty(source: string, { start, end }: ObjectFields['node'], pair: string, isLines: boolean): TextEdit {
  const inner = source.slice(start + 1, end - 1);
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
