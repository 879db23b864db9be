import type { Role } from '../contract/index.ts';

/** Where a request comes from; null where it is not known. */
export interface Caller {
  address: string | null;
  userAgent: string | null;
}

/** A signed-in page; `tokenHash` is the cookie's SHA-256. Times are UTC milliseconds, and the caller is that of the last use. */
export interface SessionRecord extends Caller {
  id: string;
  tokenHash: string;
  role: Role;
  name: string;
  createdAt: number;
  expiresAt: number;
  lastUsedAt: number;
}

export interface SessionStore {
  add(session: SessionRecord): Promise<void>;
  get(tokenHash: string): Promise<SessionRecord | undefined>;
  /** Those that are not over, newest first. */
  list(now: number): Promise<SessionRecord[]>;
  /** Notes a use; nothing where there is no such session any more. */
  touch(tokenHash: string, use: Caller & { at: number }): Promise<void>;
  delete(tokenHash: string): Promise<void>;
  deleteExpired(now: number): Promise<void>;
}
