const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The value of a quoted string, with its quotes; an escape that is none stands for its character. */
export function unquoteString(text: string): string {
  const quote = text.charAt(0);
  const inner = text.slice(1, text.length > 1 && text.endsWith(quote) ? -1 : undefined);
  return inner.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_, unit?: string, escaped?: string) =>
    unit === undefined ? (ESCAPES[escaped ?? ''] ?? escaped ?? '') : String.fromCharCode(Number.parseInt(unit, 16)),
  );
}

/** The expression of a regex literal; undefined where it is malformed. */
export function readRegexLiteral(text: string): RegExp | undefined {
  const close = text.lastIndexOf('/');
  if (close < 2) return undefined;
  try {
    return new RegExp(text.slice(1, close), `${text.slice(close + 1)}g`);
  } catch {
    // Whatever the reason is, the literal is malformed; the caller says so.
    return undefined;
  }
}
