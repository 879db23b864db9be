import type { Row, RowId } from '@postmap/engine';

/** Which item of each loop is looked at, from 0; the first where nothing is said. */
export type ChosenItems = ReadonlyMap<RowId, number>;

/** Steps of a target pointer; `[]` goes into the item that is looked at. */
const ITEMS = '[]';

/** What the variables of the whole template hold, by their names with `$`. */
export type HeldValues = Readonly<Record<string, unknown>>;

const NOTHING_HELD: HeldValues = {};

/**
 * What a row gives, out of the whole output, or of what its variable holds: in a loop for the item that is looked at. A list of one that JSONata
 * unwrapped counts as its item.
 *
 * @returns undefined when there is nothing; for the variables of a part of the template always
 */
export function readResult(
  output: unknown,
  row: Row,
  loops: readonly Row[],
  chosen: ChosenItems,
  held: HeldValues = NOTHING_HELD,
): unknown {
  const [variable = '', ...steps] = row.targetPointer.split('/');
  if (variable !== '' && !isOfWhole(row)) return undefined;
  const byPointer = new Map(loops.map(({ targetPointer, id }) => [targetPointer, id]));
  let value = variable === '' ? output : held[variable];
  let pointer = variable;
  for (const step of steps) {
    const loop = byPointer.get(pointer);
    const index = loop === undefined ? 0 : (chosen.get(loop) ?? 0);
    if (step === ITEMS) value = Array.isArray(value) ? pick(value, index) : value;
    else if (step === '*') value = isRecord(value) ? pick(Object.values(value), index) : undefined;
    else value = isRecord(value) ? value[step.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
    pointer += `/${step}`;
  }
  return value;
}

/** How many items a loop gave, out of what it gave; of a loop that groups, how many groups. */
export function countItems(value: unknown, groups = false): number {
  if (value === undefined) return 0;
  if (groups && isRecord(value)) return Object.keys(value).length;
  return Array.isArray(value) ? value.length : 1;
}

/** A variable of the whole template, or something in one: those of its parts have the part before their names. */
export function isOfWhole({ id }: Row): boolean {
  return id.startsWith('$');
}

function pick(items: readonly unknown[], index: number): unknown {
  return items[Math.min(index, items.length - 1)];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
