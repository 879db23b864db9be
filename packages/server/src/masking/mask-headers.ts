import { maskFormText } from './mask-form-text.ts';
import { findMaskRule } from './mask-rules.ts';
import { hideUserInfo } from './user-info.ts';

const HEADER_MASK = '••••••••';

/** What means a credential anywhere in a header's name, and at its end, though not in a payload; an idempotency key is none. */
const CREDENTIAL_NAME =
  /token|secret|passw|passphrase|credential|authoriz|cookie|api[-_]?key|(?:^|[-_])(?:auth|key|session)$/i;
const OPEN_NAMES: ReadonlySet<string> = new Set(['idempotency-key', 'x-idempotency-key']);

/**
 * Masks the values of headers that carry credentials (`authorization`, `cookie`, `set-cookie`, `x-api-key`, and any whose
 * name is secret-like), and secret-like query parameters and credentials before a host in the others, such as a `location`.
 * Signatures stay: they prove a message and open nothing.
 */
export function maskHeaders(headers: readonly (readonly [string, string])[]): [string, string][] {
  return headers.map(([name, value]) => [
    name,
    isCredentialHeader(name) ? HEADER_MASK : maskFormText(hideUserInfo(value)),
  ]);
}

/** The header values that differ from those shown of them; of credentials (RFC 7617, RFC 6750) also what stands behind the scheme. */
export function listHiddenValues(
  headers: readonly (readonly [string, string])[],
  shown: readonly (readonly [string, string])[],
): string[] {
  const hidden = headers.filter(([, value], index) => value !== shown[index]?.[1]).map(([, value]) => value);
  return hidden.flatMap((value) => [value, ...listCredentials(value)]);
}

function listCredentials(value: string): string[] {
  const [, scheme, credentials] = /^(basic|bearer) +(\S+)$/i.exec(value) ?? [];
  if (scheme === undefined || credentials === undefined) return [];
  if (scheme.toLowerCase() === 'bearer') return [credentials];
  const pair = Buffer.from(credentials, 'base64').toString();
  return [credentials, pair.slice(pair.indexOf(':') + 1)];
}

/** Whether a header of this name carries a credential, whoever set it and whatever was said of it. */
export function isCredentialHeader(name: string): boolean {
  if (OPEN_NAMES.has(name.toLowerCase())) return false;
  const rule = findMaskRule(name);
  return (rule !== null && rule !== 'card-like') || CREDENTIAL_NAME.test(name);
}
