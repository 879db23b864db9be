import type { Database } from 'better-sqlite3';
import { inboxEmailSchema } from '../../../contract/index.ts';
import type { InboxRecord, InboxStore } from '../../../inbox/inbox-store.ts';
import { toPage } from '../cursor.ts';
import { bindBytes, headerListSchema, readBytes, readJson } from './columns.ts';
import type { GroupCommit } from './group-commit.ts';
import { equals, selectPage } from './page-query.ts';

const KEPT = 500;

interface InboxRow {
  id: string;
  name: string;
  received_at: number;
  method: string;
  path: string;
  headers: string;
  body: Buffer;
  email: string | null;
}

export function createInboxStore(database: Database, commits: GroupCommit): InboxStore {
  const insert = database.prepare<[InboxRow]>(
    `INSERT INTO inbox (id, name, received_at, method, path, headers, body, email)
     VALUES (@id, @name, @received_at, @method, @path, @headers, @body, @email)`,
  );
  const trim = database.prepare<[]>(
    `DELETE FROM inbox WHERE id < (SELECT id FROM inbox ORDER BY id DESC LIMIT 1 OFFSET ${KEPT - 1})`,
  );
  const selectOne = database.prepare<[string], InboxRow>('SELECT * FROM inbox WHERE id = ?');
  const clear = database.prepare<[{ name: string | null }]>('DELETE FROM inbox WHERE @name IS NULL OR name = @name');
  return {
    add: (message) =>
      commits.write(() => {
        insert.run(toInboxRow(message));
        trim.run();
      }),
    get: async (id) => {
      const row = selectOne.get(id);
      return row && toInboxRecord(row);
    },
    list: async ({ limit, cursor, name }) => {
      const conditions = name === undefined ? [] : [equals('name', name)];
      const rows = selectPage<InboxRow>(database, {
        list: 'inbox',
        table: 'inbox',
        columns: '*',
        conditions,
        limit,
        cursor,
      });
      return toPage('inbox', rows, limit, toInboxRecord);
    },
    clear: (name) => commits.write(() => clear.run({ name: name ?? null }).changes),
  };
}

function toInboxRow(message: InboxRecord): InboxRow {
  const { receivedAt, headers, body, email, ...plain } = message;
  return {
    ...plain,
    received_at: receivedAt,
    headers: JSON.stringify(headers),
    body: bindBytes(body),
    email: email === null ? null : JSON.stringify(email),
  };
}

function toInboxRecord(row: InboxRow): InboxRecord {
  const { received_at: receivedAt, headers, body, email, ...plain } = row;
  return {
    ...plain,
    receivedAt,
    headers: readJson(headerListSchema, headers),
    body: readBytes(body),
    email: email === null ? null : readJson(inboxEmailSchema, email),
  };
}
