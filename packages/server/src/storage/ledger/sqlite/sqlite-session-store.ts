import type { Database } from 'better-sqlite3';
import type { Caller, SessionRecord, SessionStore } from '../../../access/session-store.ts';
import { roleSchema } from '../../../contract/index.ts';
import type { GroupCommit } from './group-commit.ts';

type SessionRow = Omit<SessionRecord, 'role'> & { role: string };

const COLUMNS = `id, token_hash AS tokenHash, role, name, created_at AS createdAt, expires_at AS expiresAt, last_used_at AS lastUsedAt,
  address, user_agent AS userAgent`;

export function createSessionStore(database: Database, commits: GroupCommit): SessionStore {
  const insert = database.prepare<[SessionRecord]>(
    `INSERT INTO sessions (id, token_hash, role, name, created_at, expires_at, last_used_at, address, user_agent)
     VALUES (@id, @tokenHash, @role, @name, @createdAt, @expiresAt, @lastUsedAt, @address, @userAgent)`,
  );
  const select = database.prepare<[string], SessionRow>(`SELECT ${COLUMNS} FROM sessions WHERE token_hash = ?`);
  const selectActive = database.prepare<[number], SessionRow>(
    `SELECT ${COLUMNS} FROM sessions WHERE expires_at > ? ORDER BY created_at DESC, id DESC`,
  );
  const update = database.prepare<[Caller & { tokenHash: string; at: number }]>(
    `UPDATE sessions SET last_used_at = @at, address = @address, user_agent = @userAgent WHERE token_hash = @tokenHash`,
  );
  const remove = database.prepare<[string]>('DELETE FROM sessions WHERE token_hash = ?');
  const removeExpired = database.prepare<[number]>('DELETE FROM sessions WHERE expires_at <= ?');
  return {
    add: (session) => commits.write(() => void insert.run(session)),
    get: async (tokenHash) => {
      const row = select.get(tokenHash);
      return row && toRecord(row);
    },
    list: async (now) => selectActive.all(now).map(toRecord),
    touch: (tokenHash, use) => commits.write(() => void update.run({ ...use, tokenHash })),
    delete: (tokenHash) => commits.write(() => void remove.run(tokenHash)),
    deleteExpired: (now) => commits.write(() => void removeExpired.run(now)),
  };
}

function toRecord(row: SessionRow): SessionRecord {
  return { ...row, role: roleSchema.parse(row.role) };
}
