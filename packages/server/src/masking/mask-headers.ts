import { maskFormText } from './mask-form-text.ts';
import { findMaskRule } from './mask-rules.ts';

const HEADER_MASK = '••••••••';

/** Ends of names that mean a credential in a header, though not in a payload; an idempotency key is none. */
const CREDENTIAL_NAME = /(?:^|[-_])(?:auth|key|session)$/i;
const OPEN_NAMES: ReadonlySet<string> = new Set(['idempotency-key', 'x-idempotency-key']);

/**
 * Masks the values of headers that carry credentials (`authorization`, `cookie`, `set-cookie`, `x-api-key`, and any whose
 * name is secret-like), and secret-like query parameters in the others, such as a `location`. Signatures stay: they prove
 * a message and open nothing.
 */
export function maskHeaders(headers: readonly (readonly [string, string])[]): [string, string][] {
  return headers.map(([name, value]) => [name, isCredential(name) ? HEADER_MASK : maskFormText(value)]);
}

function isCredential(name: string): boolean {
  if (OPEN_NAMES.has(name.toLowerCase())) return false;
  const rule = findMaskRule(name);
  return (rule !== null && rule !== 'card-like') || CREDENTIAL_NAME.test(name);
}
