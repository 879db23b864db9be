/**
 * How well an entry of the palette fits what was typed, from 0 (not at all) to 1. Every typed word must stand in it as it is: letters found
 * here and there would put a customer with a long number before the deliveries of an order.
 *
 * @param entry its name first, then what else it is found by
 */
export function scoreEntry(entry: string, typed: string, keywords: readonly string[] = []): number {
  const text = [entry, ...keywords].join(' ').toLowerCase();
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const places = words.map((word) => text.indexOf(word));
  if (places.includes(-1)) return 0;
  if (words.length === 0 || text.startsWith(words.join(' '))) return 1;
  const begun = places.filter((place) => place === 0 || /[^\p{L}\p{N}]/u.test(text.charAt(place - 1)));
  return 0.2 + (0.6 * begun.length) / places.length;
}
