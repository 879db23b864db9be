import type { Action, Aggregate, Conversion, LoopRow, Row, RowId } from '@postmap/engine';
import * as tasks from './edit-task.ts';
import type { EditTask } from './edit-task.ts';
import * as loops from './loop-task.ts';
import type { EntryLine, MappingLine, RowLine } from './mapping-line.ts';
import { moveIn, moveOut } from './plan-move.ts';

/** The code of the line, what it holds, the line alone, or the place for a new one beside it. */
export type LookAt = 'code' | 'toggle' | 'focus' | 'new';

/** Something that can be done with a line: by its key, and by its name in the list of commands. */
export interface LineCommand {
  /** Unique among those of a line: its label, and what else it is looked for by. */
  readonly id: string;
  readonly label: string;
  /** Of `KeyboardEvent.key`, with `Alt+` before it; undefined where it has only its name. */
  readonly key?: string;
  readonly run:
    | { readonly kind: 'act'; readonly action: Action; readonly said: string }
    | { readonly kind: 'type'; readonly task: EditTask }
    /** What changes only how the mapping is looked at. */
    | { readonly kind: 'look'; readonly at: LookAt };
}

const CONVERSION_NAMES: Record<Conversion, string> = {
  number: 'a number',
  text: 'text',
  boolean: 'true or false',
  date: 'a date (2026-12-31T23:59:00Z)',
  money: 'money (19.90)',
};
/** How receivers want a day, by an example, and its picture (XPath 3.1, 9.8.4): for whoever does not know pictures. */
const DATE_PICTURES = [
  ['2026-12-31', '[Y0001]-[M01]-[D01]'],
  ['31.12.2026', '[D01].[M01].[Y0001]'],
  ['31/12/2026', '[D01]/[M01]/[Y0001]'],
  ['12/31/2026', '[M01]/[D01]/[Y0001]'],
  ['31 December 2026', '[D] [MNn] [Y0001]'],
] as const;
const AGGREGATE_NAMES: Record<Aggregate, string> = {
  first: 'Only the first',
  join: 'Join into one text',
  sum: 'Add up',
  count: 'Count',
};

/** All that can be done with a line, the usual first; `proposeKey` gives the next key for the table of a row, `rows` are those around it. */
export function listCommands(
  line: MappingLine,
  source: string,
  proposeKey?: (row: RowId) => string | undefined,
  rows: readonly Row[] = [],
): LineCommand[] {
  if (line.kind === 'add')
    return line.what === 'field'
      ? [type('Add a field', tasks.typeNew(line), 'Enter')]
      : [type('Add an entry', tasks.typeNew(line, proposeKey?.(line.to)), 'Enter')];
  if (line.kind === 'entry') return listEntryCommands(line);
  if (line.kind === 'row') return listRowCommands(line, source, rows);
  const nothing = { kind: 'otherwise', value: undefined } as const;
  return [
    type('Edit the value', tasks.typeLookupOtherwise(line), 'Enter'),
    act(
      'Give nothing for other keys',
      { type: 'setLookup', row: line.row.id, change: nothing },
      'Nothing is given for other keys',
      'Delete',
    ),
  ];
}

function listEntryCommands(line: EntryLine): LineCommand[] {
  const { key } = line.entry;
  if (key === undefined) return [look('Show in the code', 'code', 'Alt+Enter')];
  return compact([
    offer('Edit the value', tasks.typeEntryValue(line), 'Enter'),
    offer('Edit the key', tasks.typeEntryKey(line), 'F2'),
    act(
      'Delete the entry',
      { type: 'setLookup', row: line.row.id, change: { kind: 'remove', key } },
      `${key} deleted`,
      'Delete',
    ),
  ]);
}

function listRowCommands(line: RowLine, source: string, rows: readonly Row[]): LineCommand[] {
  const { row, branch } = line;
  const name = tasks.nameRow(row);
  const movable = row.slot === 'field' || row.slot === 'item' || row.slot === 'binding';
  return compact([
    ...listOwn(line, source),
    row.slot === 'root'
      ? undefined
      : offer(branch === undefined ? 'Rename' : 'Edit the condition', tasks.typeName(line, source), 'F2'),
    row.kind === 'object' || row.kind === 'loop' ? undefined : type('Static value', tasks.typeStatic(line), 's'),
    type(row.kind === 'cond' ? 'One more condition' : 'Only on a condition', tasks.typeCondition(line, source), 'c'),
    offer('When there is none …', tasks.typeDefault(line, source), 'd'),
    row.kind === 'cond' ? type('Otherwise', tasks.typeOtherwise(line, source), 'o') : undefined,
    row.kind === 'loop' ? undefined : wrap(row, source),
    ...listConversions(row),
    movable ? act('Move up', { type: 'move', row: row.id, to: 'up' }, `${name} moved up`, 'Alt+ArrowUp') : undefined,
    movable
      ? act('Move down', { type: 'move', row: row.id, to: 'down' }, `${name} moved down`, 'Alt+ArrowDown')
      : undefined,
    ...listNesting(row, rows),
    row.children.length > 0 && row.slot !== 'root' ? look('Look at this alone', 'focus', 'f') : undefined,
    look('New field here', 'new', 'n'),
    row.slot === 'root' ? undefined : offer('New field in it', tasks.typeInner(line), 'a'),
    look('Show in the code', 'code', 'Alt+Enter'),
    removal(line, name),
  ]);
}

/** Moves that change what holds a row. */
function listNesting(row: Row, rows: readonly Row[]): (LineCommand | undefined)[] {
  const name = tasks.nameRow(row);
  const into = moveIn(rows, row);
  const out = moveOut(rows, row);
  return [
    into &&
      act(
        'Move into the object above',
        into.action,
        `${name} moved into ${tasks.nameRow(into.holder)}`,
        'Alt+ArrowRight',
      ),
    out && act('Move out', out.action, `${name} moved out of ${tasks.nameRow(out.holder)}`, 'Alt+ArrowLeft'),
  ];
}

/** What Enter does, and what is the kind's own. */
function listOwn(line: RowLine, source: string): (LineCommand | undefined)[] {
  const { row } = line;
  const whole = tasks.typeExpression(line, source);
  const asText = whole === undefined ? undefined : type('Edit as an expression', whole, 'e');
  switch (row.kind) {
    case 'object':
      return [look(line.expanded ? 'Close' : 'Open', 'toggle', 'Enter'), asText, unwrapWithin(row)];
    case 'list':
      return [
        look(line.expanded ? 'Close' : 'Open', 'toggle', 'Enter'),
        asText,
        row.children.length === 1 ? unwrap(row, WITHOUT_LIST, LIST_WORDS) : undefined,
      ];
    case 'loop':
      return [
        type('For each …', loops.typeIterate(line, row, source), 'Enter'),
        type(
          row.loop.filters.length === 0 ? 'Only some items' : 'Which items',
          loops.typeWhere(line, row, source, row.loop.filters.length === 0 ? undefined : 0),
          'w',
        ),
        row.loop.filters.length === 0 ? undefined : type('One more filter', loops.typeWhere(line, row, source)),
        type('Sort', loops.typeSort(line, row, source), 't'),
        type('Group by', loops.typeGroup(line, row, source), 'g'),
        type('Count the items in a variable', loops.typeIndex(line, row), 'i'),
        ...listLoopKeeping(row, source),
        asText,
      ];
    case 'lookup':
      return [
        look(line.expanded ? 'Close the table' : 'Open the table', 'toggle', 'Enter'),
        offer('What is looked up', tasks.typeLookupKey(line, source), 'l'),
        asText,
        unwrapWithin(row),
      ];
    case 'cond':
      return [look(line.expanded ? 'Close' : 'Open', 'toggle', 'Enter'), asText, unwrap(row, 'Without the condition')];
    default:
      return [
        whole === undefined ? look('Edit in the code', 'code', 'Enter') : type('Edit', whole, 'Enter'),
        offer('An object for each item of a list', loops.typeEach(line, source), 'r'),
        act(
          'Look up in a table',
          { type: 'setLookup', row: row.id, change: { kind: 'create', entries: [] } },
          'Looked up in a table: add its entries',
          'l',
        ),
        row.kind === 'literal' && typeof row.value === 'boolean'
          ? act('Switch', { type: 'toggle', row: row.id }, 'Switched', ' ')
          : undefined,
        row.kind === 'fn' ? unwrap(row, `Without ${row.fn.name}`) : unwrapWithin(row),
        isInList(row, source) ? unwrap(row, WITHOUT_LIST, LIST_WORDS) : undefined,
      ];
  }
}

function listConversions(row: Row): LineCommand[] {
  if (row.kind === 'object' || row.kind === 'loop' || row.kind === 'list' || row.kind === 'literal') return [];
  const conversions = (['number', 'text', 'boolean', 'date', 'money'] as const).map((to) =>
    act(
      `Convert to ${CONVERSION_NAMES[to]}`,
      { type: 'convert', row: row.id, to },
      `Converted to ${CONVERSION_NAMES[to]}`,
    ),
  );
  if (row.kind !== 'path') return conversions;
  const dates = DATE_PICTURES.map(([example, picture]) =>
    act(`Date as ${example}`, { type: 'convert', row: row.id, to: 'date', picture }, `Written as ${example}`),
  );
  const aggregates = (['first', 'join', 'sum', 'count'] as const).map((by) =>
    act(AGGREGATE_NAMES[by], { type: 'aggregate', row: row.id, by }, AGGREGATE_NAMES[by]),
  );
  return [...conversions, ...aggregates, ...dates];
}

function removal({ row, branch }: RowLine, name: string): LineCommand | undefined {
  if (branch !== undefined)
    return act(
      'Delete this outcome',
      { type: 'setCondition', row: branch.of, change: { kind: 'remove', branch: branch.index } },
      'Outcome deleted',
      'Delete',
    );
  return row.slot === 'root' || row.slot === 'body'
    ? undefined
    : act('Delete', { type: 'delete', row: row.id }, `${name} deleted`, 'Delete');
}

const WITHOUT_LIST = 'Without the list';
/** What people look for who do not say list. */
const LIST_WORDS = 'array wrap unwrap one item';

/** Whether it stays a list, or is one at all. */
function listLoopKeeping(row: LoopRow, source: string): (LineCommand | undefined)[] {
  if (row.loop.form === 'group')
    return isInList(row, source)
      ? [unwrap(row, WITHOUT_LIST, LIST_WORDS)]
      : [wrap(row, source), unwrap(row, 'All items together, no groups')];
  const { keepArray } = row.loop;
  const label = keepArray ? 'A single item without a list' : 'A single item stays a list';
  const said = keepArray ? 'A single item is given without a list' : label;
  const change = { kind: 'keepArray', keep: !keepArray } as const;
  return [act(label, { type: 'setLoop', row: row.id, change }, said, 'k'), unwrap(row, 'Only the first item, no list')];
}

/** Undefined for what is a list, or must be none. Its way back is without the list. */
function wrap(row: Row, source: string): LineCommand | undefined {
  const isList = row.kind === 'list' || isInList(row, source);
  if (isList || row.slot === 'part' || row.slot === 'body' || row.valueSpan.start === row.valueSpan.end)
    return undefined;
  const label = row.gives === 'array' ? 'A single item stays a list' : 'A list with this in it';
  const command = act(label, { type: 'wrap', row: row.id }, `${tasks.nameRow(row)} is in a list`, 'k');
  return { ...command, id: `${label} ${LIST_WORDS}` };
}

/** A list of one path is the row of the path, and one of a loop the row of the loop. */
function isInList({ kind, valueSpan }: Row, source: string): boolean {
  return (kind === 'path' || kind === 'loop') && source.startsWith('[', valueSpan.start);
}

/** Of a value that is made in an object that is what goes first. */
function unwrap(row: Row, otherwise: string, words = ''): LineCommand {
  const label = row.within.length === 0 ? otherwise : 'Write its paths in full';
  const command = act(label, { type: 'unwrap', row: row.id }, label, 'u');
  return words === '' ? command : { ...command, id: `${label} ${words}` };
}

function unwrapWithin(row: Row): LineCommand | undefined {
  return row.within.length === 0 ? undefined : unwrap(row, '');
}

function act(label: string, action: Action, said: string, key?: string): LineCommand {
  return { id: label, label, run: { kind: 'act', action, said }, ...(key === undefined ? {} : { key }) };
}

function type(label: string, task: EditTask, key?: string): LineCommand {
  return { id: label, label, run: { kind: 'type', task }, ...(key === undefined ? {} : { key }) };
}

function offer(label: string, task: EditTask | undefined, key: string): LineCommand | undefined {
  return task === undefined ? undefined : type(label, task, key);
}

function look(label: string, at: LookAt, key: string): LineCommand {
  return { id: label, label, run: { kind: 'look', at }, key };
}

function compact(commands: readonly (LineCommand | undefined)[]): LineCommand[] {
  return commands.filter((command) => command !== undefined);
}
