import type { Projection } from './projection.ts';
import type { Target, TargetField } from './read-target.ts';

/**
 * Fields of the target that no row makes. Below a row that gives something as a whole, a path or an expression, nothing is
 * missing as far as can be told.
 */
export function missingTargets({ rows }: Pick<Projection, 'rows'>, { fields }: Target): TargetField[] {
  const made = new Set<string>();
  const whole = new Set<string>();
  for (const row of rows) {
    const pointer = plainPointer(row.targetPointer);
    if (pointer.startsWith('$')) continue;
    made.add(pointer);
    if (row.valueSpan.start === row.valueSpan.end) continue;
    const isWhole = row.kind === 'path' || row.kind === 'raw' || row.kind === 'fn' || row.kind === 'lookup';
    if (isWhole || (row.name === undefined && row.slot === 'field')) whole.add(pointer.replace(/\/\*$/, ''));
  }
  return fields.filter(({ pointer }) => {
    const plain = plainPointer(pointer);
    if (made.has(plain)) return false;
    for (let end = plain.length; end >= 0; end = plain.lastIndexOf('/', end - 1)) {
      if (whole.has(plain.slice(0, end))) return false;
      if (end === 0) break;
    }
    return true;
  });
}

/** Without the signs for items: whether a place is a list is not what makes it missing. */
export function plainPointer(pointer: string): string {
  return pointer.replaceAll('/[]', '');
}
