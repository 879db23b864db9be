import { readUnits } from './own-comments.ts';
import { walkTree } from '../languages/jsonata/tree/syntax-node.ts';
import type { LookupChange } from './action.ts';
import { checkExpression } from './check-expression.ts';
import { refuse } from './draft.ts';
import type { Draft, Refusal } from './draft.ts';
import { insertField, removeUnit } from './edit-fields.ts';
import type { Mapping, ObjectFields, RowSite } from './mapping.ts';
import type { LookupRow } from './row.ts';
import { writeStatic, writeText } from './write-value.ts';

export function setLookup(mapping: Mapping, change: LookupChange, site: RowSite): Draft | Refusal {
  const { row } = site;
  if (change.kind === 'create') return createLookup(site, change);
  if (row.kind !== 'lookup') return refuse('it looks nothing up');
  switch (change.kind) {
    case 'key': {
      const { start, end } = row.lookup.keySpan;
      return checkExpression(change.text) ?? { edits: [{ start, end, text: change.text }] };
    }
    case 'otherwise':
      return setOtherwise(row, change.value);
    default:
      return setEntry(mapping, row, change);
  }
}

function createLookup({ row, node }: RowSite, change: LookupChange & { kind: 'create' }): Draft | Refusal {
  if (node.kind === 'missing') return refuse('there is no value yet');
  const { start, end } = row.valueSpan;
  const entries = change.entries.map(({ key, value }) => `${writeText(key)}: ${writeStatic(value)}`).join(', ');
  const table = entries === '' ? '{}' : `{ ${entries} }`;
  const otherwise = change.otherwise === undefined ? '' : `, ${writeStatic(change.otherwise)}`;
  return {
    edits: [
      { start, end: start, text: '$table(' },
      { start: end, end, text: `, ${table}${otherwise})` },
    ],
  };
}

function setOtherwise(
  { form, lookup }: LookupRow,
  value: (LookupChange & { kind: 'otherwise' })['value'],
): Draft | Refusal {
  if (form === 'lookup') return refuse('$lookup gives nothing for other keys: use $table');
  const { otherwiseSpan, argumentsEnd: at } = lookup;
  if (otherwiseSpan === undefined) {
    if (value === undefined) return refuse('it gives nothing for other keys already');
    return { edits: [{ start: at, end: at, text: `, ${writeStatic(value)}` }] };
  }
  if (value === undefined) return { edits: [{ start: at, end: otherwiseSpan.end, text: '' }] };
  return { edits: [{ ...otherwiseSpan, text: writeStatic(value) }] };
}

function setEntry(
  mapping: Mapping,
  { lookup }: LookupRow,
  change: LookupChange & { kind: 'set' | 'rename' | 'remove' },
): Draft | Refusal {
  const fields = findTable(mapping, lookup.tableSpan?.start);
  if (fields === undefined) return refuse('its table is computed: there are no entries to change');
  const index = lookup.entries.findIndex(({ key }) => key === change.key);
  const entry = lookup.entries[index];
  if (change.kind === 'set') {
    const text = writeStatic(change.value);
    if (entry === undefined) return insertField(mapping.source, fields, { name: change.key, text });
    return { edits: [{ ...entry.valueSpan, text }] };
  }
  if (entry === undefined) return refuse(`the table has no ${writeText(change.key)}`);
  if (change.kind === 'remove') {
    return { edits: removeUnit(mapping.source, fields.units, index, fields.node.token.end) };
  }
  if (lookup.entries.some(({ key }) => key === change.to))
    return refuse(`the table has ${writeText(change.to)} already`);
  const quote = mapping.source.charAt(entry.keySpan.start);
  return { edits: [{ ...entry.keySpan, text: writeText(change.to, quote) }] };
}

function findTable({ tree, tokens }: Mapping, start: number | undefined): ObjectFields | undefined {
  for (const node of walkTree(tree.root)) {
    if (node.kind !== 'object' || node.start !== start) continue;
    return { node, units: readUnits(node.pairs, node.token.end, ',', tokens) };
  }
  return undefined;
}
