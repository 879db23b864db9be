import type { Span } from '../diagnostics/diagnostic.ts';
import { isNumericText } from '../shapes/numeric-text.ts';
import type { Shape, ValueType } from '../shapes/shape.ts';
import type { Action, Aggregate, Conversion, LoopMode } from './action.ts';
import { editMapping } from './edit.ts';
import type { Mapping, RowSite } from './mapping.ts';
import { readMapping } from './project.ts';
import { findPointerShape } from './row-shape.ts';
import type { Row, RowId } from './row.ts';
import { readPointer } from './source-place.ts';
import { shiftOffset } from '../diagnostics/text-edit.ts';
import type { TextEdit } from '../diagnostics/text-edit.ts';
import { findConversion, writeConversion } from './write-conversion.ts';
import type { ScalarType } from './write-conversion.ts';
import { readsMany } from './write-path.ts';
import { writeSource } from './write-source.ts';

export interface DropChoice {
  /** Such as `replace`, `append`, `add`, `forEach`, `sum`, `convert`. */
  id: string;
  /** What will happen, in few words: they go with the pointer. */
  label: string;
  /** What the new or changed row will read. */
  text: string;
  action: Action;
  edits: readonly TextEdit[];
  selection: Span | undefined;
}

export interface DropPlan {
  /** What a plain drop does comes first. */
  choices: readonly DropChoice[];
  /** One of the choices must be picked: many values meet one place, or a type meets another. */
  asks: boolean;
  /** Why there is no choice. */
  reason: string | undefined;
}

export interface DropOptions {
  shape?: Shape;
  /** On the name a drop replaces, on the value it puts the field behind what is there. */
  place?: 'name' | 'value';
  /** What the target wants there. */
  wanted?: ValueType;
}

interface Wish {
  id: string;
  label: string;
  action: Action;
}

/** What dropping a field of the payload on a row, or beside all rows, can mean. */
export function planDrop(
  source: string,
  row: RowId | null,
  sourcePointer: string,
  options: DropOptions = {},
): DropPlan {
  const mapping = readMapping(source, options.shape);
  const site = mapping.sites.get(row ?? '');
  if (site === undefined) return { choices: [], asks: false, reason: 'there is no such row any more' };
  const isHolder = row === null || site.row.object !== undefined || site.node.kind === 'missing';
  const { wishes, asks } = isHolder
    ? wishNewField(mapping, site, sourcePointer, options)
    : wishValue(mapping, site, sourcePointer, options);
  const planned = wishes.map((wish) => planWish(mapping, wish));
  const choices = planned.flatMap((choice) => ('reason' in choice ? [] : [choice]));
  const refused = planned.find((choice) => 'reason' in choice);
  const reason = choices.length === 0 && refused !== undefined && 'reason' in refused ? refused.reason : undefined;
  return { choices, asks: asks && choices.length > 1, reason };
}

function planWish(mapping: Mapping, { id, label, action }: Wish): DropChoice | { reason: string } {
  const result = editMapping(mapping, action);
  if (result.reason !== undefined) return { reason: result.reason };
  const { edits, selection } = result;
  return { id, label, action, edits, selection, text: readResult(mapping, action, edits) };
}

/** The value as it will be; of a new field what it is given. */
function readResult(mapping: Mapping, action: Action, edits: readonly TextEdit[]): string {
  const added = edits.map(({ text }) => text.trim()).join(' ');
  if (action.type === 'addRow' || action.type === 'addBinding') return added.replace(/^,\s*|,$/g, '');
  const span = mapping.sites.get(action.row)?.row.valueSpan;
  if (span === undefined) return added;
  const after = edits.reduceRight(
    (text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end),
    mapping.source,
  );
  const start = edits.reduce(
    (at, one) => (one.end < span.start ? at + one.text.length - (one.end - one.start) : at),
    span.start,
  );
  return after.slice(start, shiftOffset(span.end, edits));
}

function wishNewField(mapping: Mapping, { row }: RowSite, pointer: string, { wanted }: DropOptions) {
  const scope = row.object?.scope ?? row.scope;
  const name = freeName(mapping, row.id, nameOf(pointer));
  const add = (as: 'path' | LoopMode | Aggregate, label: string): Wish => ({
    id: as === 'path' ? 'add' : as,
    label,
    action: { type: 'addRow', holder: row.id, name, source: { sourcePointer: pointer, as } },
  });
  if (!readsMany(mapping, scope, pointer)) return { wishes: [add('path', `New field ${shorten(name)}`)], asks: false };
  const wishes = listModes(mapping, pointer).map((mode) => add(mode, describeMode(mode, name)));
  return { wishes: orderWishes(wishes, wanted), asks: true };
}

function wishValue(mapping: Mapping, { row }: RowSite, pointer: string, options: DropOptions) {
  const name = shorten(row.name ?? 'it');
  const { place = 'name', wanted = wantedBy(row) } = options;
  if (readsMany(mapping, row.scope, pointer)) {
    const wishes = listModes(mapping, pointer).map((mode): Wish => {
      const action: Action =
        mode === 'sum'
          ? { type: 'aggregate', row: row.id, sourcePointer: pointer, by: mode }
          : { type: 'createLoop', row: row.id, sourcePointer: pointer, mode };
      return { id: mode, label: describeMode(mode, name), action };
    });
    return { wishes: orderWishes(wishes, wanted), asks: true };
  }
  const isEmpty = isEmptyRow(row);
  const replace: Wish = {
    id: 'replace',
    label: isEmpty ? `Map to ${name}` : `Replace ${name}`,
    action: { type: 'mapDrop', row: row.id, sourcePointer: pointer, mode: 'replace' },
  };
  const append: Wish = {
    id: 'append',
    label: `Put behind ${name}`,
    action: { type: 'mapDrop', row: row.id, sourcePointer: pointer, mode: 'append' },
  };
  const converted = wishConversion(mapping, row, pointer, wanted);
  const plain = isEmpty ? [replace] : place === 'value' ? [append, replace] : [replace, append];
  return { wishes: [...converted, ...plain], asks: converted.length > 0 };
}

/** A literal shows of which type the row is to be. */
function wantedBy(row: Row): ValueType | undefined {
  if (row.kind !== 'literal' || row.value === null || row.value === '') return undefined;
  const type = typeof row.value;
  return type === 'number' || type === 'boolean' ? type : undefined;
}

function wishConversion(mapping: Mapping, row: Row, pointer: string, wanted: ValueType | undefined): Wish[] {
  if (wanted === undefined || !isScalarType(wanted)) return [];
  const shape = findPointerShape(mapping, pointer);
  const to = findConversion(shape, wanted);
  const written = writeSource(mapping, row.scope, { sourcePointer: pointer, as: 'path' });
  if (to === undefined || to === 'none' || 'reason' in written) return [];
  const { before, after } = writeConversion(to, shape);
  const label = `${isEmptyRow(row) ? 'Map to' : 'Replace'} ${shorten(row.name ?? 'it')}, as ${CONVERTED[to]}`;
  return [
    { id: 'convert', label, action: { type: 'setExpression', row: row.id, text: before + written.text + after } },
  ];
}

function isScalarType(type: ValueType): type is ScalarType {
  return type === 'string' || type === 'number' || type === 'boolean';
}

/** What can be made of many: objects can be gone through, texts joined, numbers summed up. */
function listModes(mapping: Mapping, pointer: string): (LoopMode | 'sum')[] {
  let shape = findPointerShape(mapping, pointer);
  while (shape?.types.has('array') === true) shape = shape.items;
  if (shape?.types.has('object') === true) return ['forEach', 'copy', 'first', 'count'];
  const isNumeric =
    shape?.types.has('number') === true || (shape?.types.has('string') === true && isNumericText(shape));
  return isNumeric ? ['first', 'join', 'sum', 'count', 'copy'] : ['first', 'join', 'count', 'copy'];
}

/** Where the target wants a list or a number, what gives one comes first. */
function orderWishes(wishes: readonly Wish[], wanted: ValueType | undefined): Wish[] {
  const first = wanted === 'array' ? ['forEach', 'copy'] : wanted === 'number' ? ['sum', 'count'] : [];
  const rank = ({ id }: Wish): number => (first.includes(id) ? first.indexOf(id) : first.length);
  return wishes.toSorted((a, b) => rank(a) - rank(b));
}

function describeMode(mode: LoopMode | 'sum', name: string): string {
  return `${shorten(name)}: ${MODES[mode]}`;
}

const MODES: Record<LoopMode | 'sum', string> = {
  forEach: 'an object for each',
  copy: 'all as they are',
  first: 'the first one',
  count: 'how many',
  join: 'all, parted by commas',
  sum: 'their sum',
};

const CONVERTED: Record<Conversion, string> = {
  number: 'a number',
  text: 'text',
  boolean: 'true or false',
  date: 'a date',
  money: 'money',
};

/** Names stand in labels, which have 40 characters. */
const MAX_NAME = 16;

function shorten(name: string): string {
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name;
}

function isEmptyRow(row: Row): boolean {
  return row.kind === 'literal' && (row.value === null || row.value === '');
}

function nameOf(pointer: string): string {
  const { root, tokens } = readPointer(pointer);
  return tokens.findLast((token) => token !== '[]') ?? (root === '' ? 'payload' : root.slice(1));
}

function freeName({ sites }: Mapping, holder: RowId, name: string): string {
  const taken = new Set(sites.get(holder)?.row.children.map((id) => sites.get(id)?.row.name));
  let free = name;
  for (let count = 2; taken.has(free); count++) free = `${name}_${count}`;
  return free;
}
