const PLAIN = /^[A-Za-z_$][A-Za-z0-9_$-]*$/;
const WORDS = new Set(['this', 'else', 'true', 'false', 'null', 'undefined', 'as']);

/** A field's name as a part of a path; undefined where no path can hold it: `lookup` can. */
export function writeName(name: string): string | undefined {
  if (PLAIN.test(name) && !WORDS.has(name)) return name;
  if (name === '' || /[\n\r]/.test(name)) return undefined;
  return `[${name.replaceAll(/[\\\]]/g, (character) => `\\${character}`)}]`;
}
