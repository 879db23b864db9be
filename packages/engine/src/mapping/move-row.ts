import { applyEdits } from '../diagnostics/text-edit.ts';
import type { TextEdit } from '../diagnostics/text-edit.ts';
import type { Span } from '../diagnostics/diagnostic.ts';
import type { MoveTo } from './action.ts';
import { findLayout, insertWritten, removeUnit, reorderUnits } from './edit-fields.ts';
import type { WrittenField } from './edit-fields.ts';
import { findList, findTaken } from './edit-rows.ts';
import { refuse } from './draft.ts';
import type { Draft, Refusal } from './draft.ts';
import { beginsLine, findIndent, findLineBreak, indentAt } from './layout.ts';
import type { Mapping, RowSite } from './mapping.ts';
import type { Unit } from './own-comments.ts';
import type { RowId, ScopeId } from './row.ts';
import { writeElsewhere } from './write-elsewhere.ts';

export function moveRow(mapping: Mapping, to: MoveTo, site: RowSite): Draft | Refusal {
  const { row } = site;
  if (typeof to === 'object' && 'holder' in to && to.holder !== row.holder) {
    const into = findOwner(mapping, to.holder);
    if (into === undefined) return refuse('there is no object to move it into');
    if (into.id !== row.holder) return moveInto(mapping, site, into, to.index);
  }
  if (row.slot !== 'field' && row.slot !== 'item' && row.slot !== 'part') return refuse('its place is fixed');
  const list = findList(mapping, site);
  if (list === undefined) return refuse('it stands in no list');
  const { units, index } = list;
  const last = units.length - 1;
  const wanted = to === 'up' ? index - 1 : to === 'down' ? index + 1 : (to.index ?? last);
  if (wanted < 0 || wanted > last) return refuse(wanted < 0 ? 'it is the first already' : 'it is the last already');
  const order = units.map((_, position) => position);
  order.splice(wanted, 0, ...order.splice(index, 1));
  return { edits: reorderUnits(mapping.source, units, order) };
}

/** What a row can be moved into. */
interface Owner {
  /** The row whose children the fields are: of objects that are merged the part. */
  id: RowId;
  span: Span;
  scope: ScopeId;
  layout: { isLines: boolean; indent: string };
  insert: (written: WrittenField, index: number | undefined) => Draft;
}

function findOwner({ source, projection, sites, objects }: Mapping, holder: RowId): Owner | undefined {
  const row = sites.get(holder)?.row;
  if (row?.kind === 'literal' && row.value === null && row.slot === 'field') {
    const layout = { isLines: beginsLine(source, row.span.start), indent: '' };
    const outer = indentAt(source, row.span.start);
    if (layout.isLines) layout.indent = outer + findIndent(source);
    const insert = (written: WrittenField): Draft => fillNull(source, row.valueSpan, written, layout, outer);
    return { id: row.id, span: row.valueSpan, scope: row.scope, layout, insert };
  }
  const start = row?.object?.span.start;
  const fields = start === undefined ? undefined : objects.get(start);
  const owner = projection.rows.findLast(({ object }) => object !== undefined && object.span.start === start);
  if (fields === undefined || owner?.object === undefined) return undefined;
  return {
    id: owner.id,
    span: owner.object.span,
    scope: owner.object.scope,
    layout: findLayout(source, fields),
    insert: (written, index) => insertWritten(source, fields, written, index),
  };
}

function fillNull(
  source: string,
  { start, end }: Span,
  { lead, key, colon, value, trail }: WrittenField,
  { isLines, indent }: Owner['layout'],
  outer: string,
): Draft {
  const lineBreak = findLineBreak(source);
  const head = `{${isLines ? `${lineBreak}${indent}` : ' '}${lead}${key}${colon}`;
  const edit = { start, end, text: `${head}${value}${trail}${isLines ? `${lineBreak}${outer}` : ' '}}` };
  return { edits: [edit], select: { edit, from: head.length, to: head.length + value.length } };
}

function moveInto(mapping: Mapping, site: RowSite, into: Owner, index: number | undefined): Draft | Refusal {
  const { row, unit, node } = site;
  const { source, sites } = mapping;
  if (row.slot === 'item') return refuse('an item moves only within its list');
  if (row.slot !== 'field' || unit === undefined) return refuse('its place is fixed');
  if (row.name === undefined || row.keySpan === undefined) return refuse('its name is computed: move it in the text');
  if (into.span.start >= row.span.start && into.span.end <= row.span.end)
    return refuse('a row cannot be moved into itself');
  const holder = sites.get(into.id)?.row;
  const taken = holder === undefined ? undefined : findTaken(mapping, holder, row.name);
  if (taken !== undefined) return taken;
  const list = findList(mapping, site);
  if (list === undefined) return refuse('it stands in no list');
  const rewritten = writeElsewhere(mapping, node, row.scope, into.scope);
  if ('reason' in rewritten) return rewritten;
  const copy = copyUnit(mapping, unit, into.layout, rewritten);
  const written = {
    lead: copy({ start: unit.start, end: row.keySpan.start }),
    key: copy(row.keySpan),
    colon: copy({ start: row.keySpan.end, end: row.valueSpan.start }),
    value: copy(row.valueSpan),
    trail: `${copy({ start: unit.item.end, end: unit.end })}${copy(unit.tail)}`,
  };
  const inserted = into.insert(written, index);
  return { ...inserted, edits: [...removeUnit(source, list.units, list.index, list.open), ...inserted.edits] };
}

/** Gives parts of a row as they are written in another object: lines begin as far in as they do there. */
function copyUnit(
  { source, tokens }: Mapping,
  unit: Unit,
  { isLines, indent }: Owner['layout'],
  rewritten: readonly TextEdit[],
): (part: Span) => string {
  const own = indentAt(source, unit.start);
  const moved = tokens.tokens.slice(tokens.find(unit.start), tokens.find(unit.item.end));
  const indents = moved.flatMap(({ kind, start, end, text }): TextEdit[] => {
    if ((kind !== 'space' && kind !== 'comment') || !text.includes('\n')) return [];
    // On the line of another field a comment above it would be that one's.
    if (!isLines && kind === 'space' && end <= unit.item.start) return [{ start, end, text: ' ' }];
    const [first = '', ...rest] = text.split('\n');
    const lines = rest.map((line) => (line.startsWith(own) ? indent + line.slice(own.length) : line));
    return [{ start, end, text: [first, ...lines].join('\n') }];
  });
  const edits = [...indents, ...rewritten];
  return ({ start, end }) => {
    const within = edits.filter((edit) => edit.start >= start && edit.end <= end);
    const shifted = within.map((edit) => ({ start: edit.start - start, end: edit.end - start, text: edit.text }));
    return applyEdits(source.slice(start, end), shifted);
  };
}
