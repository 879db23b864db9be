import type { Database } from 'better-sqlite3';
import type { SessionRecord, SessionStore } from '../../../access/session-store.ts';
import { roleSchema } from '../../../contract/index.ts';
import type { GroupCommit } from './group-commit.ts';

type SessionRow = Omit<SessionRecord, 'role'> & { role: string };

export function createSessionStore(database: Database, commits: GroupCommit): SessionStore {
  const insert = database.prepare<[SessionRecord]>(
    `INSERT INTO sessions (token_hash, role, name, created_at, expires_at) VALUES (@tokenHash, @role, @name, @createdAt, @expiresAt)`,
  );
  const select = database.prepare<[string], SessionRow>(
    `SELECT token_hash AS tokenHash, role, name, created_at AS createdAt, expires_at AS expiresAt FROM sessions WHERE token_hash = ?`,
  );
  const remove = database.prepare<[string]>('DELETE FROM sessions WHERE token_hash = ?');
  const removeExpired = database.prepare<[number]>('DELETE FROM sessions WHERE expires_at <= ?');
  return {
    add: (session) => commits.write(() => void insert.run(session)),
    get: async (tokenHash) => {
      const row = select.get(tokenHash);
      return row && { ...row, role: roleSchema.parse(row.role) };
    },
    delete: (tokenHash) => commits.write(() => void remove.run(tokenHash)),
    deleteExpired: (now) => commits.write(() => void removeExpired.run(now)),
  };
}
