import type { StaticValue } from './action.ts';

/** A value as JSONata: numbers that it cannot write are `null`, as in JSON. */
export function writeStatic(value: StaticValue, quote = '"'): string {
  if (typeof value === 'string') return writeText(value, quote);
  if (typeof value === 'number') return JSON.stringify(value);
  if (typeof value === 'boolean' || value === null) return String(value);
  if (isList(value)) return `[${value.map((item) => writeStatic(item, quote)).join(', ')}]`;
  const pairs = Object.entries(value).map(([name, item]) => `${writeText(name, quote)}: ${writeStatic(item, quote)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** Text in quotes of the kind that the source has; JSONata has no escape for a single one. */
export function writeText(text: string, quote = '"'): string {
  const inner = JSON.stringify(text).slice(1, -1);
  return quote === "'" && !text.includes("'") ? `'${inner.replaceAll('\\"', '"')}'` : `"${inner}"`;
}

function isList(value: StaticValue): value is readonly StaticValue[] {
  return Array.isArray(value);
}
