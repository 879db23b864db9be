import type { ObjectNode, SyntaxNode } from '../languages/jsonata/tree/syntax-node.ts';
import type { ReadingContext } from './reading.ts';
import type { LookupEntry, LookupRow, Row } from './row.ts';
import { recogniseLoop } from './recognise-loop.ts';
import { isPath, readCall, readLiteral, readOperands, readPart } from './recognise-value.ts';
import type { CallParts } from './recognise-value.ts';
import type { Seen } from './see-through.ts';

/** What every kind of row has. */
export type RowBase = Pick<Row, keyof Row>;
type Base = Omit<RowBase, 'kind'>;

/** The row for a value, by what it is; what it holds is read afterwards. */
export function describeRow(base: Base, { core, keepArray }: Seen): Row {
  const parts = recogniseLoop(core);
  if (parts !== undefined) {
    const { body, lambda: _, pairs, steps: __, ...loop } = parts;
    const { start, end } = body ?? core;
    const key = parts.form === 'group' ? pairs[0]?.key : undefined;
    return {
      ...base,
      kind: 'loop',
      loop: {
        ...loop,
        sourcePointer: undefined,
        iterates: 'unknown',
        groupKeySpan: key === undefined ? undefined : { start: key.start, end: key.end },
        bodySpan: { start, end },
        keepArray: keepArray || loop.keepArray,
      },
    };
  }
  const literal = readLiteral(core);
  if (literal !== undefined) return { ...base, kind: 'literal', value: literal.value };
  if (isPath(core)) return { ...base, kind: 'path' };
  switch (core.kind) {
    case 'object':
      return { ...base, kind: 'object' };
    case 'array':
      return { ...base, kind: 'list' };
    case 'condition':
      return { ...base, kind: 'cond', branches: [] };
    case 'binary':
      return core.operator === '&'
        ? { ...base, kind: 'concat', parts: readOperands(core).map(readPart) }
        : { ...base, kind: 'raw' };
    case 'default':
    case 'coalesce': {
      const { start, end } = core.token;
      const fn = { name: core.kind === 'default' ? '?:' : '??', span: { start, end } };
      return { ...base, kind: 'fn', fn, parts: [core.left, core.otherwise].map(readPart) };
    }
    default: {
      const call = readCall(core);
      return call === undefined ? { ...base, kind: 'raw' } : describeCall(base, call, core);
    }
  }
}

function describeCall(base: Base, { name, callee, given }: CallParts, core: SyntaxNode): Row {
  const [first, second, third] = given;
  if (name === '$merge' && core.kind === 'call' && first?.kind === 'array') return { ...base, kind: 'object' };
  if (name === '$table' && first !== undefined && second !== undefined) {
    return { ...base, kind: 'lookup', form: 'table', lookup: describeLookup(first, second, third) };
  }
  if (name === '$lookup' && first !== undefined && second !== undefined && !isPath(first)) {
    return { ...base, kind: 'lookup', form: 'lookup', lookup: describeLookup(second, first, undefined) };
  }
  const { start, end } = callee;
  return { ...base, kind: 'fn', fn: { name, span: { start, end } }, parts: given.map(readPart) };
}

function describeLookup(key: SyntaxNode, table: SyntaxNode, otherwise: SyntaxNode | undefined): LookupRow['lookup'] {
  return {
    keySpan: { start: key.start, end: key.end },
    tableSpan: table.kind === 'object' ? { start: table.start, end: table.end } : undefined,
    variable: table.kind === 'variable' ? `$${table.name}` : undefined,
    entries: table.kind === 'object' ? readEntries(table) : [],
    otherwiseSpan: otherwise === undefined ? undefined : { start: otherwise.start, end: otherwise.end },
    argumentsEnd: Math.max(key.end, table.end),
  };
}

/** A table in a variable is found where the variable gets its value. */
export function findTable(row: LookupRow, { variables }: ReadingContext): LookupRow {
  const { variable } = row.lookup;
  const table = variable === undefined ? undefined : variables.get(variable.slice(1))?.reached.node;
  if (table?.kind !== 'object') return row;
  const tableSpan = { start: table.start, end: table.end };
  return { ...row, lookup: { ...row.lookup, tableSpan, entries: readEntries(table) } };
}

function readEntries({ pairs }: ObjectNode): LookupEntry[] {
  return pairs.map(({ key, value }) => ({
    key: key.kind === 'string' ? key.value : undefined,
    keySpan: { start: key.start, end: key.end },
    value: readLiteral(value)?.value,
    valueSpan: { start: value.start, end: value.end },
  }));
}
