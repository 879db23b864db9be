import type { Row, RowId } from '@postmap/engine';

/** Which item of each loop is looked at, from 0; the first where nothing is said. */
export type ChosenItems = ReadonlyMap<RowId, number>;

/** Steps of a target pointer; `[]` goes into the item that is looked at. */
const ITEMS = '[]';

/**
 * What a row gives, out of the whole output: in a loop for the item that is looked at. A list of one that JSONata unwrapped counts as its item.
 *
 * @returns undefined when the output has nothing there
 */
export function readResult(output: unknown, row: Row, loops: readonly Row[], chosen: ChosenItems): unknown {
  if (row.slot === 'binding' || row.targetPointer.startsWith('$')) return undefined;
  const byPointer = new Map(loops.map(({ targetPointer, id }) => [targetPointer, id]));
  let value = output;
  let pointer = '';
  for (const step of row.targetPointer.split('/').slice(1)) {
    const loop = byPointer.get(pointer);
    const index = loop === undefined ? 0 : (chosen.get(loop) ?? 0);
    if (step === ITEMS) value = Array.isArray(value) ? pick(value, index) : value;
    else if (step === '*') value = isRecord(value) ? pick(Object.values(value), index) : undefined;
    else value = isRecord(value) ? value[step.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
    pointer += `/${step}`;
  }
  return value;
}

/** How many items a loop gave, out of what it gave. */
export function countItems(value: unknown): number {
  if (value === undefined) return 0;
  return Array.isArray(value) ? value.length : 1;
}

function pick(items: readonly unknown[], index: number): unknown {
  return items[Math.min(index, items.length - 1)];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
