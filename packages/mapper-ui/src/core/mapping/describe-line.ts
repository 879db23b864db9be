import { unescapeToken } from '@postmap/engine';
import type { Row, Scalar } from '@postmap/engine';
import { previewValue } from '../mapper/preview-value.ts';
import { nameRow, sliceSpan } from './edit-task.ts';
import type { MappingLine, RowLine } from './mapping-line.ts';
import { countItems } from './read-result.ts';

/** What a row gives, in few words. */
export function describeResult(result: unknown): string {
  if (result === undefined) return '—';
  if (Array.isArray(result)) return result.length === 1 ? '1 item' : `${result.length} items`;
  if (typeof result === 'object' && result !== null) {
    const { length } = Object.keys(result);
    return length === 1 ? '1 field' : `${length} fields`;
  }
  return previewValue(result);
}

interface Known {
  result: unknown;
  message: string | undefined;
  required: boolean;
  wanted: Scalar | undefined;
  sources: string;
}

/** A line in words, for whoever hears it; links and colours are told too. */
export function describeLine(line: MappingLine, source: string, known: Known): string {
  const { result, message, required, wanted, sources } = known;
  if (line.kind === 'add')
    return `${line.what === 'field' ? 'Add a field' : 'Add an entry'}${line.of === undefined ? '' : ` to ${line.of}`}`;
  if (line.kind === 'otherwise') return 'Otherwise';
  if (line.kind === 'entry')
    return `${line.entry.key ?? 'computed key'} gives ${sliceSpan(source, line.entry.valueSpan)}`;
  const { row, branch } = line;
  const isSimple = branch === undefined && row.kind !== 'loop';
  const parts = [
    nameLine(line, source),
    required ? 'required' : '',
    describeValue(row, source, result),
    sources === '' ? '' : `from ${sources}`,
    isSimple && result !== undefined ? `gives ${describeResult(result)}` : '',
    message ?? '',
    wanted === undefined ? '' : describeWanted(wanted),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** Of a row that gives something else. */
export function describeWanted(wanted: Scalar): string {
  return `The target's sample has ${previewValue(wanted)} here`;
}

function nameLine({ row, branch }: RowLine, source: string): string {
  if (branch === undefined) return nameRow(row);
  const { testSpan } = branch.branch;
  return testSpan === undefined ? 'otherwise' : `when ${sliceSpan(source, testSpan)}`;
}

function describeValue(row: Row, source: string, result: unknown): string {
  if (row.kind === 'object') {
    const place = row.within.map((one) => sliceSpan(source, one)).join('.');
    return place === '' ? 'object' : `object in ${place}`;
  }
  if (row.kind !== 'loop') return sliceSpan(source, row.valueSpan).slice(0, 120);
  const count = countItems(result, row.loop.form === 'group');
  return `for each ${sliceSpan(source, row.loop.iterateSpan)}, ${count === 1 ? '1 row' : `${count} rows`}`;
}

/** `/order/lines/[]/sku` as people write it: `order.lines.sku`. */
export function describePointer(pointer: string): string {
  return pointer
    .split('/')
    .filter((step) => step !== '' && step !== '[]')
    .map(unescapeToken)
    .join('.');
}
