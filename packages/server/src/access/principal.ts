import type { Role } from '../contract/index.ts';

/** Who is asking. `name` goes on record where something is recorded. */
export interface Principal {
  role: Role;
  name: string;
  /** UTC milliseconds when a sign-in ends; null for keys. */
  expiresAt: number | null;
  /** The SHA-256 of a session's cookie; null for keys. */
  sessionHash: string | null;
  /** Null for sessions, and for the admin key, which is no record. */
  keyId: string | null;
}
