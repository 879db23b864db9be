import type { ValueType } from '../shapes/shape.ts';
import type { Projection } from './projection.ts';
import type { Target, TargetField } from './read-target.ts';
import type { Row } from './row.ts';

/** A row that gives another type than the target wants in its place. */
export interface Misfit {
  row: Row;
  field: TargetField;
  gives: ValueType;
}

/**
 * Fields of the target that no row makes. Below a row that gives something as a whole, a path or an expression, nothing is
 * missing as far as can be told: an object where a list is wanted, or the other way around, has nothing of what is wanted in it.
 */
export function missingTargets({ rows }: Pick<Projection, 'rows'>, { fields }: Target): TargetField[] {
  const made = new Set<string>();
  const whole = new Set<string>();
  const misfits = new Set(listMisfits({ rows }, { fields }).map(({ row }) => row));
  for (const row of rows) {
    const pointer = plainPointer(row.targetPointer);
    if (pointer.startsWith('$')) continue;
    made.add(pointer);
    if (row.valueSpan.start === row.valueSpan.end || misfits.has(row)) continue;
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

/**
 * Rows that give a list where the target wants an object or a single value, an object where it wants a list, and the like. One type of single
 * values in the place of another is none: many receivers take both. Nor is what gives nothing yet.
 */
export function listMisfits({ rows }: Pick<Projection, 'rows'>, { fields }: Target): Misfit[] {
  const wanted = new Map(fields.map((field) => [field.pointer, field]));
  return rows.flatMap((row) => {
    const field = wanted.get(row.targetPointer);
    const { gives } = row;
    if (field?.type === undefined || gives === undefined || gives === 'null' || field.type === 'null') return [];
    return classOf(gives) === classOf(field.type) ? [] : [{ row, field, gives }];
  });
}

/**
 * Of what is missing that which the target requires, told once: of what is missing as a whole, or gives another type, only the whole. What may be left
 * out is required only where it is made.
 */
export function listMissingRequired(projection: Pick<Projection, 'rows'>, target: Target): TargetField[] {
  const missing = missingTargets(projection, target);
  const misfits = listMisfits(projection, target).map(({ field }) => field);
  const told = new Set([...missing, ...misfits].map(({ pointer }) => pointer));
  return missing.filter(
    ({ pointer, required }) => required && !listHolders(pointer).some((holder) => told.has(holder)),
  );
}

/** Outermost first. */
function listHolders(pointer: string): string[] {
  const holders: string[] = [];
  for (let end = pointer.indexOf('/', 1); end !== -1; end = pointer.indexOf('/', end + 1)) {
    holders.push(pointer.slice(0, end));
  }
  return holders;
}

function classOf(type: ValueType): 'list' | 'object' | 'value' {
  if (type === 'array') return 'list';
  return type === 'object' ? 'object' : 'value';
}

/** Without the signs for items: whether a place is a list is not what makes it missing. */
export function plainPointer(pointer: string): string {
  return pointer.replaceAll('/[]', '');
}
