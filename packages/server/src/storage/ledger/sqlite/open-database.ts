import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';
import { StorageRefused } from '../../storage-errors.ts';
import { migrateLedger } from './ledger-migrations.ts';
import { hasSqliteCode } from './sqlite-faults.ts';

/** SQLite's number for `synchronous = FULL`: each commit waits for fsync. */
const FULL = 2;

/**
 * Opens the ledger's database for this process alone, with every commit on disk, and brings its schema up to date. Throws StorageRefused
 * when another process holds it, when it is damaged or of a newer version, or when the settings did not hold.
 */
export function openDatabase(file: string, busyTimeoutMs = 1_000): Database.Database {
  let database: Database.Database | undefined;
  try {
    // 0600: payloads hold names and addresses. SQLite gives its WAL the mode of the database.
    closeSync(openSync(file, 'a', 0o600));
    database = new Database(file, { timeout: busyTimeoutMs });
    // Before WAL is touched, so that the lock is taken at the first read and kept (and the WAL index stays in memory).
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('foreign_keys = ON');
    migrateLedger(database);
    database.prepare('INSERT INTO health VALUES (1, 0) ON CONFLICT DO UPDATE SET checked_at = checked_at').run();
    assertSettings(database);
    return database;
  } catch (error) {
    database?.close();
    throw error instanceof StorageRefused ? error : new StorageRefused(describeRefusal(file, error), { cause: error });
  }
}

/** To be called after a write: better-sqlite3 builds SQLite to fall back to NORMAL at the first write in WAL, unless FULL was asked for. */
export function assertSettings(database: Database.Database): void {
  const wanted = { journal_mode: 'wal', synchronous: FULL, foreign_keys: 1, locking_mode: 'exclusive' };
  for (const [name, value] of Object.entries(wanted)) {
    const found = database.pragma(name, { simple: true });
    if (found !== value) {
      throw new StorageRefused(
        `${database.name}: SQLite answers ${name} = ${String(found)} where Postmap needs ${value}: its file system may not support it. Put the data folder on a local disk.`,
      );
    }
  }
}

function describeRefusal(file: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  if (hasSqliteCode(error, ['SQLITE_BUSY', 'SQLITE_LOCKED'])) {
    return `${file}: another process has this ledger open. Stop the other Postmap, or give this one its own POSTMAP_DATA_DIR.`;
  }
  if (hasSqliteCode(error, ['SQLITE_NOTADB', 'SQLITE_CORRUPT'])) {
    return `${file}: damaged (${reason}). Restore it, with its -wal file removed, from a backup.`;
  }
  return `${file}: cannot be opened: ${reason}. Check that the folder exists, is writable and has free space.`;
}
