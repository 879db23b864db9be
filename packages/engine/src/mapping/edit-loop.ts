import { walkTree } from '../languages/jsonata/tree/syntax-node.ts';
import type { SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';
import type { Action, LoopChange } from './action.ts';
import { checkExpression } from './check-expression.ts';
import { refuse } from './draft.ts';
import type { Draft, Refusal } from './draft.ts';
import { replaceValue } from './edit-values.ts';
import { groupLoop, ungroupLoop } from './group-loop.ts';
import type { Mapping, RowSite } from './mapping.ts';
import { needsBrackets } from './needs-brackets.ts';
import type { LoopRow } from './row.ts';
import type { TextEdit } from '../diagnostics/text-edit.ts';
import { findPointerShape } from './row-shape.ts';
import { readsMany } from './write-path.ts';
import { describePointer, writeSource } from './write-source.ts';

export type LoopSite = RowSite & { row: LoopRow };

/** A row that goes through an array of the payload. */
export function createLoop(
  mapping: Mapping,
  action: Extract<Action, { type: 'createLoop' }>,
  site: RowSite,
): Draft | Refusal {
  const { sourcePointer, mode, separator } = action;
  const { row } = site;
  const written = writeSource(mapping, row.scope, { sourcePointer, as: mode, separator });
  if ('reason' in written) return written;
  if (mode === 'forEach' && row.kind === 'loop') {
    const path = writeSource(mapping, row.scope, { sourcePointer, as: 'path' });
    const isOne =
      findPointerShape(mapping, sourcePointer) !== undefined && !readsMany(mapping, row.scope, sourcePointer);
    if (isOne && !row.loop.keepArray) return refuse(`${describePointer(sourcePointer)} is no list to go through`);
    return 'reason' in path ? path : { edits: [{ ...row.loop.iterateSpan, text: path.text }] };
  }
  if (row.kind === 'object' && row.children.length > 0) {
    return refuse('the object has fields: delete them first, or make the list a field of its own');
  }
  return replaceValue(mapping, site, written.text);
}

export function setLoop(mapping: Mapping, change: LoopChange, site: LoopSite): Draft | Refusal {
  for (const text of textsOf(change)) {
    const wrong = checkExpression(text);
    if (wrong !== undefined) return wrong;
  }
  switch (change.kind) {
    case 'where':
      return setWhere(site, change);
    case 'sort':
      return setSort(mapping, site, change.by ?? []);
    case 'index':
      return setIndex(mapping, site, change.name);
    case 'group':
      return change.by === undefined ? ungroupLoop(mapping, site) : groupLoop(mapping, site, change.by);
    case 'keepArray':
      return setKeepArray(site, change.keep);
    default:
      return { edits: [{ ...site.row.loop.iterateSpan, text: change.text }] };
  }
}

function textsOf(change: LoopChange): string[] {
  switch (change.kind) {
    case 'where':
      return change.text === undefined ? [] : [change.text];
    case 'sort':
      return (change.by ?? []).map(({ text }) => text);
    case 'group':
      return change.by === undefined ? [] : [change.by];
    case 'iterate':
      return [change.text];
    default:
      return [];
  }
}

function setWhere({ row, core }: LoopSite, { text, index }: LoopChange & { kind: 'where' }): Draft | Refusal {
  const { filters } = row.loop;
  if (text === undefined) {
    const gone = index === undefined ? filters : filters.slice(index, index + 1);
    if (gone.length === 0) return refuse('it has no such filter');
    return { edits: gone.map(({ outerSpan }) => ({ ...outerSpan, text: '' })) };
  }
  const filter = index === undefined ? undefined : filters[index];
  if (filter !== undefined) {
    const edit = { ...filter.span, text };
    return { edits: [edit], select: { edit, from: 0, to: text.length } };
  }
  return insertLayer(row, core, `[${text}]`, 1);
}

function setSort(
  mapping: Mapping,
  { row, core }: LoopSite,
  by: readonly { text: string; descending?: boolean }[],
): Draft | Refusal {
  const { sort } = row.loop;
  const terms = by.map(({ text, descending }) => `${descending === true ? '>' : ''}${text}`).join(', ');
  if (by.length === 0) {
    return sort === undefined ? refuse('it is not sorted') : { edits: [{ ...sort.outerSpan, text: '' }] };
  }
  if (sort === undefined) return insertLayer(row, core, `^(${terms})`, 2);
  const [start, end] = [sort.terms[0]?.span.start, sort.terms.at(-1)?.span.end];
  if (start === undefined || end === undefined) return refuse('its sort cannot be read');
  const edit = { start, end, text: keepDirections(mapping.source, sort.terms, by) ?? terms };
  return { edits: [edit], select: { edit, from: 0, to: edit.text.length } };
}

/** `<a` is written out by some: where only directions change, nothing else does. */
function keepDirections(
  source: string,
  terms: NonNullable<LoopRow['loop']['sort']>['terms'],
  by: readonly { text: string; descending?: boolean }[],
): string | undefined {
  const isSame =
    terms.length === by.length &&
    terms.every(({ expressionSpan: { start, end } }, index) => source.slice(start, end) === by[index]?.text);
  if (!isSame) return undefined;
  return terms
    .map(({ span, expressionSpan, descending }, index) => {
      const isDescending = by[index]?.descending === true;
      const expression = source.slice(expressionSpan.start, expressionSpan.end);
      if (isDescending === descending) return source.slice(span.start, span.end);
      return `${isDescending ? '>' : ''}${expression}`;
    })
    .join(', ');
}

/** After the layers that come before it: filters, then the sort, then the index. */
function insertLayer({ loop }: LoopRow, core: SyntaxNode, text: string, rank: 1 | 2 | 3): Draft {
  let at = loop.iterateSpan.end;
  const layers = [...loop.filters.map(({ outerSpan }) => outerSpan), ...(rank > 2 ? sortSpan(loop) : [])];
  for (const { start, end } of layers.toSorted((a, b) => a.start - b.start)) if (start === at) at = end;
  const base = [...walkTree(core)].find(
    ({ start, end }) => start === loop.iterateSpan.start && end === loop.iterateSpan.end,
  );
  // A step of a path needs no brackets, the one expression that is gone through may.
  const isLoose = base !== undefined && needsBrackets(base, 79);
  const edit: TextEdit = { start: at, end: at, text: isLoose ? `)${text}` : text };
  const { start } = loop.iterateSpan;
  const edits = isLoose ? [{ start, end: start, text: '(' }, edit] : [edit];
  return { edits, select: { edit, from: edit.text.length - text.length, to: edit.text.length } };
}

function sortSpan({ sort }: LoopRow['loop']) {
  return sort === undefined ? [] : [sort.outerSpan];
}

const VARIABLE = /^\$[A-Za-z_]\w*$/;

function setIndex(mapping: Mapping, { row, core }: LoopSite, name: string | undefined): Draft | Refusal {
  const { index, form, item } = row.loop;
  const uses = index === undefined ? [] : findUses(core, index.name, index.span.start);
  if (name === undefined) {
    if (index === undefined) return refuse('it has no index');
    if (uses.length > 0) return refuse(`${index.name} is read in the loop`);
    const before = mapping.source.slice(0, index.span.start);
    const start = form === 'map' ? (item?.span.end ?? index.span.start) : before.lastIndexOf('#');
    return { edits: [{ start, end: index.span.end, text: '' }] };
  }
  if (!VARIABLE.test(name)) return refuse('the name of an index is a variable, such as $i');
  if (index !== undefined)
    return { edits: [index.span, ...uses].map((span) => ({ start: span.start, end: span.end, text: name })) };
  if (findUses(core, name, -1).length > 0 || item?.name === name)
    return refuse(`${name} means something else in the loop`);
  if (form !== 'map') return insertLayer(row, core, `#${name}`, 3);
  if (item === undefined) return refuse('its function has no parameter for the item');
  return { edits: [{ start: item.span.end, end: item.span.end, text: `, ${name}` }] };
}

function findUses(core: SyntaxNode, name: string, but: number): SyntaxNode[] {
  return [...walkTree(core)].filter(
    (node) => node.kind === 'variable' && `$${node.name}` === name && node.start !== but,
  );
}

function setKeepArray({ row, node, core }: LoopSite, keep: boolean): Draft | Refusal {
  if (row.loop.form === 'group') return refuse('it gives an object, not a list');
  if (keep === row.loop.keepArray)
    return refuse(keep ? 'a single item is a list already' : 'a single item is no list already');
  if (keep) {
    return {
      edits: [
        { start: core.start, end: core.start, text: '[' },
        { start: core.end, end: core.end, text: ']' },
      ],
    };
  }
  const edits: TextEdit[] = [];
  for (const outer of walkTree(node)) {
    if (outer.start > core.start && outer.kind !== 'keep-array') continue;
    if (outer.start >= row.loop.bodySpan.start && outer.end < core.end) continue;
    const isList = outer.kind === 'array' && outer.start < core.start && outer.end > core.end;
    if (isList) edits.push({ ...outer.token, text: '' }, { start: outer.end - 1, end: outer.end, text: '' });
    const isWithin = outer.kind === 'keep-array' && outer.target.end <= Math.max(row.loop.bodySpan.end, core.end);
    if (isWithin && isAround(outer, row)) edits.push({ start: outer.token.start, end: outer.end, text: '' });
  }
  return { edits };
}

/** `[]` behind what is gone through, or behind the body. */
function isAround(node: SyntaxNode, { loop }: LoopRow): boolean {
  const isSource = node.end <= loop.bodySpan.start && node.token.start >= loop.iterateSpan.end;
  return isSource || node.token.start >= loop.bodySpan.end;
}
