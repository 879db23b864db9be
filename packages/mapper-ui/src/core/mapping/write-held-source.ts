import type { Projection } from '@postmap/engine';
import { isOfWhole } from './read-result.ts';

/**
 * A template that gives what the variables of another hold, by their names: to show it beside them. Functions are left out. Undefined where the
 * whole template has no variables.
 */
export function writeHeldSource({ rows, scopes }: Projection, source: string): string | undefined {
  const inPayload = new Set(scopes.filter(({ sourcePointer }) => sourcePointer === '').map(({ id }) => id));
  const bindings = rows.filter((row) => row.slot === 'binding' && isOfWhole(row) && inPayload.has(row.scope));
  if (bindings.length === 0) return undefined;
  const names = [...new Set(bindings.flatMap(({ name }) => name ?? []))];
  const given = names.map((name) => `${JSON.stringify(name)}: $type(${name}) != "function" ? ${name}`);
  const made = bindings.map(({ span }) => `${source.slice(span.start, span.end)};\n`);
  return `(${made.join('')}{ ${given.join(', ')} })`;
}
