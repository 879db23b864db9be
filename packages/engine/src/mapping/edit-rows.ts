import type { Span } from '../diagnostics/diagnostic.ts';
import type { Action } from './action.ts';
import { removeBranch } from './edit-condition.ts';
import { insertField, removeUnit } from './edit-fields.ts';
import { refuse } from './draft.ts';
import type { Draft, Refusal } from './draft.ts';
import { beginsLine, findIndent, findLineBreak, indentAt } from './layout.ts';
import type { Mapping, ObjectFields, RowSite } from './mapping.ts';
import type { Unit } from './own-comments.ts';
import { readUnits } from './own-comments.ts';
import type { Row, RowId } from './row.ts';
import { findSiteShape } from './row-shape.ts';
import { walkTree } from '../languages/jsonata/tree/syntax-node.ts';
import { writeText } from './write-value.ts';

type Named<Type extends Action['type']> = Extract<Action, { type: Type }>;

/** The object that fields of a row go into. */
export function findFields(mapping: Mapping, { object }: Row): ObjectFields | undefined {
  return object === undefined ? undefined : mapping.objects.get(object.span.start);
}

export function addRow(mapping: Mapping, action: Named<'addRow'>, site: RowSite, value: string): Draft | Refusal {
  const { source } = mapping;
  const { name, text } = withHolders(action, value);
  const { index } = action;
  const fields = findFields(mapping, site.row);
  if (fields !== undefined) {
    const taken = findTaken(mapping, site.row, name);
    return (
      taken ??
      insertField(source, fields, { name, text, index: index ?? placeAmong(mapping, site.row, name, action.among) })
    );
  }
  const { start, end } = site.row.valueSpan;
  const inner = `${findLineBreak(source)}${indentAt(source, start)}`;
  const pair = `${writeText(name)}: ${text}`;
  const open = `{${inner}${findIndent(source)}`;
  const isEmpty = site.node.kind === 'missing' && source.slice(start, end).trim() === '';
  if (isEmpty && site.row.slot === 'root') return fillSource(source, `${open}${pair}${inner}}`, text);
  if (site.row.kind === 'literal' && (site.row.value === null || site.row.value === '')) {
    const isLines = site.row.slot === 'root' || beginsLine(source, site.row.span.start);
    return fillValue({ start, end }, isLines ? `${open}${pair}${inner}}` : `{ ${pair} }`, { pair, text });
  }
  const { core } = site;
  if (core.kind === 'array' && core.items.length === 0 && /^\[\s*\]$/.test(source.slice(core.start, core.end))) {
    return fillValue(core, `[{ ${pair} }]`, { pair, text });
  }
  if (site.row.slot !== 'root') return refuse(`it gives no object that ${writeText(name)} could be a field of`);
  if (findSiteShape(mapping, site.row)?.types.has('object') === true) {
    return {
      edits: [
        { start, end: start, text: '$merge([' },
        { start: end, end, text: `, { ${pair} }])` },
      ],
    };
  }
  const rest = `,${inner}${findIndent(source)}${pair}${inner}}`;
  return {
    edits: [
      { start, end: start, text: `${open}"${name === 'value' ? 'result' : 'value'}": ` },
      { start: end, end, text: rest },
    ],
  };
}

function fillValue({ start, end }: Span, written: string, { pair, text }: { pair: string; text: string }): Draft {
  const edit = { start, end, text: written };
  const from = written.indexOf(pair) + pair.length - text.length;
  return { edits: [edit], select: { edit, from, to: from + text.length } };
}

/** The outermost object that is made, with what is in it. */
function withHolders({ name, holders = [] }: Named<'addRow'>, text: string): { name: string; text: string } {
  const [first, ...rest] = [...holders, name];
  const inner = rest.reduceRight(
    (value, holder) => (holder === '[]' ? `[${value}]` : `{ ${writeText(holder)}: ${value} }`),
    text,
  );
  return { name: first ?? name, text: inner };
}

/** Behind the field that comes nearest before it in the wanted order, else before the one that comes nearest after it. */
function placeAmong({ sites }: Mapping, holder: Row, name: string, among: readonly string[] = []): number | undefined {
  const own = among.indexOf(name);
  if (own === -1) return undefined;
  const fields = holder.children.map((id) => sites.get(id)?.row).filter((row) => row?.slot === 'field');
  const indexOf = (wanted: string): number => fields.findIndex((row) => row?.name === wanted);
  const before = among.slice(0, own).findLast((wanted) => indexOf(wanted) !== -1);
  if (before !== undefined) return indexOf(before) + 1;
  const after = among.slice(own + 1).find((wanted) => indexOf(wanted) !== -1);
  return after === undefined ? undefined : indexOf(after);
}

/** Comments stay in front. */
function fillSource(source: string, text: string, value: string): Draft {
  const start = source.trimEnd().length;
  const edit = { start, end: source.length, text: `${start === 0 ? '' : findLineBreak(source)}${text}` };
  const from = edit.text.lastIndexOf(value);
  return { edits: [edit], select: { edit, from, to: from + value.length } };
}

export function findTaken({ sites }: Mapping, holder: Row, name: string, but?: RowId): Refusal | undefined {
  const isTaken = holder.children.some((id) => {
    const row = sites.get(id)?.row;
    return row?.slot === 'field' && row.name === name && id !== but;
  });
  return isTaken ? refuse(`there is a field ${writeText(name)} already`) : undefined;
}

export function rename(mapping: Mapping, { row: id, name }: Named<'rename'>, site: RowSite): Draft | Refusal {
  const { row } = site;
  if (row.slot !== 'field' || row.keySpan === undefined) return refuse('only fields have a name to change');
  if (row.name === undefined) return refuse('its name is computed: change the expression of the key');
  const holder = mapping.sites.get(row.holder ?? '')?.row;
  const taken = holder === undefined ? undefined : findTaken(mapping, holder, name, id);
  if (taken !== undefined) return taken;
  const { start, end } = row.keySpan;
  const edit = { start, end, text: writeText(name, mapping.source.charAt(start)) };
  return { edits: [edit], select: { edit, from: 1, to: edit.text.length - 1 } };
}

export function deleteRow(mapping: Mapping, site: RowSite): Draft | Refusal {
  const { row } = site;
  const { source, sites } = mapping;
  if (row.slot === 'root') return refuse('a template must give something: change its value instead');
  if (row.slot === 'body') return refuse('a loop must give something for each item: delete the loop');
  const holder = sites.get(row.holder ?? '');
  if (holder === undefined) return refuse('it is held by nothing');
  if (row.slot === 'branch') {
    const branch = holder.row.kind === 'cond' ? holder.row.branches.findIndex((one) => one.row === row.id) : -1;
    return removeBranch(mapping, holder, branch);
  }
  const list = findList(mapping, site);
  if (list === undefined) return refuse('it stands in no list');
  if (row.slot === 'binding') {
    const uses = countUses(mapping, site);
    if (uses > 0) return refuse(`${row.name ?? 'it'} is read in ${uses === 1 ? 'one place' : `${uses} places`}`);
  }
  return { edits: removeUnit(source, list.units, list.index, list.open) };
}

function countUses({ tree }: Mapping, { row }: RowSite): number {
  const name = row.name?.slice(1);
  const isRead = (start: number): boolean => start !== row.keySpan?.start;
  return [...walkTree(tree.root)].filter((node) => node.kind === 'variable' && node.name === name && isRead(node.start))
    .length;
}

/** The items that a row is one of, and where the bracket before them ends. */
export function findList(
  mapping: Mapping,
  { row, unit }: RowSite,
): { units: readonly Unit[]; index: number; open: number } | undefined {
  const holder = mapping.sites.get(row.holder ?? '');
  if (holder === undefined || unit === undefined) return undefined;
  for (const node of walkTree(holder.node)) {
    const isBlock = node.kind === 'block';
    if (!isBlock && node.kind !== 'object' && node.kind !== 'array' && node.kind !== 'group') continue;
    const items = isBlock ? node.expressions : node.kind === 'array' ? node.items : node.pairs;
    const index = items.findIndex(({ start, end }) => start === unit.item.start && end === unit.item.end);
    if (index === -1) continue;
    return {
      units: readUnits(items, node.token.end, isBlock ? ';' : ',', mapping.tokens),
      index,
      open: node.token.end,
    };
  }
  return undefined;
}
