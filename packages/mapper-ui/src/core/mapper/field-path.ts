import { escapeToken } from '@postmap/engine';

/** One step down a payload. `many` says that its value is an array, so that what follows belongs to each item. */
export interface FieldStep {
  readonly key: string;
  readonly many: boolean;
}
export type FieldPath = readonly FieldStep[];

/** A path for people: `order.items[].sku`. */
export function describePath(path: FieldPath): string {
  return path.map(({ key, many }) => (many ? `${key}[]` : key)).join('.');
}

/** The path as the engine's mapping names fields of the payload: a JSON Pointer (RFC 6901) with `[]` for the items of an array, `/order/items/[]/sku`. */
export function writeSourcePointer(path: FieldPath): string {
  const steps = path.map(({ key, many }, index) => {
    const name = escapeToken(key);
    return many && index < path.length - 1 ? `/${name}/[]` : `/${name}`;
  });
  return steps.join('');
}

const PLAIN_JSONATA_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const JSONATA_WORDS = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);

/**
 * The path as JSONata, relative to the value it starts from; JSONata maps over arrays by itself. A name that is not a plain
 * word stands in backticks, and one that has a backtick in it (which backticks cannot hold) is a string step.
 */
export function writeJsonataPath(path: FieldPath): string {
  const text = path.map(({ key }) => writeJsonataName(key)).join('.');
  // A string step is a name only inside a path.
  return path.length === 1 && text.startsWith('"') ? `$.${text}` : text;
}

export function writeJsonataName(name: string): string {
  if (PLAIN_JSONATA_NAME.test(name) && !JSONATA_WORDS.has(name)) return name;
  return name === '' || name.includes('`') ? JSON.stringify(name) : `\`${name}\``;
}

const PLAIN_HANDLEBARS_NAME = /^[A-Za-z_$][A-Za-z0-9_$-]*$/;
const LINE_BREAK = /[\n\r]/;
const HANDLEBARS_WORDS = new Set(['this', 'else', 'true', 'false', 'null', 'undefined', 'as']);

/**
 * The path as a Handlebars expression without its braces; inside an array it names the first item, because Handlebars does
 * not map. `helpers` are names that a single word would call instead of reading.
 */
export function writeHandlebarsPath(path: FieldPath, helpers: ReadonlySet<string> = new Set()): string {
  const unnameable = path.findIndex(({ key }) => key === '' || LINE_BREAK.test(key));
  if (unnameable !== -1) return lookUp(path, unnameable, helpers);
  const parts: string[] = [];
  for (const [index, { key, many }] of path.entries()) {
    parts.push(writeHandlebarsName(key));
    if (many && index < path.length - 1) parts.push('[0]');
  }
  const text = parts.join('.');
  return path.length === 1 && helpers.has(text) ? `this.${text}` : text;
}

/** Brackets cannot hold an empty name or one with a line break; `lookup` can. */
function lookUp(path: FieldPath, index: number, helpers: ReadonlySet<string>): string {
  const before = path.slice(0, index);
  const names = path
    .slice(index)
    .flatMap(({ key, many }, at, rest) => (many && at < rest.length - 1 ? [key, '0'] : [key]));
  const start = index === 0 ? 'this' : writeHandlebarsPath(before, helpers);
  const nested = names.reduce(
    (inner, name) => `(lookup ${inner} ${quote(name)})`,
    before.at(-1)?.many === true ? `${start}.[0]` : start,
  );
  return nested.slice(1, -1);
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '\\"')}"`;
}

export function writeHandlebarsName(name: string): string {
  if (PLAIN_HANDLEBARS_NAME.test(name) && !HANDLEBARS_WORDS.has(name)) return name;
  return `[${name.replace(/[\\\]]/g, (character) => `\\${character}`)}]`;
}
