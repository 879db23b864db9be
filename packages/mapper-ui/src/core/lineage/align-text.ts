/** Leads from an offset of one text to the same place of another that differs from it in white space alone. */
export type Alignment = (offset: number) => number;

const SPACE = /\s/;

/**
 * How the offsets of `from` lie in `to`, which is the same text laid out in another way: indented, or without its line breaks.
 *
 * @returns undefined where anything but white space differs
 */
export function alignText(from: string, to: string): Alignment | undefined {
  if (from === to) return (offset) => Math.max(0, Math.min(offset, to.length));
  const places = new Uint32Array(from.length + 1);
  let at = 0;
  for (let offset = 0; offset < from.length; offset++) {
    const character = from.charAt(offset);
    if (SPACE.test(character)) {
      // Space that both have keeps its place; what only one of them has lies at the edge.
      places[offset] = at;
      if (at < to.length && SPACE.test(to.charAt(at))) at++;
      continue;
    }
    while (at < to.length && SPACE.test(to.charAt(at))) at++;
    if (to.charAt(at) !== character) return undefined;
    places[offset] = at;
    at++;
  }
  places[from.length] = at;
  if (to.slice(at).trim() !== '') return undefined;
  return (offset) => places[Math.max(0, Math.min(offset, from.length))] ?? to.length;
}
