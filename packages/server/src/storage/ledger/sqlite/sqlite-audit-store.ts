import type { Database } from 'better-sqlite3';
import type { AuditEntry, AuditStore } from '../../../access/audit-store.ts';
import type { GroupCommit } from './group-commit.ts';

export function createAuditStore(database: Database, commits: GroupCommit): AuditStore {
  const insert = database.prepare<[AuditEntry]>(
    'INSERT INTO audit (at, actor, action, subject) VALUES (@at, @actor, @action, @subject)',
  );
  const select = database.prepare<[number], AuditEntry>(
    'SELECT at, actor, action, subject FROM audit ORDER BY seq DESC LIMIT ?',
  );
  return {
    add: (entry) => commits.write(() => void insert.run(entry)),
    list: async (limit) => select.all(limit),
  };
}
