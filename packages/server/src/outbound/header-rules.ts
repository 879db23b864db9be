/** Names that the HTTP client itself writes; a caller's value would desynchronise the message framing or the routing. */
const TRANSPORT_NAMES: ReadonlySet<string> = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'upgrade',
  'te',
  'trailer',
  'expect',
  'http2-settings',
]);

/** Names of Standard Webhooks 1.0.0, which Postmap sets on every signed attempt. */
const SIGNATURE_NAMES: ReadonlySet<string> = new Set(['webhook-id', 'webhook-timestamp', 'webhook-signature']);

/** RFC 9110 §5.6.2 `token`. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Visible ASCII, space and tab: RFC 9110 §5.5 `field-value` without `obs-text`, which receivers decode differently. */
const FIELD_VALUE = /^[\t\x20-\x7e]*$/;

const MAX_NAME_LENGTH = 128;
const MAX_VALUE_LENGTH = 8192;

/**
 * Checks a header as a user may set it on a destination: at save, and again after its value was rendered.
 *
 * @returns null when it can be sent, else one sentence that names the header and the fix; it never repeats the value.
 */
export function checkHeader(name: string, value: string): string | null {
  if (SIGNATURE_NAMES.has(name.toLowerCase())) {
    return `Header "${name}" is set by Postmap when it signs a delivery: remove it, or give yours another name.`;
  }
  return checkSentHeader(name, value);
}

/**
 * Checks a header as the HTTP client is about to send it: {@link checkHeader} without the names that Postmap's own
 * signature uses.
 *
 * @returns null when it can be sent, else one sentence that names the header and the fix.
 */
export function checkSentHeader(name: string, value: string): string | null {
  return checkName(name) ?? checkValue(name, value);
}

function checkName(name: string): string | null {
  if (name === '') return 'A header has no name: give it one or remove it.';
  if (name.length > MAX_NAME_LENGTH) {
    return `A header name has ${name.length} characters: ${MAX_NAME_LENGTH} is the most.`;
  }
  if (!TOKEN.test(name)) {
    return `Header name ${JSON.stringify(name)} is not valid: use letters, digits and - _ . only.`;
  }
  const lower = name.toLowerCase();
  if (TRANSPORT_NAMES.has(lower) || lower.startsWith('proxy-')) {
    return `Header "${name}" belongs to the connection and is written by Postmap: remove it.`;
  }
  return null;
}

function checkValue(name: string, value: string): string | null {
  if (value.length > MAX_VALUE_LENGTH) {
    return `The value of header "${name}" has ${value.length} characters: ${MAX_VALUE_LENGTH} is the most.`;
  }
  if (FIELD_VALUE.test(value)) return null;
  const position = value.search(/[^\t\x20-\x7e]/);
  const code = value.codePointAt(position) ?? 0;
  const shown = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return `The value of header "${name}" has ${shown} at character ${position + 1}: use visible ASCII, spaces and tabs only.`;
}
