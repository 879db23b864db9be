const LEFT_BY_ENCODE = /[!'()~]|%20/g;

/**
 * Text as `application/x-www-form-urlencoded` writes it (URL Standard, §5.2): UTF-8 percent encoding, a space is `+`, and
 * only letters, digits and `*-._` stay. A lone surrogate has no UTF-8 form and becomes U+FFFD.
 */
export function encodeFormText(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(LEFT_BY_ENCODE, (found) =>
    found === '%20' ? '+' : `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
