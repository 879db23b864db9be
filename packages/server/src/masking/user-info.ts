import { MASK } from './mask-rules.ts';

/** In a URL wherever it stands, also in JSON that escapes slashes. Longer ones do not occur, and would cost a hostile text its square. */
const USER_INFO = /(:(?:\\?\/){2})[^\s/?#@"'<>\\]{1,768}@/g;

/** Hides what stands between `//` and `@` in URLs (RFC 3986 §3.2.1): a password, or a token in the place of the user name. */
export function hideUserInfo(text: string): string {
  return text.includes('@') ? text.replace(USER_INFO, `$1${MASK}@`) : text;
}
