import type { Database } from 'better-sqlite3';
import type { KeyUseStore } from '../../../access/key-use-store.ts';
import type { GroupCommit } from './group-commit.ts';

interface KeyUseRow {
  key_id: string;
  used_at: number;
}

export function createKeyUseStore(database: Database, commits: GroupCommit): KeyUseStore {
  const put = database.prepare<[string, number]>(
    'INSERT INTO key_uses (key_id, used_at) VALUES (?, ?) ON CONFLICT DO UPDATE SET used_at = excluded.used_at',
  );
  const select = database.prepare<[string], number>('SELECT used_at FROM key_uses WHERE key_id = ?').pluck();
  const selectAll = database.prepare<[], KeyUseRow>('SELECT key_id, used_at FROM key_uses');
  const remove = database.prepare<[string]>('DELETE FROM key_uses WHERE key_id = ?');
  return {
    touch: (keyId, at) => commits.write(() => void put.run(keyId, at)),
    get: async (keyId) => select.get(keyId),
    list: async () => new Map(selectAll.all().map(({ key_id: id, used_at: at }) => [id, at])),
    delete: (keyId) => commits.write(() => void remove.run(keyId)),
  };
}
