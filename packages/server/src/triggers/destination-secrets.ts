import { SECRET_MASK } from '../contract/index.ts';
import type { Destination, DestinationAuth, HeaderInput, UrlDestination } from '../contract/index.ts';
import { ProblemError } from '../http/problem-error.ts';
import type { ProblemIssues } from '../http/problem-error.ts';
import { isCredentialHeader } from '../masking/mask-headers.ts';
import { checkHeader } from '../outbound/header-rules.ts';

/** What a trigger's secrets are sealed for, so that none opens in another trigger. */
export function secretPlace(triggerId: string): string {
  return `trigger:${triggerId}`;
}

/** The destination as answers show it. */
export function maskDestination(destination: UrlDestination): UrlDestination;
export function maskDestination(destination: Destination): Destination;
export function maskDestination(destination: Destination): Destination {
  if (destination.kind === 'email') return destination;
  const headers = destination.headers.map((header) => (header.secret ? { ...header, value: SECRET_MASK } : header));
  return { ...destination, headers, auth: replaceAuthSecret(destination.auth, () => SECRET_MASK) };
}

/**
 * Seals the secrets of a destination that came in. The mask keeps what is stored, sealed as it is, as long as the URL leads to the same
 * host: otherwise somebody who may not read a secret could have it sent to a host of theirs.
 *
 * @throws {ProblemError} `invalid-request` for a mask with nothing to keep, and for a secret that cannot be sent
 */
export function sealDestination(
  input: Destination,
  before: Destination | undefined,
  seal: (secret: string) => string,
): Destination {
  if (input.kind === 'email') return input;
  const kept = before?.kind === 'url' ? before : undefined;
  const errors: ProblemIssues = [];
  const isSameHost = kept !== undefined && originOf(input.url) === originOf(kept.url);
  const sealOrKeep = (value: string, stored: string | undefined, path: string): string => {
    if (value !== SECRET_MASK) return seal(value);
    if (stored === undefined) errors.push({ path, message: 'There is no stored secret to keep here: enter it.' });
    else if (!isSameHost)
      errors.push({ path, message: 'Enter this secret again, because the URL leads to another host now.' });
    return stored ?? '';
  };
  const headers = input.headers.map(markCredential).map((header, index): HeaderInput => {
    const path = `destination.headers[${index}].value`;
    if (!header.secret) {
      if (header.value === SECRET_MASK)
        errors.push({ path, message: 'A stored secret cannot be made readable: enter the value.' });
      return header;
    }
    const problem = header.value === SECRET_MASK ? null : checkHeader(header.name, header.value);
    if (problem !== null) errors.push({ path, message: problem });
    return { ...header, value: sealOrKeep(header.value, findSecretHeader(kept, header.name)?.value, path) };
  });
  const auth = replaceAuthSecret(input.auth, (value, field) =>
    sealOrKeep(value, findAuthSecret(input.auth, kept), `destination.auth.${field}`),
  );
  const [first] = errors;
  if (first !== undefined) throw new ProblemError('invalid-request', `${first.path}: ${first.message}`, errors);
  return { ...input, headers, auth };
}

/** The same destination, each sealed secret replaced: for a copy that seals them for another trigger. */
export function resealDestination(destination: Destination, reseal: (sealed: string) => string): Destination {
  if (destination.kind === 'email') return destination;
  const headers = destination.headers.map((header) =>
    header.secret ? { ...header, value: reseal(header.value) } : header,
  );
  return { ...destination, headers, auth: replaceAuthSecret(destination.auth, reseal) };
}

/**
 * A credential is a secret also where nobody has marked it, and is kept, shown and exported as one. What a template puts in, as in
 * `Bearer {{customer.variables.token}}`, is not in the header.
 */
function markCredential(header: HeaderInput): HeaderInput {
  const isPlain = !header.secret && header.value !== '' && header.value !== SECRET_MASK && !header.value.includes('{{');
  return isPlain && isCredentialHeader(header.name) ? { ...header, secret: true } : header;
}

function findSecretHeader(kept: UrlDestination | undefined, name: string): HeaderInput | undefined {
  return kept?.headers.find((header) => header.secret && header.name.toLowerCase() === name.toLowerCase());
}

/** A password is kept only for the same user name, a client secret only for the same client and token URL. */
function findAuthSecret(input: DestinationAuth, kept: UrlDestination | undefined): string | undefined {
  const stored = kept?.auth;
  if (input.kind === 'bearer' && stored?.kind === 'bearer') return stored.token;
  if (input.kind === 'basic' && stored?.kind === 'basic' && stored.username === input.username) return stored.password;
  if (input.kind === 'oauth2' && stored?.kind === 'oauth2') {
    const isSame = stored.tokenUrl === input.tokenUrl && stored.clientId === input.clientId;
    return isSame ? stored.clientSecret : undefined;
  }
  return undefined;
}

function replaceAuthSecret(auth: DestinationAuth, replace: (value: string, field: string) => string): DestinationAuth {
  if (auth.kind === 'basic') return { ...auth, password: replace(auth.password, 'password') };
  if (auth.kind === 'oauth2') return { ...auth, clientSecret: replace(auth.clientSecret, 'clientSecret') };
  return auth.kind === 'bearer' ? { ...auth, token: replace(auth.token, 'token') } : auth;
}

/** Scheme, host and port, which are literal in every saved URL. */
function originOf(url: string): string {
  return (/^https?:\/\/[^/?#{]+/i.exec(url)?.[0] ?? '').toLowerCase();
}
