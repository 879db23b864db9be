/** Of names in the workspace. */
const MOST_LETTERS = 120;

/** `Orders copy`, then `Orders copy 2`: a name that none of `taken` is, cut where it would be too long. */
export function copyName(name: string, taken: readonly string[]): string {
  const base = name.replace(/ copy(?: \d+)?$/, '');
  for (let count = 1; ; count += 1) {
    const ending = count === 1 ? ' copy' : ` copy ${count}`;
    const candidate = `${base.slice(0, MOST_LETTERS - ending.length).trimEnd()}${ending}`;
    if (!taken.includes(candidate)) return candidate;
  }
}
