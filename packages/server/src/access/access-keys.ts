import { createHash, timingSafeEqual } from 'node:crypto';

const KEY_BYTES = 32;
const SHOWN = 8;

/** A new access key: `pmk_` and 256 random bits in base64url. */
export function generateKey(randomBytes: (size: number) => Uint8Array): string {
  return `pmk_${Buffer.from(randomBytes(KEY_BYTES)).toString('base64url')}`;
}

/** A new token for feeds, sessions and sign-in links: 256 random bits in base64url. */
export function generateToken(randomBytes: (size: number) => Uint8Array): string {
  return Buffer.from(randomBytes(KEY_BYTES)).toString('base64url');
}

/** The first characters of a key, enough to tell keys apart. */
export function keyPrefix(key: string): string {
  return key.slice(0, SHOWN);
}

/** SHA-256 in lower-case hex. Keys and tokens are random, so a fast hash is enough. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

/** Compares two hashes that {@link hashSecret} made, in constant time. */
export function isSameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one, 'hex'), Buffer.from(other, 'hex')];
  return left.length === right.length && timingSafeEqual(left, right);
}
