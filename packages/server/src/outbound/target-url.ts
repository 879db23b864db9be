/** A URL that deliveries may be sent to, or one sentence that names what is wrong and the fix. */
export type TargetUrlVerdict =
  { readonly ok: true; readonly url: URL } | { readonly ok: false; readonly message: string };

/** Ports at or above 1024 that the Fetch standard blocks ("bad ports"): they speak protocols an HTTP request can abuse. */
const BLOCKED_PORTS: ReadonlySet<number> = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10_080,
]);

const MAX_URL_LENGTH = 8192;

/** Null, or one sentence that says by how much the URL is too long. */
export function checkUrlLength(text: string): string | null {
  return text.length > MAX_URL_LENGTH ? `The URL has ${text.length} characters: ${MAX_URL_LENGTH} is the most.` : null;
}

/** A URL with more in its query (RFC 3986 §3.4): after what is there, before a fragment. `query` has no leading `?` or `&`. */
export function appendQuery(url: string, query: string | null): string {
  if (query === null || query === '') return url;
  const fragmentAt = url.indexOf('#');
  const base = fragmentAt === -1 ? url : url.slice(0, fragmentAt);
  const joint = !base.includes('?') ? '?' : /[?&]$/.test(base) ? '' : '&';
  return `${base}${joint}${query}${url.slice(base.length)}`;
}

/**
 * Checks the shape of a URL as deliveries use it: absolute, http or https, a host, no user name or password, a port
 * that web servers use. What the host resolves to is the address guard's matter, at every connection.
 *
 * The text must already look like what the URL parser makes of it: `http:host`, `http:///host` and `http:\\host`, which
 * WHATWG URL would repair, are refused.
 */
export function checkTargetUrl(text: string): TargetUrlVerdict {
  if (text.trim() === '') return refuse('The URL is empty: write one such as https://hooks.example.com/orders.');
  const tooLong = checkUrlLength(text);
  if (tooLong !== null) return refuse(tooLong);
  if (!/^[^\s\\\p{Cc}]+$/u.test(text)) {
    return refuse('The URL has white space, a backslash or a control character: percent-encode it (space is %20).');
  }
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== 'http' && scheme !== 'https') {
    return refuse('The URL must begin with https:// or http://.');
  }
  if (!/^https?:\/\/[^/?#]/i.test(text)) {
    return refuse(`The URL has no host: write ${scheme}://, then the host name.`);
  }
  const url = URL.parse(text);
  if (url === null) return refuse('The URL cannot be read: check its host name and port.');
  if (/^https?:\/\/[^/?#]*@/i.test(text)) {
    return refuse(
      'The URL has a user name or password: remove it and set the authentication of the destination instead.',
    );
  }
  if (!isWebPort(url)) {
    return refuse(
      `Port ${url.port} cannot be a target: use 80, 443, or one from 1024 up that is no other well-known service.`,
    );
  }
  return { ok: true, url };
}

/**
 * Checks a destination's URL as it is saved: a Handlebars string whose scheme, host and port are literal, so that no
 * event can move a delivery to another host.
 *
 * @returns null when it can be saved, else one sentence that names what is wrong and the fix
 */
export function checkUrlTemplate(source: string): string | null {
  const verdict = readTemplateOrigin(source);
  return verdict.ok ? null : verdict.message;
}

/**
 * Checks a URL that was rendered from a saved template: a valid target, still on the template's own origin.
 *
 * @returns the URL, or one sentence that names what is wrong and the fix
 */
export function checkRenderedUrl(source: string, rendered: string): TargetUrlVerdict {
  const origin = readTemplateOrigin(source);
  if (!origin.ok) return origin;
  const target = checkTargetUrl(rendered);
  if (!target.ok) return target;
  if (target.url.origin === origin.url.origin) return target;
  return refuse(
    `The rendered URL leads to ${target.url.origin}, but this destination is fixed to ${origin.url.origin}: put values after the host only.`,
  );
}

function readTemplateOrigin(source: string): TargetUrlVerdict {
  const start = source.indexOf('{{');
  if (start === -1) return checkTargetUrl(source);
  const literal = source.slice(0, start);
  if (!/^https?:\/\/[^/?#]+[/?#]/i.test(literal)) {
    return refuse(
      'The scheme, host and port of the URL must be written out: values ({{…}}) may come after the first / that follows the host.',
    );
  }
  return checkTargetUrl(literal);
}

function isWebPort(url: URL): boolean {
  if (url.port === '') return true;
  const port = Number(url.port);
  return port === 80 || port === 443 || (port >= 1024 && !BLOCKED_PORTS.has(port));
}

function refuse(message: string): TargetUrlVerdict {
  return { ok: false, message };
}
