/** Whether every word of `query` is in one of the texts, whatever the case. An empty query matches. */
export function matchesText(query: string, texts: readonly (string | null)[]): boolean {
  const haystack = texts.join(' ').toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}
