const PLAIN_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;
const RESERVED = new Set(['and', 'or', 'in', 'true', 'false', 'null', 'function']);

/** A name as a step of a path; quoted where it needs to be. No quoted name can hold a backtick, a text can. */
export function writeName(name: string): string {
  if (PLAIN_NAME.test(name) && !RESERVED.has(name)) return name;
  return name.includes('`') || name === '' ? JSON.stringify(name) : `\`${name}\``;
}

/** Steps joined; a text on its own would be no path. */
export function joinSteps(first: string | undefined, names: readonly string[]): string {
  const steps = names.map(writeName);
  if (first !== undefined) return [first, ...steps].join('.');
  return steps[0]?.startsWith('"') === true ? ['$', ...steps].join('.') : steps.join('.');
}
