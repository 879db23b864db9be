import type { Database } from 'better-sqlite3';
import type { Sample } from '../../../contract/index.ts';
import type { SampleStore } from '../../../samples/sample-store.ts';
import { toPage } from '../cursor.ts';
import type { GroupCommit } from './group-commit.ts';
import { equals, selectPage } from './page-query.ts';

type SampleRow = Omit<Sample, 'builtIn'> & { builtIn: number };

const columns = 'id, name, event_type AS eventType, body, built_in AS builtIn, created_at AS createdAt';

export function createSampleStore(database: Database, commits: GroupCommit): SampleStore {
  const selectOne = database.prepare<[string], SampleRow>(`SELECT ${columns} FROM samples WHERE id = ?`);
  const put = database.prepare<[SampleRow]>(
    `INSERT INTO samples (id, name, event_type, body, built_in, created_at) VALUES (@id, @name, @eventType, @body, @builtIn, @createdAt)
     ON CONFLICT DO UPDATE SET name = @name, event_type = @eventType, body = @body, built_in = @builtIn, created_at = @createdAt`,
  );
  const remove = database.prepare<[string]>('DELETE FROM samples WHERE id = ?');
  return {
    get: async (id) => {
      const row = selectOne.get(id);
      return row && toSample(row);
    },
    list: async ({ limit, cursor, eventType }) => {
      const conditions = eventType === undefined ? [] : [equals('event_type', eventType)];
      const rows = selectPage<SampleRow>(database, {
        list: 'samples',
        table: 'samples',
        columns,
        conditions,
        limit,
        cursor,
      });
      return toPage('samples', rows, limit, toSample);
    },
    put: (sample) => commits.write(() => void put.run({ ...sample, builtIn: Number(sample.builtIn) })),
    delete: (id) => commits.write(() => remove.run(id).changes === 1),
  };
}

function toSample(row: SampleRow): Sample {
  return { ...row, builtIn: row.builtIn === 1 };
}
