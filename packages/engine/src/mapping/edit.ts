import type { Action, EditOptions, EditResult } from './action.ts';
import { addBinding } from './add-binding.ts';
import { checkExpression } from './check-expression.ts';
import { checkDraft, describeFault, refuse } from './draft.ts';
import type { Draft, Refusal } from './draft.ts';
import { setCondition } from './edit-condition.ts';
import { createLoop, setLoop } from './edit-loop.ts';
import { setLookup } from './edit-lookup.ts';
import { findQuote } from './edit-fields.ts';
import { addRow, deleteRow, findFields, rename } from './edit-rows.ts';
import { aggregate, convert, mapDrop, replaceValue, setStatic, toggle } from './edit-values.ts';
import type { Mapping, RowSite } from './mapping.ts';
import { moveRow } from './move-row.ts';
import { readMapping } from './project.ts';
import { unwrap } from './unwrap.ts';
import { wrap } from './wrap.ts';
import { writeSource } from './write-source.ts';
import { writeStatic } from './write-value.ts';

/**
 * What an action does to a JSONata source, as the smallest edits; nothing outside them changes. Where the source is no
 * JSONata, only rows that are whole can be edited. Never throws: what cannot be done has a reason.
 */
export function edit(source: string, action: Action, { shape }: EditOptions = {}): EditResult {
  return editMapping(readMapping(source, shape), action);
}

export function editMapping(mapping: Mapping, action: Action): EditResult {
  const draft = isSafe(mapping, action) ? draftAction(mapping, action) : refuse(describeFault(mapping));
  return 'reason' in draft ? { edits: [], selection: undefined, reason: draft.reason } : checkDraft(mapping, draft);
}

/** They change a value or a name and leave the rows as they are. */
const LOCAL = new Set<Action['type']>([
  'rename',
  'mapDrop',
  'setStatic',
  'setExpression',
  'aggregate',
  'convert',
  'toggle',
]);

/** Beside a fault only values and names of rows that are whole can be edited. */
function isSafe({ projection, sites, source }: Mapping, action: Action): boolean {
  const { faults } = projection;
  if (faults.length === 0 || source.trim() === '' || isOnlyMissing(sites.get('')?.node.kind)) return true;
  if (action.type === 'addBinding' || action.type === 'addRow' || !LOCAL.has(action.type)) return false;
  const row = sites.get(action.row)?.row;
  if (row === undefined) return true;
  return faults.every(({ start, end }) => end < row.span.start || start > row.span.end);
}

function isOnlyMissing(kind: string | undefined): boolean {
  return kind === 'missing';
}

function draftAction(mapping: Mapping, action: Action): Draft | Refusal {
  if (action.type === 'addBinding') return addBinding(mapping, action);
  const id = action.type === 'addRow' ? action.holder : action.row;
  const site = mapping.sites.get(id);
  if (site === undefined) return refuse('there is no such row any more');
  switch (action.type) {
    case 'addRow': {
      const written = writeNew(mapping, action, site);
      return 'reason' in written ? written : addRow(mapping, action, site, written.text);
    }
    case 'rename':
      return rename(mapping, action, site);
    case 'delete':
      return deleteRow(mapping, site);
    case 'move':
      return moveRow(mapping, action.to, site);
    case 'mapDrop':
      return mapDrop(mapping, action, site);
    case 'setStatic':
      return setStatic(mapping, action, site);
    case 'setExpression':
      return replaceValue(mapping, site, action.text);
    case 'setCondition':
      return setCondition(mapping, action.change, site);
    case 'setLookup':
      return setLookup(mapping, action.change, site);
    case 'createLoop':
      return createLoop(mapping, action, site);
    case 'setLoop':
      return site.row.kind === 'loop'
        ? setLoop(mapping, action.change, { ...site, row: site.row })
        : refuse('it goes through nothing');
    case 'unwrap':
      return unwrap(mapping, site);
    case 'wrap':
      return wrap(mapping, site);
    case 'aggregate':
      return aggregate(mapping, action, site);
    case 'convert':
      return convert(mapping, action, site);
    default:
      return toggle(mapping, site);
  }
}

/** What a new field gives. */
function writeNew(
  mapping: Mapping,
  { text, value, source }: Extract<Action, { type: 'addRow' }>,
  { row }: RowSite,
): { text: string } | Refusal {
  if (text !== undefined) return checkExpression(text) ?? { text };
  if (source !== undefined) return writeSource(mapping, row.object?.scope ?? row.scope, source);
  const fields = findFields(mapping, row);
  return { text: writeStatic(value ?? null, fields === undefined ? '"' : findQuote(mapping.source, fields)) };
}
