import { applyEdits, invertEdits, project } from '@postmap/engine';
import type { Action, EditResult, Projection, Row, Shape } from '@postmap/engine';

/** What is wrong with a projection as a tree of its source. */
export function findProblem(source: string, { rows, links, scopes }: Projection): string | undefined {
  const byId = new Map(rows.map((row) => [row.id, row]));
  if (byId.size !== rows.length) return 'two rows have one id';
  const scopeIds = new Set(scopes.map(({ id }) => id));
  if (scopeIds.size !== scopes.length) return 'two scopes have one id';
  for (const row of rows) {
    const { start, end } = row.span;
    if (start < 0 || end > source.length || row.valueSpan.start < start || row.valueSpan.end > end)
      return `${row.id} spans wrongly`;
    const leaves = row.within.some((one) => one.start < row.valueSpan.start || one.end > row.valueSpan.end);
    if (leaves) return `${row.id} is made in what is not in it`;
    if (!scopeIds.has(row.scope)) return `${row.id} is in no scope`;
    const holder = row.holder === undefined ? undefined : byId.get(row.holder);
    if (row.id === '' ? row.holder !== undefined : holder?.children.includes(row.id) !== true)
      return `${row.id} is held by none`;
    if (holder !== undefined && (holder.span.start > start || holder.span.end < end))
      return `${row.id} leaves its holder`;
  }
  for (const link of links) {
    const row = byId.get(link.row);
    if (row === undefined) return `a link has no row ${link.row}`;
    if (link.viaSpan.start < row.span.start || link.viaSpan.end > row.span.end) return `a link of ${row.id} leaves it`;
  }
  return undefined;
}

/** What an action has done but should not have. */
export function findEditProblem(
  source: string,
  before: Projection,
  action: Action,
  result: EditResult,
  after: string,
  shape: Shape,
): string | undefined {
  if (result.reason !== undefined)
    return result.reason === '' || after !== source ? 'is refused without a reason' : undefined;
  if (applyEdits(after, invertEdits(source, result.edits)) !== source) return 'cannot be undone';
  const projection = project(after, shape);
  if (before.faults.length === 0 && projection.faults.length > 0) return `no JSONata: ${projection.faults[0]?.message}`;
  const problem = findProblem(after, projection);
  if (problem !== undefined) return problem;
  const { selection } = result;
  if (selection !== undefined && (selection.start < 0 || selection.end > after.length))
    return 'selects what is not there';
  return (
    findStrayChange(source, before, action, after, projection) ??
    findUnread(source, before, action, after, projection) ??
    findMisread(before, action, projection, selection)
  );
}

/** Rows beside the one that is changed read as they did. */
function findStrayChange(
  source: string,
  before: Projection,
  action: Action,
  after: string,
  { rows }: Projection,
): string | undefined {
  if (action.type === 'addBinding') return undefined;
  const changed = action.type === 'addRow' ? action.holder : action.row;
  const row = before.rows.find(({ id }) => id === changed)!;
  // The holder of a branch that goes away may become what is left.
  const isBranch = row.slot === 'branch' && (action.type === 'delete' || action.type === 'setCondition');
  // A list of one path is the row of the path.
  const isItem = row.slot === 'item';
  const { start, end } = isBranch || isItem ? before.rows.find(({ id }) => id === row.holder)!.span : row.span;
  const target =
    action.type === 'move' && typeof action.to === 'object' && 'holder' in action.to ? action.to.holder : undefined;
  const texts = countTexts(after, rows);
  const table = row.kind === 'lookup' && action.type === 'setLookup' ? row.lookup.tableSpan : undefined;
  const besides = before.rows.filter(({ id, span }) => {
    const isApart = span.end <= start || span.start >= end;
    const isOther = target === undefined || !(id === target || target.startsWith(id) || id.startsWith(target));
    const isTable = table !== undefined && span.start <= table.end && span.end >= table.start;
    // What is made in an object that a variable stands for is read by what the variable is.
    const isMade = row.targetPointer.startsWith('$') && isMadeInVariable(source, before.rows, id);
    return isApart && isOther && !isTable && !isMade;
  });
  for (const [text, count] of countTexts(source, besides)) {
    if ((texts.get(text) ?? 0) < count) return `changed beside ${changed}: ${text}`;
  }
  return undefined;
}

function isMadeInVariable(source: string, rows: readonly Row[], id: string | undefined): boolean {
  const row = rows.find((one) => one.id === id);
  if (row === undefined) return false;
  return row.within.some(({ start }) => source.charAt(start) === '$') || isMadeInVariable(source, rows, row.holder);
}

function countTexts(source: string, rows: readonly Row[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { span } of rows) {
    const text = source.slice(span.start, span.end);
    counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

/** The row that was changed reads as the action asked. */
function findUnread(
  source: string,
  before: Projection,
  action: Action,
  after: string,
  { rows, links }: Projection,
): string | undefined {
  const was = 'row' in action ? before.rows.find(({ id }) => id === action.row) : undefined;
  const row = 'row' in action ? rows.find(({ id }) => id === action.row) : undefined;
  const text = row === undefined ? undefined : after.slice(row.valueSpan.start, row.valueSpan.end);
  const valueOf = ({ valueSpan }: Row): string => after.slice(valueSpan.start, valueSpan.end);
  // A body that is an object is the fields of its loop; an else that is a condition is one branch more.
  const isTaken = was?.slot === 'body' || was?.slot === 'branch' || was?.slot === 'item';
  if (isTaken && text === undefined) return undefined;
  switch (action.type) {
    case 'addRow': {
      const added = rows.filter(({ slot, name: of }) => slot === 'field' && of === action.name);
      if (action.text === undefined) return added.length > 0 ? undefined : 'no row was added';
      const wanted = action.text;
      return added.some((one) => wanted.startsWith(valueOf(one)) || valueOf(one) === wanted)
        ? undefined
        : 'no such row was added';
    }
    case 'rename': {
      const holder = before.rows.find(({ id }) => id === was!.holder)!;
      const now = rows.find(({ id }) => id === holder.id);
      const renamed =
        now === undefined ? undefined : rows.find(({ id }) => id === now.children[holder.children.indexOf(action.row)]);
      return renamed?.name === action.name ? undefined : `is named ${renamed?.name}`;
    }
    case 'delete':
      return before.rows.length > rows.length ? undefined : 'nothing was deleted';
    case 'move':
      return rows.length === before.rows.length ? undefined : 'rows were lost or made';
    case 'setStatic': {
      const isSame = row?.kind === 'literal' && Object.is(row.value, action.value === 0 ? row.value : action.value);
      return isSame ? undefined : `reads ${text}`;
    }
    case 'setExpression':
      if (was?.slot === 'branch' && action.text.includes('?')) return undefined;
      return text !== undefined && (action.text.startsWith(text) || text === `(${action.text})`)
        ? undefined
        : `reads ${text}`;
    case 'mapDrop': {
      const isLinked = links.some(
        (link) => link.row.startsWith(action.row) && link.sourcePointer === action.sourcePointer,
      );
      return isLinked || action.mode !== 'replace' ? undefined : `has no link to ${action.sourcePointer}`;
    }
    case 'setCondition':
      // An else that depends on a condition is a branch more.
      return action.change.kind !== 'create' || row?.kind === 'cond' || was?.slot === 'branch'
        ? undefined
        : `is a ${row?.kind}`;
    case 'setLookup':
      return row?.kind === 'lookup' ? findLookupProblem(row, action.change) : `is a ${row?.kind}`;
    case 'createLoop':
      return action.mode !== 'forEach' || row?.kind === 'loop' ? undefined : `is a ${row?.kind}`;
    case 'setLoop':
      // A single object that is no longer written as if there were many is no loop.
      if (was?.kind === 'loop' && was.loop.iterates === 'one' && row !== undefined && row.within.length > 0)
        return undefined;
      return row?.kind === 'loop' ? findLoopProblem(row, action.change, after) : `is a ${row?.kind}`;
    case 'toggle':
      return was?.kind === 'literal' && row?.kind === 'literal' && row.value === (was.value === false)
        ? undefined
        : 'was not turned';
    case 'convert':
      return row?.kind === 'fn' || text?.includes(' = ') === true ? undefined : `reads ${text}`;
    case 'wrap': {
      const { start, end } = was!.valueSpan;
      return row?.gives === 'array' && text === `[${source.slice(start, end)}]`
        ? undefined
        : `gives ${row?.gives} by ${text}`;
    }
    case 'aggregate':
    case 'unwrap':
      return source === after ? 'nothing was done' : undefined;
    default:
      return rows.some(({ slot, name: of }) => slot === 'binding' && of === action.name)
        ? undefined
        : 'there is no variable';
  }
}

/** What was moved into another object reads the fields that it read. */
function findMisread(
  before: Projection,
  action: Action,
  after: Projection,
  selection: EditResult['selection'],
): string | undefined {
  if (action.type !== 'move' || selection === undefined) return undefined;
  const moved = after.rows.find(
    ({ slot, valueSpan: { start, end } }) => slot === 'field' && start === selection.start && end === selection.end,
  );
  if (moved === undefined) return 'is not where it was moved to';
  const [was, is] = [listRead(before, action.row), listRead(after, moved.id)];
  return was === is ? undefined : `read ${was}, now ${is}`;
}

/** The fields that feed a row and what it holds. */
function listRead({ rows, links }: Projection, id: string): string {
  const own = new Set([id]);
  for (const row of rows) if (row.holder !== undefined && own.has(row.holder)) own.add(row.id);
  const read = links.filter(({ row }) => own.has(row)).map(({ sourcePointer, role }) => `${role} ${sourcePointer}`);
  return [...new Set(read)].toSorted().join(', ');
}

function findLookupProblem(
  { lookup }: Row & { kind: 'lookup' },
  change: (Action & { type: 'setLookup' })['change'],
): string | undefined {
  if (change.kind === 'set' || change.kind === 'create') {
    const [key, wanted] =
      change.kind === 'set' ? [change.key, change.value] : [change.entries[0]?.key, change.entries[0]?.value];
    const entry = lookup.entries.find((one) => one.key === key);
    return entry !== undefined && (entry.value === wanted || wanted === 0) ? undefined : `the entry is ${entry?.value}`;
  }
  if (change.kind === 'remove')
    return lookup.entries.some(({ key }) => key === change.key) ? 'the entry is there' : undefined;
  if (change.kind === 'rename') return lookup.entries.some(({ key }) => key === change.to) ? undefined : 'not renamed';
  return undefined;
}

function findLoopProblem(
  { loop }: Row & { kind: 'loop' },
  change: (Action & { type: 'setLoop' })['change'],
  after: string,
): string | undefined {
  const textOf = ({ start, end }: { start: number; end: number }): string => after.slice(start, end);
  switch (change.kind) {
    case 'where': {
      const { text } = change;
      if (text === undefined) return undefined;
      return loop.filters.some(({ span }) => text.startsWith(textOf(span))) ? undefined : 'does not filter so';
    }
    case 'sort': {
      const [first] = change.by ?? [];
      if (first === undefined) return loop.sort === undefined ? undefined : 'is sorted';
      const term = loop.sort?.terms[0];
      return term !== undefined &&
        first.text.startsWith(textOf(term.expressionSpan)) &&
        term.descending === (first.descending === true)
        ? undefined
        : 'is not sorted so';
    }
    case 'index':
      return loop.index?.name === change.name ? undefined : `counts in ${loop.index?.name}`;
    case 'group':
      return (loop.form === 'group') === (change.by !== undefined) ? undefined : `is of form ${loop.form}`;
    case 'keepArray':
      return loop.keepArray === change.keep ? undefined : 'keeps its list otherwise';
    default:
      return undefined;
  }
}
