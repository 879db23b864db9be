import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** Seals and opens the secrets that the workspace keeps. */
export interface SecretBox {
  /** Names the key without telling it: 16 hexadecimal digits. */
  readonly keyId: string;
  /**
   * Encrypts text with AES-256-GCM under a fresh 96-bit iv.
   *
   * @param aad where the secret belongs, such as `trigger/01H…/auth.password`: it opens nowhere else
   * @returns `v1.<keyId>.<iv>.<ciphertext and 16-byte tag>`, iv and ciphertext in base64url
   */
  seal(plaintext: string, aad: string): string;
  /**
   * Opens what {@link SecretBox.seal} made, with the same key and the same `aad`.
   *
   * @throws {SecretError} for another key, another place, or a value that is damaged
   */
  open(sealed: string, aad: string): string;
}

/** A secret that cannot be opened, or a key that cannot be used. The message never holds a secret. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}

/** Bytes of an AES-256 key. */
export const SECRET_KEY_BYTES = 32;

const VERSION = 'v1';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^v1\.([0-9a-f]{16})\.([A-Za-z0-9_-]{16})\.([A-Za-z0-9_-]{22,})$/;

/**
 * Makes a box around one key (NIST SP 800-38D; the random iv is good for 2³² values per key).
 *
 * @param key 32 bytes
 * @throws {SecretError} for a key of another length
 */
export function createSecretBox(key: Uint8Array): SecretBox {
  if (key.length !== SECRET_KEY_BYTES) {
    throw new SecretError(`The secret key has ${key.length} bytes: it must have ${SECRET_KEY_BYTES}.`);
  }
  const keyId = createHash('sha256').update('postmap secret key id\0').update(key).digest('hex').slice(0, 16);
  return {
    keyId,
    seal(plaintext, aad) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(bindPlace(keyId, aad));
      const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return [VERSION, keyId, iv.toString('base64url'), sealed.toString('base64url')].join('.');
    },
    open(sealed, aad) {
      const [, sealedWith, iv, rest] = SEALED.exec(sealed) ?? [];
      if (sealedWith === undefined || iv === undefined || rest === undefined) {
        throw new SecretError('A stored secret is not in a form that this version reads: enter it again.');
      }
      if (sealedWith !== keyId) {
        throw new SecretError(
          `A stored secret was sealed with key ${sealedWith}, but the key in use is ${keyId}: bring back that key (POSTMAP_SECRET_KEY or data/secret.key), or enter the secret again.`,
        );
      }
      return decrypt(key, Buffer.from(iv, 'base64url'), Buffer.from(rest, 'base64url'), bindPlace(keyId, aad));
    },
  };
}

/** What the tag vouches for besides the text: version and key as well as the place. */
function bindPlace(keyId: string, aad: string): Buffer {
  return Buffer.from(`${VERSION}.${keyId}.${aad}`, 'utf8');
}

function decrypt(key: Uint8Array, iv: Uint8Array, sealed: Buffer, aad: Uint8Array): string {
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch (error) {
    throw new SecretError('A stored secret is damaged or was moved from another place: enter it again.', {
      cause: error,
    });
  }
}
