import { createHmac } from 'node:crypto';

/** What one attempt signs; see {@link signWebhook}. */
export interface SignedMessage {
  /** The delivery's id: the same on every try. */
  readonly id: string;
  /** Unix seconds of this attempt. */
  readonly timestamp: number;
  /** The rendered bytes as they are sent; empty for a request without a body. */
  readonly body: Uint8Array;
  /** `whsec_…` secrets, the current one first; during a rotation the old one too. */
  readonly secrets: readonly string[];
}

/** A secret, id or timestamp that Standard Webhooks does not allow. The message never holds the secret. */
export class SigningError extends Error {
  override readonly name = 'SigningError';
}

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/**
 * Makes a signing secret as Standard Webhooks 1.0.0 writes it: `whsec_` and the base64 of 32 random bytes.
 *
 * @param randomBytes gives as many unpredictable bytes as asked, such as `node:crypto`'s
 */
export function generateSigningSecret(randomBytes: (size: number) => Uint8Array): string {
  return PREFIX + Buffer.from(randomBytes(SECRET_BYTES)).toString('base64');
}

/**
 * The `webhook-signature` value of Standard Webhooks 1.0.0: for each secret `v1,` and the base64 of HMAC-SHA256 over
 * `{id}.{timestamp}.{body}`, separated by spaces. A request without a body signs the empty string.
 *
 * @throws {SigningError} for no secret, a secret that is not `whsec_` + base64 of 24 to 64 bytes, an id with a dot or
 *   with anything but visible ASCII, or a timestamp that is no whole number of seconds
 */
export function signWebhook({ id, timestamp, body, secrets }: SignedMessage): string {
  if (!/^[\x21-\x2d\x2f-\x7e]+$/.test(id)) {
    throw new SigningError('The id of a signed message must be visible ASCII without dots.');
  }
  if (!Number.isSafeInteger(timestamp) || timestamp < 0) {
    throw new SigningError('The timestamp of a signed message must be in whole Unix seconds.');
  }
  if (secrets.length === 0) throw new SigningError('There is no signing secret: rotate the secret to make one.');
  return secrets.map((secret) => `v1,${sign(decodeSecret(secret), id, timestamp, body)}`).join(' ');
}

/**
 * The three headers of Standard Webhooks 1.0.0 for one attempt, in the order they are sent.
 *
 * @throws {SigningError} as {@link signWebhook}
 */
export function webhookHeaders(message: SignedMessage): [string, string][] {
  return [
    ['webhook-id', message.id],
    ['webhook-timestamp', String(message.timestamp)],
    ['webhook-signature', signWebhook(message)],
  ];
}

function sign(key: Uint8Array, id: string, timestamp: number, body: Uint8Array): string {
  return createHmac('sha256', key).update(`${id}.${timestamp}.`, 'utf8').update(body).digest('base64');
}

function decodeSecret(secret: string): Uint8Array {
  const encoded = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : '';
  const key = Buffer.from(encoded, 'base64');
  // Buffer skips what is not base64, so only a faithful way back proves that the secret was read whole.
  const faithful = key.toString('base64').replace(/=+$/, '') === encoded.replace(/=+$/, '');
  if (!faithful || key.length < 24 || key.length > 64) {
    throw new SigningError('A signing secret must be whsec_ followed by the base64 of 24 to 64 bytes.');
  }
  return key;
}
