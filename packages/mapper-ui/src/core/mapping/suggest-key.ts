import { unescapeToken } from '@postmap/engine';
import type { Projection, RowId } from '@postmap/engine';
import { isRecord } from '../mapper/field-tree.ts';

/**
 * A key that a lookup table could have next: the first value that the payload has where the lookup reads, and that is none of its keys yet, as
 * text. Undefined for a row that looks nothing up, where it reads something else than a field of the payload, or nothing is left.
 */
export function suggestKey(
  { rows, links }: Pick<Projection, 'rows' | 'links'>,
  id: RowId,
  payload: unknown,
): string | undefined {
  const lookup = rows.find((row) => row.id === id);
  if (lookup?.kind !== 'lookup') return undefined;
  const { keySpan, entries } = lookup.lookup;
  const [only, other] = links.filter(
    ({ row, role, viaSpan }) =>
      row === id && role === 'value' && viaSpan.start >= keySpan.start && viaSpan.end <= keySpan.end,
  );
  const isWhole = only?.viaSpan.start === keySpan.start && only.viaSpan.end === keySpan.end;
  if (only === undefined || other !== undefined || !isWhole || !only.sourcePointer.startsWith('/')) return undefined;
  const names = only.sourcePointer
    .split('/')
    .slice(1)
    .filter((step) => step !== '[]')
    .map(unescapeToken);
  const known = new Set(entries.map(({ key }) => key));
  return listKeys(payload, names).find((key) => !known.has(key));
}

/** As a table is asked for them; arrays are gone through wherever they are. */
function listKeys(value: unknown, names: readonly string[]): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => listKeys(item, names));
  const [name, ...rest] = names;
  if (name !== undefined) return isRecord(value) ? listKeys(value[name], rest) : [];
  const isKey = typeof value === 'number' || typeof value === 'boolean' || (typeof value === 'string' && value !== '');
  return isKey ? [String(value)] : [];
}
