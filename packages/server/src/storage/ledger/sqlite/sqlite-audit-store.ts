import type { Database } from 'better-sqlite3';
import type { AuditRecord, AuditStore } from '../../../access/audit-store.ts';
import { toPage } from '../cursor.ts';
import type { GroupCommit } from './group-commit.ts';
import { selectPage } from './page-query.ts';

const LIST = {
  list: 'audit',
  table: 'audit',
  idColumn: 'seq',
  columns: 'CAST(seq AS TEXT) AS id, at, actor, action, subject',
} as const;

export function createAuditStore(database: Database, commits: GroupCommit): AuditStore {
  const insert = database.prepare<[Omit<AuditRecord, 'id'>]>(
    'INSERT INTO audit (at, actor, action, subject) VALUES (@at, @actor, @action, @subject)',
  );
  return {
    add: (entry) => commits.write(() => void insert.run(entry)),
    list: async ({ limit, cursor }) => {
      const rows = selectPage<AuditRecord>(database, { ...LIST, conditions: [], limit, cursor });
      return toPage('audit', rows, limit, (row) => row);
    },
  };
}
