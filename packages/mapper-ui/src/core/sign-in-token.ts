/** The token in what was pasted: a whole sign-in link, or the token itself. Undefined when there is none. */
export function readSignInToken(text: string): string | undefined {
  const pasted = text.trim();
  if (pasted === '') return undefined;
  const query = /[?&]token=([^&#\s]+)/.exec(pasted)?.[1];
  if (query !== undefined) return decodeURIComponent(query);
  return /^[\w.~-]+$/.test(pasted) ? pasted : undefined;
}
