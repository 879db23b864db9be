import type { ValueType } from '../shapes/shape.ts';
import type { Action } from './action.ts';
import {
  describeConversion,
  describeInner,
  describeMode,
  listModes,
  orderWishes,
  readsObject,
  shortenName,
} from './drop-wish.ts';
import type { DropWish, DropWishes } from './drop-wish.ts';
import type { Mapping, RowSite } from './mapping.ts';
import type { Target } from './read-target.ts';
import type { Row } from './row.ts';
import { findPointerShape } from './row-shape.ts';
import { findConversion, writeConversion } from './write-conversion.ts';
import type { ScalarType } from './write-conversion.ts';
import { readsMany } from './write-path.ts';
import { writeSource } from './write-source.ts';

interface Wanted {
  place?: 'name' | 'value' | undefined;
  wanted?: ValueType | undefined;
  target?: Target | undefined;
}

/** What dropping a field of the payload on a row that gives a value can mean. */
export function wishValue(mapping: Mapping, { row }: RowSite, pointer: string, asked: Wanted): DropWishes {
  const name = shortenName(row.name ?? 'it');
  const { place = 'name', target } = asked;
  const field = target?.fields.find((one) => one.pointer === row.targetPointer);
  const wanted = asked.wanted ?? field?.type ?? wantedBy(row);
  if (readsMany(mapping, row.scope, pointer)) {
    const wishes = listModes(mapping, pointer).map((mode): DropWish => {
      const action: Action =
        mode === 'sum'
          ? { type: 'aggregate', row: row.id, sourcePointer: pointer, by: mode }
          : { type: 'createLoop', row: row.id, sourcePointer: pointer, mode };
      return { id: mode, label: describeMode(mode, name), action };
    });
    return { wishes: orderWishes(wishes, wanted), asks: true };
  }
  const isEmpty = isEmptyRow(row);
  const replace: DropWish = {
    id: 'replace',
    label: isEmpty ? `Map to ${name}` : `Replace ${name}`,
    action: { type: 'mapDrop', row: row.id, sourcePointer: pointer, mode: 'replace' },
  };
  const append: DropWish = {
    id: 'append',
    label: `Put behind ${name}`,
    action: { type: 'mapDrop', row: row.id, sourcePointer: pointer, mode: 'append' },
  };
  const fitting = wishFitting(mapping, row, pointer, wanted);
  const canAppend = !isEmpty && row.kind !== 'list';
  const plain = !canAppend ? [replace] : place === 'value' ? [append, replace] : [replace, append];
  return { wishes: [...fitting, ...plain], asks: fitting.length > 0 };
}

/** A literal shows of which type the row is to be. */
function wantedBy(row: Row): ValueType | undefined {
  if (row.kind !== 'literal' || row.value === null || row.value === '') return undefined;
  const type = typeof row.value;
  return type === 'number' || type === 'boolean' ? type : undefined;
}

/** The field as what is wanted: converted, or the one item of a list. */
function wishFitting(mapping: Mapping, row: Row, pointer: string, wanted: ValueType | undefined): DropWish[] {
  if (wanted === undefined) return [];
  const written = writeSource(mapping, row.scope, { sourcePointer: pointer, as: 'path' });
  if ('reason' in written) return [];
  const name = shortenName(row.name ?? 'it');
  const wish = (id: string, label: string, text: string): DropWish => ({
    id,
    label,
    action: { type: 'setExpression', row: row.id, text },
  });
  const verb = isEmptyRow(row) ? 'Map to' : 'Replace';
  if (wanted === 'array') {
    const list = wish('list', `${verb} ${name}, as a list`, `[${written.text}]`);
    const inner = wish('forEach', describeInner(name), `[${written.text}.{}]`);
    return readsObject(mapping, pointer) ? [list, inner] : [list];
  }
  if (!isScalarType(wanted)) return [];
  const shape = findPointerShape(mapping, pointer);
  const to = findConversion(shape, wanted);
  if (to === undefined || to === 'none') return [];
  const { before, after } = writeConversion(to, shape);
  return [wish('convert', `${verb} ${name}, as ${describeConversion(to)}`, before + written.text + after)];
}

function isScalarType(type: ValueType): type is ScalarType {
  return type === 'string' || type === 'number' || type === 'boolean';
}

function isEmptyRow(row: Row): boolean {
  if (row.kind === 'list') return row.children.length === 0;
  return row.kind === 'literal' && (row.value === null || row.value === '');
}
