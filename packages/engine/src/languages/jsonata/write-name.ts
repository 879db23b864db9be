const PLAIN = /^[A-Za-z_][A-Za-z0-9_]*$/;
const WORDS = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);

/**
 * A field's name as a step of a path: in backticks where it is no plain word, as text where it has a backtick in it, which
 * backticks cannot hold. Text is a name only after a dot: at the beginning of a path, `$.` must come before it.
 */
export function writeName(name: string): string {
  if (PLAIN.test(name) && !WORDS.has(name)) return name;
  return name === '' || name.includes('`') ? JSON.stringify(name) : `\`${name}\``;
}

/** The name as a path of its own. */
export function writeFirstName(name: string): string {
  const written = writeName(name);
  return written.startsWith('"') ? `$.${written}` : written;
}

/** Steps of a path, after what it begins with; undefined for a path that begins with its first name. */
export function joinSteps(first: string | undefined, names: readonly string[]): string {
  if (first !== undefined) return [first, ...names.map(writeName)].join('.');
  const [name, ...rest] = names;
  return name === undefined ? '' : [writeFirstName(name), ...rest.map(writeName)].join('.');
}
