import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StorageUnavailable } from '../../storage-errors.ts';
import { GroupCommit } from './group-commit.ts';

const settle = async (writes: Promise<unknown>[]): Promise<unknown[]> =>
  (await Promise.allSettled(writes)).map((outcome) =>
    outcome.status === 'fulfilled' ? outcome.value : outcome.reason,
  );

describe('GroupCommit', () => {
  let database: Database.Database;
  let commits: GroupCommit;
  let statements: string[];
  beforeEach(() => {
    statements = [];
    database = new Database(':memory:', { verbose: (sql) => statements.push(String(sql)) });
    database.exec('CREATE TABLE numbers (number INTEGER PRIMARY KEY) STRICT');
    commits = new GroupCommit(database);
  });
  afterEach(() => database.close());

  const add = (number: number) => (): number => {
    database.prepare('INSERT INTO numbers VALUES (?)').run(number);
    return number;
  };
  const kept = (): unknown[] => database.prepare('SELECT number FROM numbers').pluck().all();

  it('commits what one turn asked for as one transaction', async () => {
    expect(await settle([1, 2, 3].map((number) => commits.write(add(number))))).toEqual([1, 2, 3]);
    expect(statements.filter((sql) => sql === 'COMMIT')).toHaveLength(1);
  });

  it('commits more than a batch holds in turns', async () => {
    const numbers = Array.from({ length: 2 * GroupCommit.maxBatch + 1 }, (_, number) => number);
    expect(await settle(numbers.map((number) => commits.write(add(number))))).toEqual(numbers);
    expect(statements.filter((sql) => sql === 'COMMIT')).toHaveLength(3);
  });

  it('answers only after the commit', async () => {
    const answered = commits.write(add(1)).then(() => statements.includes('COMMIT'));
    expect(statements).not.toContain('COMMIT');
    expect(await answered).toBe(true);
  });

  it('undoes alone what throws alone', async () => {
    const bad = commits.write(() => {
      add(2)();
      throw new Error('on purpose');
    });
    const [first, error, last] = await settle([commits.write(add(1)), bad, commits.write(add(3))]);
    expect([first, last]).toEqual([1, 3]);
    expect(error).toEqual(new Error('on purpose'));
    expect(kept()).toEqual([1, 3]);
  });

  it('undoes the whole batch when the disk fails, and works again after', async () => {
    const bad = commits.write(() => {
      throw new Database.SqliteError('disk I/O error', 'SQLITE_IOERR_WRITE');
    });
    const outcomes = await settle([commits.write(add(1)), bad, commits.write(add(2))]);
    for (const outcome of outcomes) expect(outcome).toBeInstanceOf(StorageUnavailable);
    expect(kept()).toEqual([]);
    expect(await commits.write(add(4))).toBe(4);
    expect(kept()).toEqual([4]);
  });

  it('undoes the whole batch when the commit fails', async () => {
    database.exec(
      'CREATE TABLE parts (whole INTEGER REFERENCES numbers (number) DEFERRABLE INITIALLY DEFERRED) STRICT',
    );
    const orphan = commits.write(() => {
      database.prepare('INSERT INTO parts VALUES (9)').run();
    });
    const outcomes = await settle([commits.write(add(1)), orphan]);
    for (const outcome of outcomes) expect(outcome).toBeInstanceOf(StorageUnavailable);
    expect(kept()).toEqual([]);
    expect(await commits.write(add(1))).toBe(1);
  });
});
