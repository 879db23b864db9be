/** A name as a reference token of a JSON Pointer (RFC 6901, section 3). */
export function escapeToken(name: string): string {
  // Most names have neither, and are asked for by the thousand.
  return /[~/]/.test(name) ? name.replaceAll('~', '~0').replaceAll('/', '~1') : name;
}

/** The name that a reference token of a JSON Pointer stands for (RFC 6901, section 4). */
export function unescapeToken(token: string): string {
  return token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token;
}
