import type { Role } from '../contract/index.ts';

/** A signed-in page; `tokenHash` is the cookie's SHA-256. Times are UTC milliseconds. */
export interface SessionRecord {
  tokenHash: string;
  role: Role;
  name: string;
  createdAt: number;
  expiresAt: number;
}

export interface SessionStore {
  add(session: SessionRecord): Promise<void>;
  get(tokenHash: string): Promise<SessionRecord | undefined>;
  delete(tokenHash: string): Promise<void>;
  deleteExpired(now: number): Promise<void>;
}
