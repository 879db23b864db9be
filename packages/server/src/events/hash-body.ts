import { createHash } from 'node:crypto';

/** SHA-256, lower-case hex. */
export function hashBody(body: Uint8Array): string {
  return createHash('sha256').update(body).digest('hex');
}
